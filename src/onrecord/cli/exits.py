"""Exit statuses, and how what went wrong is told: in a sentence, without a traceback."""

import os
import sys
from collections.abc import Iterator
from concurrent.futures import BrokenExecutor
from contextlib import contextmanager, suppress
from typing import Final

import typer

from onrecord.cli.terminal import tell
from onrecord.errors import InstallationError, OnRecordError, RecordError, UsageError

ALL_READ: Final = 0
SOME_FAILED: Final = 1
WRONG_CALL: Final = 2
UNUSABLE: Final = 3
INTERRUPTED: Final = 130

_SEE: Final = "  see: onrecord check"


@contextmanager
def faced() -> Iterator[None]:
    """Turn what a verb raises into a sentence on stderr and an exit status; defects of ours pass through."""
    try:
        yield
    except BrokenPipeError:
        # The reader of our output (head, less) has had enough: not a failure, nothing to say.
        close_output()
        raise typer.Exit(ALL_READ) from None
    except KeyboardInterrupt:
        tell("onrecord: interrupted")
        raise typer.Exit(INTERRUPTED) from None
    except (OnRecordError, ImportError, BrokenExecutor, OSError) as error:
        status, message, *more = told(error)
        tell(f"onrecord: {message}", *more)
        raise typer.Exit(status) from None


def told(error: Exception) -> tuple[int, str, *tuple[str, ...]]:
    """Exit status and words, one string a line, for an error that ends the whole run."""
    match error:
        case UsageError():
            return WRONG_CALL, str(error)
        case InstallationError():
            return UNUSABLE, str(error), _SEE
        case RecordError():
            return UNUSABLE, str(error)
        case OnRecordError():
            return SOME_FAILED, str(error)
        case ImportError():
            return UNUSABLE, f"a package that reading needs can't be loaded: {error}", _SEE
        case BrokenExecutor():
            return UNUSABLE, "a reading process died, perhaps for want of memory; try fewer --jobs"
        case OSError(filename=str(name)):
            return UNUSABLE, f"{name}: {error.strerror}"
        case _:
            return UNUSABLE, str(error)


def close_output() -> None:
    """Send what is still buffered for a closed pipe nowhere, so that Python doesn't complain at its end."""
    with suppress(OSError, ValueError):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, sys.stdout.fileno())
        os.close(nowhere)
