"""Document control: what every one of the 22 documents must show about itself (4.3 / 7.5)."""
