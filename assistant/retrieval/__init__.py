"""Peer reports into the library, and comparable passages out of it."""
