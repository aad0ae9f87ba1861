"""The `physiocheck` command."""
