"""The pages before anybody is known: signing in, signing up, a new password by code."""
