"""What git says of a site."""
