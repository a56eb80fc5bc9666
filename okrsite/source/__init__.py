"""Files → typed records, each value with its place."""
