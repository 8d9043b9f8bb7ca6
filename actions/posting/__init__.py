"""What a pull request is told: planned as values first, then written with as few requests as it takes."""
