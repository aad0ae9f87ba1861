"""How well movements are learned and counted on labelled data; `scripts/evaluate.py` runs it."""
