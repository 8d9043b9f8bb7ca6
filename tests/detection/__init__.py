"""How many planted defects the rules find, at the right place, and how often they cry wolf."""
