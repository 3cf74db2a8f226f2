"""Tests of the library and its search."""
