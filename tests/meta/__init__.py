"""The project about itself: layers, error tree, data files, documents."""
