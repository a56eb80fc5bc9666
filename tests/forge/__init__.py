"""Workflows, and what they ask of the tool."""
