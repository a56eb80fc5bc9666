"""Fuzzing: inputs that nobody wrote, on everything that reads."""
