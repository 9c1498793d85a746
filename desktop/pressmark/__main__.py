"""Decides what a start means: a worker process, a command, or the window."""

from __future__ import annotations

import sys

WORKER_FLAG = "--pressmark-worker"  # how a frozen program starts itself as a worker; see workers/pool.py


def main() -> int:
    """Run what the command line asks for and return the exit code."""
    arguments = sys.argv[1:]
    if arguments[:1] == [WORKER_FLAG]:
        from pressmark.workers.child import main as serve

        serve(int(arguments[1]), int(arguments[2]))
        return 0
    from pressmark.cli import COMMANDS
    from pressmark.cli import main as run_command

    if arguments and (arguments[0] in COMMANDS or arguments[0] in ("-h", "--help", "--version")):
        return run_command(arguments)
    from pressmark.app import run_window

    return run_window(arguments)


if __name__ == "__main__":
    sys.exit(main())
