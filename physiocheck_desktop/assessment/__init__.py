"""Landmarks in, assessment out: phases, repetitions, scores, cues. No files, no clocks, no screen, no camera."""
