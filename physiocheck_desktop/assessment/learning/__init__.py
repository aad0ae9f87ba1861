"""From a demonstration to a movement that can be found again and counted; nobody names a joint or a number."""
