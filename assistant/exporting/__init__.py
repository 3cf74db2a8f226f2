"""Drafts into Word, Markdown, JSON and a trace of sources."""
