"""A text as words: where each stands, what surrounds it, and how it is printed."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from onrecord.lexicon import entries
from onrecord.model import Parse, Span

_WORD = re.compile(r"(?:[^\W\d_]\.){2,}|\d+(?:[.,]\d+)*(?:%|(?:-[^\W\d_]+)+)?(?!\w)|[^\W_]+(?:[.'’\-&/][^\W_]+)*")
_OWNER = re.compile(r"['’]s$", re.IGNORECASE)
_SHORTENED = re.compile(r"['’](?:re|ve|ll|d|m)$", re.IGNORECASE)
_STYLED = 0.6
"""Least share of capitalised words in a paragraph, short words left out, that is printed as a headline."""
_STYLED_STOP = 0.75
"""The same for a line that ends with a full stop, as sentences do and some headlines."""
_SHORT_TITLE = 4
"""Least long words by which a paragraph can be told to be printed as a headline."""
_LONGEST_TITLE = 200
"""Characters of the longest line that is a heading."""
_LETTERS = re.compile(r"[^\W\d_]+")
_ASIDE = re.compile(r"\((?:[A-Z]{1,3}(?:[-–][A-Z][\w. ]{0,12})?|[A-Z][a-z]{2,9}\.?)\)\s?")
"""A party or state in brackets after a name: "(R-Odo)"."""
_LONG = 4
"""Letters of a word that headlines print with a capital."""


@dataclass(frozen=True, slots=True)
class Word:
    """One word of a text, half-open code points, without the ending of a possessive.

    ``form`` as printed, ``small`` in small letters without stops, ``owns`` when a possessive's ending follows;
    ``capital`` when it begins with a capital letter ("al-Ahmad" counts); ``opens`` when it opens a sentence or
    a quotation; ``styled`` when its paragraph is printed like a headline, so that capitals say nothing.
    """

    start: int
    end: int
    form: str
    small: str
    owns: bool
    capital: bool
    opens: bool
    styled: bool
    sentence: int
    paragraph: int


@dataclass(frozen=True, slots=True, eq=False)
class Page:
    """``words`` of ``text`` in order; ``tied[i]`` when only a space, or the stop of an abbreviation and a space,
    stands between word i and the next; ``starts`` are the places of the words."""

    text: str
    words: tuple[Word, ...]
    tied: tuple[bool, ...]
    starts: tuple[int, ...]
    sentences: tuple[Span, ...]

    def range(self, span: Span) -> tuple[int, int]:
        """The words that begin inside a span: first, and one past the last."""
        return bisect_left(self.starts, span.start), bisect_left(self.starts, span.end)

    def span(self, first: int, last: int) -> Span:
        """From the start of word ``first`` to the end of word ``last - 1``."""
        return Span(self.words[first].start, self.words[last - 1].end)

    def gap(self, i: int) -> str:
        """What stands between word i and the next, a possessive's ending included."""
        end = self.words[i + 1].start if i + 1 < len(self.words) else len(self.text)
        return _ASIDE.sub("", self.text[self.words[i].end : end])


def page(text: str, parse: Parse) -> Page:
    """The words of ``text``."""
    asides = [m.span() for m in _ASIDE.finditer(text)]
    aside_starts = [a for a, _ in asides]

    def set_aside(at: int) -> bool:
        k = bisect_right(aside_starts, at) - 1
        return k > -1 and at < asides[k][1]

    matches = [m for m in _WORD.finditer(text) if not set_aside(m.start())]
    sentence_starts = [s.start for s in parse.sentences]
    paragraph_starts = [p.start for p in parse.paragraphs]
    line_starts, styled = _styled(text)
    words: list[Word] = []
    last = -1
    for m in matches:
        form, start = m[0], m.start()
        owns = bool(_OWNER.search(form))
        form = form[:-2] if owns and len(form) > 2 else _SHORTENED.sub("", form) or form
        sentence = bisect_right(sentence_starts, start) - 1
        paragraph = bisect_right(paragraph_starts, start) - 1
        before = text[max(0, start - 1) : start]
        opens = sentence != last or before in ('"', "“", "‘", "«", "`") or text[max(0, start - 2) : start] == ": "
        last = sentence
        words.append(
            Word(
                start=start,
                end=start + len(form),
                form=form,
                small=form.lower().rstrip("."),
                owns=owns or (text[m.end() : m.end() + 1] in ("'", "’") and form.endswith("s")),
                capital=_capital(form),
                opens=opens,
                styled=styled[bisect_right(line_starts, start) - 1],
                sentence=sentence,
                paragraph=paragraph,
            )
        )
    tied = tuple(_tied(text, words, i) for i in range(len(words)))
    return Page(text, tuple(words), tied, tuple(w.start for w in words), parse.sentences)


def _capital(form: str) -> bool:
    head, dash, rest = form.partition("-")
    if form[0].isupper():
        return not (dash and rest.islower() and rest.endswith(_MADE_OF))
    return bool(dash and rest[:1].isupper() and head in entries("name-particles"))


_MADE_OF = (
    "ed",
    "led",
    "born",
    "style",
    "era",
    "ing",
    "run",
    "like",
    "esque",
    "wide",
    "taker",
    "only",
    "held",
    "owned",
)
"""Endings of words that are made of a name but are none: "Odo-based"."""


def _tied(text: str, words: Sequence[Word], i: int) -> bool:
    if i + 1 > len(words) - 1:
        return False
    here, after = words[i], words[i + 1]
    gap = _ASIDE.sub("", text[here.end : after.start])
    if here.owns or here.paragraph != after.paragraph:
        return False
    if gap.isspace():
        return gap.count("\n") < 2
    if gap.strip() != "." or gap[0] != ".":
        return False
    initial = len(here.form) == 1 and here.capital
    return initial or (here.capital and (here.small in entries("titles") or here.small in entries("name-stops")))


def _styled(text: str) -> tuple[list[int], list[bool]]:
    """Where the lines of a text start, and which are printed as headlines: most longer words with a capital."""
    starts, styled = [0], [False]
    for line in re.finditer(r"[^\n]+", text):
        ends = line[0].rstrip(" ”\"’'").endswith(".")
        least = _STYLED_STOP if ends else _STYLED
        long = [w for w in _LETTERS.findall(line[0]) if len(w) > _LONG - 1] if len(line[0]) < _LONGEST_TITLE else []
        capital = sum(w[0].isupper() for w in long)
        starts.append(line.start())
        styled.append(len(long) > _SHORT_TITLE - 1 and capital > least * len(long))
    return starts, styled
