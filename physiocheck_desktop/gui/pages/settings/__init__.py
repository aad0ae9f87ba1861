"""The settings, one file a section."""
