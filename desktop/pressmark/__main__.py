"""Decides what a start means: a worker process, a command, or the window."""

from __future__ import annotations

import sys

WORKER_FLAG = "--pressmark-worker"  # how a frozen program starts itself as a worker; see workers/pool.py
BROWSER_FLAG = "--pressmark-browser"  # likewise as the browser; see workers/browser/process.py


def main() -> int:
    """Run what the command line asks for and return the exit code."""
    if sys.argv[1:2] == [WORKER_FLAG]:
        from pressmark.workers.child import main as serve

        serve(int(sys.argv[2]), int(sys.argv[3]), *sys.argv[4:5])
        return 0
    if sys.argv[1:2] == [BROWSER_FLAG]:
        from pressmark.workers.browser.child import main as browse

        return browse(sys.argv[2:])
    from pressmark import logs, paths
    from pressmark.cli import command_first, is_command
    from pressmark.cli import main as run_command

    arguments = command_first(sys.argv[1:])
    if is_command(arguments):
        logs.start_logging(paths.log_path(), has_console=False)
        return run_command(arguments)
    from pressmark.app import run_window

    return run_window(arguments)


if __name__ == "__main__":
    sys.exit(main())
