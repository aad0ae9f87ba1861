"""What the product is about, in plain frozen dataclasses: exercises, sessions, people, errors. Standard library only."""
