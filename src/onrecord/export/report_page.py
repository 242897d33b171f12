"""An audit as a page of its own: the answers one under the other, each bar beside its numbers."""

from collections.abc import Iterable
from dataclasses import dataclass

from onrecord.audit import Audit, Single, Tally, Voice
from onrecord.errors import OnRecordError
from onrecord.export.markup import document, esc
from onrecord.export.page import failure_line, share_bar
from onrecord.export.report import Part, label, parts, percent, share, voice_shares
from onrecord.export.words import counted, percentages


def render_audit(audit: Audit, failures: Iterable[tuple[str, OnRecordError]] = (), *, top: int | None = None) -> str:
    """The audit as a page that needs nothing else: bars, each beside its numbers.

    ``top`` is how many speakers and articles are listed, all without it.
    """
    failed = list(failures)
    counts = [
        counted(audit.articles, "article"),
        counted(audit.statements, "statement"),
        counted(audit.words, "word"),
        counted(audit.speakers, "speaker"),
    ]
    if failed:
        counts.append(f"{len(failed):,} failed")
    body = [
        f'<header class="head"><p class="kick">{" · ".join(counts)}</p><h1>Who is quoted</h1>{_bar(audit)}</header>'
    ]
    if audit.statements:
        body += [_voices(audit, top), _singles(audit, top)]
        body += [_part(audit, part) for part in parts(audit) if part.tallies]
    else:
        body.append('<p class="none">No statement was found.</p>')
    if failed:
        lines = "".join(failure_line(origin, error) for origin, error in failed)
        body.append(f'<section class="failed"><h2>Not read</h2><ul>{lines}</ul></section>')
    return document("Audit · OnRecord", '<main class="audit">\n' + "\n".join([*body, _foot(audit)]) + "\n</main>")


def _bar(audit: Audit) -> str:
    counts = voice_shares(audit)
    return share_bar(percentages(counts), "") if any(counts.values()) else ""


def _voices(audit: Audit, top: int | None) -> str:
    shown = audit.voices[:top]
    lines = _lines(
        audit,
        [
            _Line(
                f'<span dir="auto">{esc(voice.name)}</span> <small>{esc(_about(voice))}</small>',
                voice.statements,
                voice.words,
                (voice.articles, voice.direct),
            )
            for voice in shown
        ],
    )
    more = len(audit.voices) - len(shown)
    note = f'<p class="note">and {counted(more, "more speaker")}</p>' if more else ""
    head = _head("Speaker", "Articles", "Direct")
    return f"<section><h2>Speakers</h2><table>{head}<tbody>{''.join(lines)}</tbody></table>{note}</section>"


def _about(voice: Voice) -> str:
    """What the name does not show: the kind, and the values of the user's list."""
    kind = (
        "" if voice.kind == "person" else "unnamed group" if voice.kind == "group" and not voice.named else voice.kind
    )
    return " · ".join(filter(None, (kind, *voice.values)))


def _part(audit: Audit, part: Part) -> str:
    lines = _lines(
        audit,
        [
            _Line(
                f'<span{_act(part, tally)} dir="auto">{esc(label(part, tally))}</span>',
                tally.statements,
                tally.words,
                (tally.speakers,),
                tally.known,
            )
            for tally in part.tallies
        ],
    )
    note = f'<p class="note">{esc(part.note)}</p>' if part.note else ""
    head = _head("", "Speakers")
    return f"<section><h2>{esc(part.title)}</h2>{note}<table>{head}<tbody>{''.join(lines)}</tbody></table></section>"


def _act(part: Part, tally: Tally) -> str:
    return f' class="act a-{tally.value}"' if part.key == "act" and tally.known else ""


def _head(first: str, *more: str) -> str:
    cells = "".join(f'<th scope="col">{name}</th>' for name in more)
    return (
        f'<thead><tr><th scope="col">{first}</th><th></th><th scope="col" colspan="2">Statements</th>'
        f'<th scope="col" colspan="2">Words</th>{cells}</tr></thead>'
    )


@dataclass(frozen=True, slots=True)
class _Line:
    """One row: its name as markup, and the numbers."""

    name: str
    statements: int
    words: int
    more: tuple[int, ...]
    known: bool = True


def _lines(audit: Audit, lines: list[_Line]) -> str:
    """The rows of a table, with two bars each, words over statements; the longest bar of the table is full."""
    most = max((s for one in lines for s in _shares(audit, one)), default=0.0)
    return "".join(_row(audit, one, most) for one in lines)


def _shares(audit: Audit, one: _Line) -> tuple[float, float]:
    return share(one.words, audit.words), share(one.statements, audit.statements)


def _row(audit: Audit, one: _Line, most: float) -> str:
    drawn = "".join(
        f'<rect class="b-{kind}" x="0" y="{y}" width="{100 * part / (most or 1):.2f}" height="{height}"></rect>'
        for kind, y, height, part in zip(("words", "statements"), (0, 6), (5, 3), _shares(audit, one), strict=True)
    )
    bar = f'<svg class="beam" viewBox="0 0 100 9" preserveAspectRatio="none" role="presentation">{drawn}</svg>'
    numbers = (
        f"{one.statements:,}",
        percent(one.statements, audit.statements),
        f"{one.words:,}",
        percent(one.words, audit.words),
        *(f"{number:,}" for number in one.more),
    )
    cells = "".join(f"<td>{number}</td>" for number in numbers)
    kind = "known" if one.known else "unknown"
    return f'<tr class="{kind}"><th scope="row">{one.name}</th><td>{bar}</td>{cells}</tr>'


def _singles(audit: Audit, top: int | None) -> str:
    told = f"{counted(len(audit.single), 'article')} of {audit.articles:,} with statements of one speaker only."
    lines = "".join(
        f'<li><span dir="auto">{esc(one.title or one.origin)}</span> <small><span dir="auto">{esc(one.speaker)}</span>'
        f" · {counted(one.statements, 'statement')}{_perhaps(one)}</small></li>"
        for one in audit.single[:top]
    )
    more = len(audit.single) - len(audit.single[:top])
    note = f'<p class="note">and {counted(more, "more article")}</p>' if more else ""
    listed = f'<ul class="singles">{lines}</ul>{note}' if lines else ""
    return f'<section><h2>Resting on one speaker</h2><p class="note">{told}</p>{listed}</section>'


def _perhaps(one: Single) -> str:
    return f" · {one.unresolved:,} unresolved, so perhaps more" if one.unresolved else ""


def _foot(audit: Audit) -> str:
    made = "; ".join(f"OnRecord {esc(one.onrecord)}, model <code>{esc(one.model)}</code>" for one in audit.made)
    return (
        '<footer class="foot"><p>Dark bars are shares of the words, light ones of the statements; the longest bar of '
        "a table is full. "
        f"{counted(audit.relayed, 'statement')} inside another's words not counted: the words count once. "
        "Unnamed speakers with the same description stand in one line. Statements, speakers and acts are found by a "
        f"model; look at a sample before you rely on the numbers.</p>{f'<p>{made}</p>' if made else ''}</footer>"
    )
