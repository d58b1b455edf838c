"""`certeval` and `python -m certeval`."""

import gc
import os
import sys
from types import FrameType

INTERRUPTED = 130
"""The exit status of a command that its user stopped."""
STOPPED = 128
"""What systems add to the number of the signal that stopped a command."""


def main() -> int:
    """Run the command line and return its exit status. `--version` is answered before anything is imported."""
    arguments = sys.argv[1:]
    # a stream that was closed takes everything: no file opened later may stand in its place
    sys.stdout = sys.stdout or os.fdopen(os.open(os.devnull, os.O_WRONLY), "w", encoding="utf-8")
    sys.stderr = sys.stderr or os.fdopen(os.open(os.devnull, os.O_WRONLY), "w", encoding="utf-8")
    if arguments == ["--version"]:
        from certeval import __version__

        try:  # past the buffer, which would keep what is not taken
            os.write(sys.stdout.fileno(), f"certeval {__version__}{os.linesep}".encode())
        except OSError:
            pass  # the command line below says what there is to say
        else:
            return 0
    interrupts = _end_as_others_do()
    # Decisions are trees without cycles, and cells live until the end: the collector, which would take a fifth of the
    # time, is off here for the whole run, and nowhere else.
    gc.disable()
    try:
        from certeval.cli.app import run

        status = run(arguments)
    except BaseException as error:  # before the command line could take it: 130, as design says
        # what is interrupted while it builds models may end otherwise than by KeyboardInterrupt
        if interrupts or isinstance(error, KeyboardInterrupt):
            return INTERRUPTED
        raise
    gc.freeze()  # nor is it worth looking for garbage in what ends with the process, as Python would
    return status


def _end_as_others_do() -> list[int]:
    """Have a closed terminal, and who stops certeval, end it as an error would: what it wrote for itself goes, which
    holds names and marks. Who asked for such a signal to be ignored is heard. The interrupts to come go into a list.
    """
    import signal  # a third of the time that `--version` takes

    began = os.getpid()
    interrupts: list[int] = []

    def interrupt(number: int, frame: FrameType | None) -> None:
        interrupts.append(number)
        signal.default_int_handler(number, frame)

    def stop(number: int, _frame: object) -> None:
        if os.getpid() == began:
            sys.exit(STOPPED + number)
        signal.signal(number, signal.SIG_DFL)  # a process of its own, which has nothing to remove
        os.kill(os.getpid(), number)

    for name in ("SIGTERM", "SIGHUP"):
        number = getattr(signal, name, None)
        if number is not None and signal.getsignal(number) is signal.SIG_DFL:
            signal.signal(number, stop)
    if signal.getsignal(signal.SIGINT) is signal.default_int_handler:
        signal.signal(signal.SIGINT, interrupt)
    return interrupts


if __name__ == "__main__":
    sys.exit(main())
