"""Starting a session, keeping each repetition as it is finished, ending it, and looking it up again."""
