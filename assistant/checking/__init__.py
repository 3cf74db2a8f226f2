"""Rules over a text, one family a file; what they find are values."""
