"""Yearly data and examples into a draft whose every sentence has a source."""
