"""What the product is about, in frozen dataclasses: exercises, sessions, people, errors. Standard library only."""
