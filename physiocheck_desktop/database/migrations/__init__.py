"""The schema's history: one step a module in `versions`, each able to go forward and back."""
