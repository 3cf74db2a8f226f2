"""The command line: thin commands over `App`, one place that prints."""
