"""A finished assessment as PDF, CSV and JSON."""
