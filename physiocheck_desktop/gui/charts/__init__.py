"""Charts that wear the program's look."""
