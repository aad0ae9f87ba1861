"""The sample clinic of `physiocheck --demo`: people whom nobody is, and what they have done, made by the use cases."""
