"""Mail and file stores outside this computer, each used only where a setting asks for it."""
