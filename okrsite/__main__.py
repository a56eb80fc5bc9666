"""`python -m okrsite` is the `okrsite` command."""

from okrsite.cli.main import main

if __name__ == "__main__":
    main()
