"""The version of okrsite, alone in a module so that everything may read it."""

__all__ = ["__version__"]

__version__ = "0.1.0"
