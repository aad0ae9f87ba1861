"""Writes a whole exercise from one demonstration: repetitions, joints, poses, rules; nobody types a number."""
