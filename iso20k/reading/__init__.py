"""Bytes of one file to a Document: tolerant of how people write, strict about what is not text."""
