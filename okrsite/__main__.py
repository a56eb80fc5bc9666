"""`python -m okrsite` is the `okrsite` command."""

from okrsite.cli.main import run

if __name__ == "__main__":
    run()
