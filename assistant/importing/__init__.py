"""Files of any kind into plain text with offsets; untrusted formats are read in a limited child process."""
