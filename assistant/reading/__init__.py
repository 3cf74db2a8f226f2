"""Plain text into reports, passages and yearly data."""
