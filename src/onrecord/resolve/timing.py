"""When statements were said: the words, and the days that they mean."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from onrecord.model import Article, Attribution, Moment, Parse, Span, Timing
from onrecord.nlp.details import Scene, scale
from onrecord.nlp.signals import Signals
from onrecord.resolve.carried import Carry, Thread
from onrecord.resolve.days import Days, days
from onrecord.resolve.expressions import Expression, beside, clauses, expressions

LOOK_BACK: Final = 2
"""Sentences before an expression like "that night" in which the day that it hangs on is looked for; over the labelled
expressions 2 gives 13 right and 3 wrong, 5 gives 18 and 6."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """An expression that may tell when attribution ``owner`` was said, and how it stands to it."""

    time: Expression
    owner: int
    features: tuple[str, ...]


def timings(
    article: Article, parse: Parse, attributions: Sequence[Attribution], passes: Sequence[Signals]
) -> list[Timing | None]:
    """When each of the attributions was said, in their order; None where the article does not tell."""
    scene = Scene(article.text, parse, attributions)
    within = sentence_expressions(scene)
    told = carried(scene, own(scene, within, passes), within)
    published = _published(article)
    return [_timing(scene, told[i], published) if i in told else None for i in range(len(attributions))]


def sentence_expressions(scene: Scene) -> dict[int, list[Expression]]:
    """The expressions outside contents, by sentence, of the sentences of all sources and cues and the two before."""
    wanted = {
        m for i in range(len(scene.attributions)) for n in scene.sentences(i) for m in (n - 2, n - 1, n) if m > -1
    }
    found = {}
    for n in sorted(wanted):
        every = [e for gap in scene.gaps(n) for e in (*expressions(scene.text, gap), *clauses(scene.text, gap))]
        found[n] = sorted(every, key=lambda e: e.span)
    return found


def candidates(scene: Scene, within: Mapping[int, Sequence[Expression]]) -> Iterator[Candidate]:
    """Every expression in the sentences of source and cue of each attribution, outside its content."""
    edges: dict[Span, tuple[str, ...]] = {}
    for i in range(len(scene.attributions)):
        for n in scene.sentences(i):
            for e in scene.near(i, n, within.get(n, ()), _start):
                features = scene.features(e.span, i)
                if features is None:
                    continue
                if e.span not in edges:
                    edges[e.span] = tuple(beside(scene.text, scene.parse.sentences[n], e))
                if "aside" in features and ("before:since" in edges[e.span] or e.word == "since"):
                    continue  # "X, in office since 2009, said" never tells when it was said
                joint = [f"form:{e.form}&{features[0]}"]
                joint += [f"{edge}&{features[0]}" for edge in edges[e.span] if edge.startswith("before:")]
                if e.form == "event":
                    joint.append(f"word:{e.word}&{features[0]}")
                yield Candidate(e, i, (*features, *edges[e.span], *joint))


def _start(e: Expression) -> int:
    return e.span.start


def own(
    scene: Scene, within: Mapping[int, Sequence[Expression]], passes: Sequence[Signals] = ()
) -> dict[int, Expression]:
    """For each attribution whose own sentence tells when it was said, the expression."""
    judge, best = scale("said"), dict[int, tuple[float, Expression]]()
    for c in candidates(scene, within):
        margin = judge.margin(c.features, scene.told(passes, "said", c.time.span, c.owner))
        if margin > 0 and (c.owner not in best or margin > best[c.owner][0]):
            best[c.owner] = margin, c.time
    return {i: time for i, (_, time) in best.items()}


def carried(
    scene: Scene, told: Mapping[int, Expression], within: Mapping[int, Sequence[Expression]]
) -> dict[int, Expression]:
    """``told`` with the times that hold for further statements."""
    judge, thread = scale("said-carried"), Thread(scene, within)
    found = dict(told)
    for at, i in enumerate(thread.order):
        if i in told:
            continue
        best: tuple[float, Carry] | None = None
        for c in thread.candidates(at, found):
            margin = judge.margin(c.features, None)
            if margin > 0 and (best is None or margin > best[0]):
                best = margin, c
        if best:
            found[i] = best[1].time
    return found


def _published(article: Article) -> date | None:
    try:
        return date.fromisoformat(article.published.latest) if article.published else None
    except ValueError:  # a moment made by hand
        return None


def _timing(scene: Scene, time: Expression, published: date | None) -> Timing:
    words = time.span.of(scene.text)
    found = days(words, published)
    if found == "other-day" and (before := _before(scene, time.span, published)):
        found = days(words, published, before)
    if isinstance(found, Days):
        first, last = found.first.isoformat(), found.last.isoformat()
        return Timing(time.span, Moment(first, last, first if found.one else f"{first}/{last}"))
    return Timing(time.span, None, found)


def _before(scene: Scene, place: Span, published: date | None) -> Days | None:
    """The nearest day or stretch that the text tells of before ``place``."""
    n = scene.sentence(place.start)
    for m in range(n, max(-1, n - LOOK_BACK - 1), -1):
        s = scene.parse.sentences[m]
        end = min(s.end, place.start)
        for e in reversed(list(expressions(scene.text, Span(s.start, end))) if s.start < end else []):
            found = days(e.span.of(scene.text), published)
            if isinstance(found, Days):
                return found
    return None
