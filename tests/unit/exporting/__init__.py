"""Tests of assistant.exporting."""
