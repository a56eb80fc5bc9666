"""Reading goals from spreadsheets: cells, then what they mean, then files of the content format. Guesses nothing silently."""
