"""One article as one HTML page: the article as it stands, and beside it who said what.

The page needs nothing else: no request, no script, no inline style. The text inside the elements of
class ``text`` and ``gap`` is, joined, the article's text (see ``markup.holdable``). ``#s-3`` is the place of
the third statement, ``#c-3`` its card; the statement's id leads to the card too.
"""

from typing import Final

from onrecord.errors import OnRecordError
from onrecord.export.answers import speakers
from onrecord.export.card import Places, act_class, card
from onrecord.export.markup import document, esc, language_attribute, linked
from onrecord.export.segments import APPARATUS, Detail, Role, Row, Segment, rows, spans_of
from onrecord.export.words import BANDS, Band, band_characters, counted, day_in_words, declined_in_words, percentages
from onrecord.model import Reading, Statement

_SHARE_CLASS: Final = {"circumstance": "circ", "reporter": "rep", "apparatus": "app"}
_DETAIL_CLASS: Final[dict[Detail, str]] = {"marker": "if", "condition": "on", "figure": "fig"}
"""How the words of a content are shown that make a condition or a figure; of the others, ``told``."""


def render_page(reading: Reading, *, home: str | None = None) -> str:
    """The page of one article; ``home`` is the address of the list that it belongs to, if any."""
    article, places = reading.article, Places.of(reading)
    all_rows = rows(reading)
    headline = next((row for row in all_rows if not _is_blank(row, reading)), None)
    # A headline in the text is the page's title; it is not printed twice.
    leads = headline is not None and headline.kind == "headline"
    head = [_kick(reading)]
    body = []
    if leads:
        before = all_rows.index(headline)
        head += [_row(row, reading, places, "h1") for row in all_rows[: before + 1]]
        all_rows = all_rows[before + 1 :]
    else:
        head.append(f'<h1 class="title">{esc(title_of(reading))}</h1>')
    head += [_byline(reading), _bar(reading)]
    body += [_row(row, reading, places, "h2" if row.kind == "headline" else "p") for row in all_rows]
    if not article.text:
        body.append('<p class="none">This article has no text.</p>')
    top = f'<nav class="top"><a href="{esc(home)}">All articles</a></nav>\n' if home else ""
    main = "\n".join(
        [
            f'{top}<main>\n<article{language_attribute(article.language)}>\n<header class="head">',
            *filter(None, head),
            "</header>",
            *body,
            "</article>",
            _foot(reading),
            "</main>",
        ]
    )
    return document(f"{title_of(reading)} · OnRecord", main, extra_style=_ties(len(reading.statements)))


def title_of(reading: Reading) -> str:
    """The title as its source gives it, else the headline in the text, else a word that there is none."""
    article = reading.article
    if article.title and article.title.strip():
        return article.title.strip()
    headlines = (block.span.of(article.text).strip() for block in article.blocks if block.kind == "headline")
    origin = "standard input" if article.origin == "-" else article.origin
    return next(filter(None, headlines), f"Untitled: {origin}")


def bar(reading: Reading) -> str:
    """The shares of the text as a drawing."""
    return drawn_bar(percentages(band_characters(reading)))


def drawn_bar(shares: dict[Band, int]) -> str:
    """Shares in percent as a drawing; widths are attributes of SVG, which the page's policy allows."""
    drawn, at = [], 0
    for band in BANDS:
        drawn.append(f'<rect class="b-{band}" x="{at}" y="0" width="{shares[band]}" height="1"></rect>')
        at += shares[band]
    label = ", ".join(f"{shares[band]} percent {band}" for band in BANDS)
    return (
        f'<svg class="bar" viewBox="0 0 100 1" preserveAspectRatio="none" role="img" aria-label="{label}">'
        + "".join(drawn)
        + "</svg>"
    )


def share_bar(shares: dict[Band, int], count: str) -> str:
    """The drawing with its numbers, and below them ``count``."""
    legend = "".join(f'<span class="k-{band}"><i></i>{band} {shares[band]}%</span>' for band in BANDS)
    counts = f'<span class="count">{count}</span>' if count else ""
    return f'{drawn_bar(shares)}\n<p class="legend">{legend}{counts}</p>'


def failure_line(origin: str, error: OnRecordError) -> str:
    """One input that could not be read, as a list item."""
    return f'<li><b dir="auto">{esc(origin)}</b> {esc(error.message)} <code>{esc(error.code)}</code></li>'


def _is_blank(row: Row, reading: Reading) -> bool:
    return row.kind == "gap" and not row.statements and row.span.of(reading.article.text).isspace()


def _kick(reading: Reading) -> str:
    article = reading.article
    items = [linked(article.url, article.outlet or article.agency or "outlet unknown")]
    if article.agency and article.outlet and article.agency != article.outlet:
        items.append(esc(article.agency))
    if article.dateline:
        items.append(f"dateline {esc(article.dateline)}")
    published = esc(day_in_words(article.published))
    if article.published:
        published = f'<time datetime="{esc(article.published.stamp)}">{published}</time>'
    return f'<p class="kick">{" · ".join([*items, published])}</p>'


