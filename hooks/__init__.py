"""pre-commit entry points: argv to the engine to an exit code."""
