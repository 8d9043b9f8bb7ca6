"""A document as a page: what it says, line by line, with what was found in it and who last changed it."""
