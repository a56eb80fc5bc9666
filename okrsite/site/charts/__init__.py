"""Numbers → geometry → SVG: pure, drawn at build time, coloured by classes only."""
