"""Several parts together, on real files."""
