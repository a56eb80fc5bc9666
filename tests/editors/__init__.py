"""The content format in editors."""
