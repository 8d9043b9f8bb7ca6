"""Quantities that promises are made of, read from the spellings people use for them."""
