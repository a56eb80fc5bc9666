"""The Python door: a site's linked goals with their figures as typed records, for notebooks and scripts (docs/python.md)."""
