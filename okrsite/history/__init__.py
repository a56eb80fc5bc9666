"""git: when something changed, who changed it, what moved; and what changes between two versions of a site."""
