"""``onrecord audit``: who is quoted, how often, how, and what stays unknown."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from onrecord.audit import Auditor, EntityList, entity_list
from onrecord.cli.audited import show
from onrecord.cli.exits import faced
from onrecord.cli.outputs import Sink, Stream, writable
from onrecord.cli.progress import Failed
from onrecord.cli.reading import Call, Inputs, Jobs, Published, Quiet, Threshold, run
from onrecord.errors import OnRecordError, UsageError
from onrecord.export import audit_csv, audit_record, line, render_audit
from onrecord.model import Reading

_LISTED = 20
"""Speakers and articles that a table or a page lists, unless ``--top`` says otherwise; the rest is counted."""


class AuditFormat(StrEnum):
    """What ``onrecord audit`` can write."""

    TABLE = "table"
    CSV = "csv"
    JSON = "json"
    HTML = "html"


def audit(
    inputs: Inputs,
    entities: Annotated[
        Path | None,
        typer.Option(
            "--entities", "-e", metavar="CSV", help="Your list: name, aliases (a;b), any columns such as gender, party."
        ),
    ] = None,
    by: Annotated[
        list[str] | None, typer.Option(metavar="COLUMN", help="Only this column of the list; may stand several times.")
    ] = None,
    form: Annotated[
        AuditFormat, typer.Option("--format", "-f", help="How to write it.", case_sensitive=False)
    ] = AuditFormat.TABLE,
    out: Annotated[Path | None, typer.Option("--out", "-o", metavar="FILE", help="Where to.")] = None,
    top: Annotated[int, typer.Option(min=1, help="Speakers and articles that table and html list.")] = _LISTED,
    published: Published = None,
    threshold: Threshold = None,
    jobs: Jobs = 1,
    quiet: Quiet = False,
) -> None:
    """Count who is quoted in articles: how often, in how many words, named or not, directly or not, doing what."""
    with faced():
        file = None if out is None or str(out) == "-" else out
        if file is not None:
            writable(file, (*inputs, *([str(entities)] if entities else [])))
        if by and entities is None:
            raise UsageError("--by names a column of a list: give the list with --entities", code="entities")
        listed = _entities(entities, by or []) if entities else None
        call = Call(tuple(inputs), published=published, threshold=threshold, jobs=jobs, quiet=quiet)
        status = run(call, _counting(file, form, listed, top), shown=True)
    raise typer.Exit(status)


def _entities(path: Path, by: list[str]) -> EntityList:
    """The list in a file. Raises ``UsageError`` when there is none."""
    try:
        return entity_list(path.read_bytes().decode("utf-8"), by)
    except OSError as error:
        raise UsageError(f"can't read {path}: {error.strerror}", code="entities") from error
    except UnicodeDecodeError as error:
        raise UsageError(f"{path} is not UTF-8; save it as CSV UTF-8", code="entities") from error
    except UsageError as error:
        raise UsageError(f"{path}: {error}", code=error.code) from error


@contextmanager
def _counting(file: Path | None, form: AuditFormat, listed: EntityList | None, top: int) -> Iterator[tuple[Sink, ...]]:
    stream = Stream(file)
    try:
        yield (_Counted(stream, form, top, Auditor(listed)),)
    finally:
        stream.close()


@dataclass(slots=True)
class _Counted:
    """Counts what is read and writes it at the end."""

    stream: Stream
    form: AuditFormat
    top: int
    auditor: Auditor
    failures: list[tuple[str, OnRecordError]] = field(default_factory=list)

    def add(self, reading: Reading) -> None:
        """Count one article."""
        self.auditor.add(reading)

    def fail(self, failure: Failed) -> None:
        """For the end of the report; the summary names it too."""
        self.failures.append((failure.origin, failure.error))

    def finish(self) -> None:
        """Write what was counted."""
        result = self.auditor.result()
        match self.form:
            case AuditFormat.JSON:
                self.stream.write(line(audit_record(result, self.failures)))
            case AuditFormat.CSV:
                self.stream.write(audit_csv(result))
            case AuditFormat.HTML:
                self.stream.write(render_audit(result, self.failures, top=self.top))
            case AuditFormat.TABLE:
                with self.stream.console() as shown:
                    show(result, shown, top=self.top)
