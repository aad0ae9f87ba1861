"""A made-up clinic of any size, as rows of the program's own tables; `scripts/make_clinic.py` writes it."""
