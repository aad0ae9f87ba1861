"""The exercises as the figure does them, by body region: from how far a repetition has gone to a posture."""
