"""What `scripts/translate.py` is made of: the texts that lupdate cannot see, and the files of translations."""
