"""Pages → a published folder: prepare, render, write beside, swap."""
