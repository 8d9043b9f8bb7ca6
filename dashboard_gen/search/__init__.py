"""What can be searched for in the site, and the index that the search page loads."""
