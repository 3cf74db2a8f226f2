"""Presenters, the server around the screens, and the screens without a browser."""
