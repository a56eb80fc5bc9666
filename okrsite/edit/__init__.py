"""Writing content for people."""
