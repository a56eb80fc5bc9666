"""Linked goals and their figures → what is published: addresses, pages with their views, charts, data files. Pure."""
