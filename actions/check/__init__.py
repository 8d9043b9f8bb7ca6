"""A pull request is checked as a whole workspace, and one comment and the job summary tell what was found."""
