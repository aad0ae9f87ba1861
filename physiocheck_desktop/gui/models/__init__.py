"""What pages show, apart from how they show it: item models, words for states, what to improve."""
