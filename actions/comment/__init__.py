"""Stage two for forks: the report of a run without rights is validated, rendered and posted by one that has them."""
