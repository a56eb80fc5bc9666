"""The domain: linked goals and their figures as of a day. Pure: no files, no clock."""
