"""`python -m assistant` is the `nianbao` command."""

from assistant.cli.main import run

if __name__ == "__main__":
    run()
