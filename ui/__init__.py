"""Screens of the assistant in a browser; everything they show and do comes from `assistant.app.App`."""
