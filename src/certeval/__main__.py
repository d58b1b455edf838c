"""`certeval` and `python -m certeval`."""

import gc
import sys
from contextlib import suppress


def main() -> int:
    """Run the command line and return its exit status. `--version` is answered before anything is imported."""
    arguments = sys.argv[1:]
    if arguments == ["--version"]:
        from certeval import __version__

        with suppress(OSError):  # which is told below
            sys.stdout.write(f"certeval {__version__}\n")
            sys.stdout.flush()
            return 0
    # Decisions are trees without cycles: the collector would only slow starting and reading down.
    gc.disable()
    from certeval.cli.app import run

    status = run(arguments)
    gc.freeze()  # nor is it worth looking for garbage in what ends with the process, as Python would
    return status


if __name__ == "__main__":
    sys.exit(main())
