"""A figure of our own: an articulated person in a room, whose every joint angle is known."""
