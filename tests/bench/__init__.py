"""Speed and memory, printed as tables; not part of the default test run (`make bench`)."""
