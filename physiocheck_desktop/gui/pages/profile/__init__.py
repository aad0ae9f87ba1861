"""The profile, one file a section."""
