"""`okrsite serve`: the site from memory while it is being written; pages that are open follow each save."""
