"""Text and data that ship with the program; a package so that they are found however it was installed."""
