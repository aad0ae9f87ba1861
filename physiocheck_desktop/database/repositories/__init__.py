"""Repositories: each turns the rows of one subject into domain dataclasses and back, and alone sees both."""
