"""What is measured of speed and memory; `scripts/benchmark.py` runs it."""