def _byline(reading: Reading) -> str:
    names = [esc(name) for name in reading.article.bylines]
    if not names or any(block.kind == "byline" for block in reading.article.blocks):
        return ""  # a byline in the text is shown where it stands
    listed = names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"
    return f'<p class="by">By {listed}</p>'


def _bar(reading: Reading) -> str:
    if not any(part.share != "space" for part in reading.partition):
        return ""
    count = counted(len(reading.statements), "statement")
    if names := speakers(reading):
        count += f" · {counted(names, 'speaker')}"
    return share_bar(percentages(band_characters(reading)), count)


def _row(row: Row, reading: Reading, places: Places, element: str) -> str:
    if _is_blank(row, reading):
        return f'<span class="gap">{esc(row.span.of(reading.article.text))}</span>'
    kind = row.kind if row.kind != "gap" else "residue"
    small = kind in APPARATUS and not row.statements
    words = "".join(_segment(segment, reading, small=small) for segment in row.segments)
    classes = f"text {'apparatus' if small else kind}"
    text = f'<{element} class="{classes}" dir="auto">{words}</{element}>'
    cards = "".join(card(number, reading.statements[number - 1], places) for number in row.statements)
    aside = f'\n<aside aria-label="Statements that begin here">{cards}</aside>' if cards else ""
    return f'<div class="row">{text}{aside}</div>'


def _segment(segment: Segment, reading: Reading, *, small: bool) -> str:
    """A stretch in one element, after the anchors of statements that begin and before those that end here."""
    statements = reading.statements
    numbers = sorted({mark.number for mark in segment.marks})
    anchors = "".join(f'<a id="s-{n}"></a>' for n in numbers if _edges(statements[n - 1])[0] == segment.span.start)
    ends = "".join(
        f'<a class="ref" href="#c-{n}" data-n="{n}" aria-label="Statement {n}"></a>'
        for n in numbers
        if _edges(statements[n - 1])[1] == segment.span.end
    )
    words = esc(segment.span.of(reading.article.text))
    ties = "".join(f" t{n}" for n in sorted({*numbers, *(note.number for note in segment.notes)}))
    if not segment.marks:
        share = _SHARE_CLASS.get(segment.share, "")
        classes = f"{share} told{ties}" if segment.notes else "" if small else share
        return f'<span class="{classes.strip()}">{words}</span>' if classes else words
    element, classes = _look(segment, reading)
    return f'{anchors}<{element} class="{classes}{ties}">{words}</{element}>{ends}'


def _edges(statement: Statement) -> tuple[int, int]:
    """First character of the statement, and where its content ends."""
    starts = [span.start for _, span in spans_of(statement)]
    return min(starts), max(piece.span.end for piece in statement.content)


def _look(segment: Segment, reading: Reading) -> tuple[str, str]:
    """Element and classes: the innermost mark says what the words are; the ground has the colour of the act of the
    innermost content, a cue that of its own."""
    deepest = max(mark.depth for mark in segment.marks)
    innermost = [mark for mark in segment.marks if mark.depth == deepest]
    inner: set[Role] = {mark.role for mark in innermost}
    grounds = [mark for mark in segment.marks if mark.role == "content"]
    depth = len({mark.depth for mark in grounds})
    details = {note.detail for note in segment.notes} & _DETAIL_CLASS.keys()
    classes = f" c{min(depth, 3)}{act_class(reading.statements[grounds[-1].number - 1], 'g')}" if grounds else ""
    classes += "".join(f" {_DETAIL_CLASS[detail]}" for detail in sorted(details))
    if "source" in inner:
        return "strong", f"src{classes}"
    if "cue" in inner:
        return "em", f"cue{act_class(reading.statements[innermost[0].number - 1])}{classes}"
    return "mark", f"say{classes}"


def _ties(count: int) -> str:
    """Rules that light a statement's words while its card is pointed at or either was jumped to."""
    return "".join(
        f":root:has(#c-{n}:hover,#c-{n}:target,#s-{n}:target,#c-{n} :target) .t{n}{{background:var(--lit)}}"
        f":root:has(#s-{n}:target) #c-{n}{{border-color:var(--accent)}}\n"
        for n in range(1, count + 1)
    )


def _foot(reading: Reading) -> str:
    article = reading.article
    made = sorted({(statement.made.onrecord, statement.made.model) for statement in reading.statements})
    facts = [
        ("Read from", linked(article.url, article.origin)),
        ("Found", f"{counted(len(reading.statements), 'statement')}; {esc(declined_in_words(reading))}"),
        ("Warnings", esc(", ".join(article.warnings))),
        ("Language", esc(article.language or "unknown")),
        ("Text", f"<code>{esc(article.id)}</code>"),
        *(("Made by", f"OnRecord {esc(code)}, model <code>{esc(model)}</code>") for code, model in made),
    ]
    listed = "".join(f"<dt>{name}</dt><dd>{value}</dd>" for name, value in facts if value)
    return (
        f'<footer class="foot"><dl>{listed}</dl><p>Statements are found by a model, and so are speakers, days and '
        "acts. "
        "Confidence is its estimate that source and words belong together, and that speaker and act are right; compare "
        "with the text before you rely on it.</p></footer>"
    )
