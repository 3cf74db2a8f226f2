"""Values of the genre and of our data. Standard library only."""
