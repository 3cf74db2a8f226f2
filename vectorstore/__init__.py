"""Records, encoders and indexes behind small protocols. Knows nothing of reports."""
