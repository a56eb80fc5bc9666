"""What differs between two versions of a site, told to a terminal, to a pull request and to a program."""
