"""To whom and on what occasion a statement was made."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final

from onrecord.interpret.phrases import dated, noun_phrase
from onrecord.lexicon import entries
from onrecord.model import Attribution, Parse, Span
from onrecord.nlp.details import Scene, scale
from onrecord.nlp.signals import Signals

_INTO: Final = re.compile(
    r"\b(to|with|on|by|before|for|from|in|upon|via|across|onto|at|and|of)\s+(?=[\w“\"@])", re.IGNORECASE
)
_MODIFIER: Final = re.compile(
    r"\b(?:an?|his|her|their|the|this|that|recent|exclusive|new|own|[Mm]onday|[Tt]uesday|[Ww]ednesday|[Tt]hursday|[Ff]riday|[Ss]aturday|[Ss]unday)\s+"
    r"((?:[A-Z][\w’'.&-]*\s+){1,4}?)(?:\w+\s+)?(?=(?:interview|appearance|broadcast|op-ed|show|town|article|column|segment|podcast)\b)"
)
_WHERE: Final = re.compile(
    r"\b(in|at|on|during|after|outside|inside|following|before|aboard|while|from|by|through|throughout|via)\s+(?=[\w“\"])",
    re.IGNORECASE,
)
_CHAIN: Final = re.compile(
    r"\s+(?:of|for|with|in|at|on|hosted\s+by|held\s+(?:in|at|by)|to|from|outside|near|inside|about|broadcast\s+on|aired\s+on|published\s+(?:in|on|by)|posted\s+(?:on|to)|organized\s+by|between|by|released)\s+(?=[\w“\"])"
)


_PASSIVE: Final = re.compile(
    r"\b(?:was|were|been|being|is|are|when|if|after|once)\s+(?:\w+ly\s+)?(?:asked|questioned|pressed|told|urged|advised|warned|informed|challenged|reminded|quizzed)\b"
    r"|^\W*(?:asked|questioned|pressed|challenged|told|quizzed|urged)\b(?!\s+(?:him|her|them|reporters))"
)
_SUBJECT: Final = re.compile(
    r"((?:\b(?:[A-Z][\w’'.-]*\s+)*[A-Z][\w’'-]*|\b[Hh]e|\b[Ss]he|\b[Tt]hey|\bI))(?:,[^,]{1,60},)?\s+(?:(?:was|were|has|have|had|been|is|are|when)\s*)*$"
)
_FOLLOW: Final = frozenset(
    ("to", "that", "not", "if", "whether", "about", "on", "in", "for", "of", "at", "and", "who", "how", "what", "why")
)


_LIST: Final = re.compile(r"\s*,\s*(?:and\s+)?|\s+and\s+")
LEAD: Final = 100
"""Code points before a passive cue in which its subject is looked for."""
SECOND: Final = 1.5
"""Log odds above the threshold that a second audience needs: of 848 labelled statements with one, 7 have two."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A phrase that may be a detail of attribution ``owner``, and how it stands to it."""

    span: Span
    owner: int
    features: tuple[str, ...]


def circumstances(
    text: str, parse: Parse, attributions: Sequence[Attribution], passes: Sequence[Signals]
) -> list[tuple[tuple[Span, ...], Span | None]]:
    """Audience and occasion of each of the attributions, in their order."""
    scene = Scene(text, parse, attributions)
    listeners = _chosen(scene, audiences(scene), "audience", passes)
    places = _chosen(scene, occasions(scene), "occasion", passes)
    return [
        (
            tuple(each for span in sorted(listeners.get(i, ())) for each in _each(text, span)),
            places[i][0] if i in places else None,
        )
        for i in range(len(attributions))
    ]


def _chosen(
    scene: Scene, candidates: Iterable[Candidate], name: str, passes: Sequence[Signals]
) -> dict[int, list[Span]]:
    """For each attribution the likeliest candidate and those beside it that are likely enough to be a second."""
    judge, by_owner = scale(name), dict[int, list[tuple[float, Span]]]()
    for c in candidates:
        margin = judge.margin(c.features, scene.told(passes, name, c.span, c.owner))
        if margin > 0:
            by_owner.setdefault(c.owner, []).append((margin, c.span))
    chosen: dict[int, list[Span]] = {}
    for i, found in by_owner.items():
        taken = chosen.setdefault(i, [])
        for margin, span in sorted(found, key=lambda f: (-f[0], f[1])):
            if not taken or (margin > SECOND and not any(span.overlaps(t) for t in taken)):
                taken.append(span)
    return chosen


def _each(text: str, span: Span) -> list[Span]:
    """The media of a list one by one ("the BBC and state television"); anything else as it is."""
    found, at = list[Span](), span.start
    for joint in (*_LIST.finditer(text, span.start, span.end), None):
        end = joint.start() if joint else span.end
        if at < end:
            found.append(Span(at, end))
        at = joint.end() if joint else end
    return found if all("medium" in _nature(text, s) for s in found) else [span]


def _start(found: tuple[Span, str]) -> int:
    return found[0].start


def _next(edges: Sequence[int], place: int, end: int) -> int:
    """The first of the rising ``edges`` after ``place``, or ``end`` where that comes first."""
    at = bisect_right(edges, place)
    return min(end, edges[at]) if at < len(edges) else end


# --- audience ---


def audiences(scene: Scene) -> Iterator[Candidate]:
    """Whoever may be the addressee or the medium of each attribution."""
    seen: dict[int, list[tuple[Span, str]]] = {}
    for i in range(len(scene.attributions)):
        for n in scene.sentences(i):
            if n not in seen:
                seen[n] = sorted(_listeners(scene, n))
            for span, how in scene.near(i, n, seen[n], _start):
                features = scene.features(span, i)
                if features is not None:
                    yield Candidate(span, i, (*features, *_listener(scene, span, how, features[0], i)))
        yield from _objects(scene, i)


def _listeners(scene: Scene, n: int) -> Iterator[tuple[Span, str]]:
    """Noun phrases after a preposition or a verb of addressing, and names before "interview", outside contents."""
    text = scene.text
    edges = sorted(h.span.start for h in scene.held(n) if h.role != "cue")
    for gap in scene.gaps(n):
        for found in (*_INTO.finditer(text, gap.start, gap.end), *_verbs().finditer(text, gap.start, gap.end)):
            limit = _next(edges, found.end(), gap.end)
            how = found[1].lower() if found.re is _INTO else "object"
            phrase = noun_phrase(text, found.end(), limit)
            if phrase:
                yield phrase, how
                if (longer := _extended(text, phrase, limit)) != phrase:
                    yield longer, f"{how}+"
        for found in _MODIFIER.finditer(text, gap.start, gap.end):
            name = found[1].rstrip()
            yield Span(found.start(1), found.start(1) + len(name)), "modifier"


def _extended(text: str, phrase: Span, limit: int) -> Span:
    """The phrase with the place or group that follows it ("a crowd in Green Bay, Wisconsin")."""
    chain = re.compile(r"\s+(?:in|at|from|on|of|for|gathered\s+(?:in|at))\s+(?=[\w“])").match(text, phrase.end, limit)
    more = noun_phrase(text, chain.end(), limit) if chain else None
    return Span(phrase.start, more.end) if more else phrase


@cache
def _verbs() -> re.Pattern[str]:
    return re.compile(
        r"\b("
        + "|".join(sorted(map(re.escape, entries("addressing-verbs")), key=lambda v: (-len(v), v)))
        + r")\s+(?=[\w“\"@])",
        re.IGNORECASE,
    )


def _objects(scene: Scene, i: int) -> Iterator[Candidate]:
    """The object of the cue ("told reporters"), also where the reading gave it to the content ("urged them to go"),
    and of a passive cue ("Asked by a reporter whether …, she said")."""
    text, a = scene.text, scene.attributions[i]
    if a.cue is None:
        return
    n = scene.sentence(a.cue.start)
    sentence, cue = scene.parse.sentences[n], a.cue.of(text).lower()
    verbs = [(m.end(), m[1]) for m in _verbs().finditer(cue + " x")]
    verb = verbs[-1][1] if verbs else None
    passive = bool(_PASSIVE.search(text[max(sentence.start, a.cue.start - 16) : a.cue.end].lower()))
    for start in {a.cue.end, *(a.cue.start + end for end, _ in verbs)}:
        limit = min([sentence.end, *(s.start for s in (*a.source, *a.content) if start + 1 < s.start)])
        phrase = noun_phrase(text, start, limit) if start < limit else None
        if phrase is None or text[start : phrase.start].strip():
            continue
        longer = _extended(text, phrase, limit)
        for span, size in ((phrase, "short"), (longer, "long")) if longer != phrase else ((phrase, "only"),):
            yield Candidate(span, i, tuple(_object(scene, a, span, verb, f"{passive}&{size}")))
    if passive or (verb and not a.source):
        asked = [
            h
            for h in scene.beside(a.cue)
            if h.role == "source" and h.owner != i and not any(h.span.overlaps(s) for s in a.source)
        ]
        for h in asked:
            side = "after" if h.span.start > a.cue.end else "before"
            yield Candidate(h.span, i, ("asked", f"asked:{side}", f"asked:{passive}", f"asked:{side}&{passive}&{verb}"))
        subject = _SUBJECT.search(text, max(sentence.start, a.cue.start - LEAD), a.cue.start)
        if subject and passive:
            yield Candidate(Span(*subject.span(1)), i, ("asked", "asked:subject", f"asked:subject&{verb}"))


def _object(scene: Scene, a: Attribution, phrase: Span, verb: str | None, form: str) -> Iterator[str]:
    text = scene.text
    where = (
        "content"
        if any(c.overlaps(phrase) for c in a.content)
        else "cue"
        if a.cue and a.cue.overlaps(phrase)
        else "gap"
    )
    after = re.compile(r"\W*(\w+)?").match(text, phrase.end)
    follows = (after[1] or "").lower() if after else ""
    follows = follows if follows in _FOLLOW else "other" if follows else "none"
    nature = list(_nature(text, phrase))
    yield from (f"object:{where}", f"verb:{verb}", f"object:{where}&verb:{bool(verb)}", f"verb:{verb}&{where}")
    yield from (f"follows:{follows}", f"follows:{follows}&{where}", f"form:{form}", f"form:{form}&{where}")
    yield from (f"o-{x}" for x in nature)
    yield from (f"o-{x}&{bool(verb)}" for x in nature)


def _nature(text: str, span: Span) -> Iterator[str]:
    """What kind of listener the words name."""
    words = re.findall(r"[\w@’'.&-]+", span.of(text))
    if not words:
        return
    small = [w.lower().strip(".’'") for w in words]
    last = re.sub(r"['’]s$", "", small[-1])
    if last in entries("audience-nouns"):
        yield "people"
    if (
        last in entries("media-words")
        or " ".join(small[-2:]) in entries("media-words")
        or any(re.sub(r"['’]s$", "", w) in entries("media-words") for w in small if len(w) > 1)
    ):
        yield "medium"
    if last in entries("speech-nouns") or last in entries("occasion-nouns"):
        yield "event"
    yield "name" if words[-1][:1].isupper() or words[0].startswith("@") else "noun"
    if small[0] in ("the", "a", "an", "his", "her", "their", "its", "some", "this", "that"):
        yield f"det:{small[0]}"
    if words[0][:1].isupper():
        yield "begins-name"
    if any(w in ("“", '"') for w in span.of(text)):
        yield "title"
    yield f"size:{min(len(words), 6)}"
    if last in ("him", "her", "them", "us", "me", "you", "it"):
        yield "pronoun"


def _listener(scene: Scene, span: Span, how: str, place: str, i: int) -> Iterator[str]:
    text, s = scene.text, scene.parse.sentences[scene.sentence(span.start)]
    nature = list(_nature(text, span))
    yield f"how:{how}"
    for x in nature:
        yield f"n:{x}"
        yield f"how:{how}&{x}"
    lead = re.findall(r"[\w-]+", text[max(s.start, span.start - 60) : span.start].lower())
    lead = lead[:-1] if how != "modifier" else lead
    word = lead[-1] if lead else ""
    if word in entries("speech-nouns"):
        yield "after:speech-noun"
        yield f"after:speech-noun&how:{how}"
        if word in ("interview", "interviews", "letter", "speech", "statement", "message", "email", "appearance"):
            yield f"after:{word}&how:{how}"
    if word in (
        "speaking",
        "spoke",
        "talking",
        "talked",
        "appearing",
        "appeared",
        "writing",
        "wrote",
        "said",
        "told",
        "tweeted",
        "posted",
        "message",
        "addressed",
    ):
        yield f"after:{word}&how:{how}"
    yield f"how:{how}&{place}"
    a = scene.attributions[i]
    close = a.cue is not None and -1 < span.start - a.cue.end < 9
    if close:
        yield f"close&how:{how}"
        yield from (f"close&how:{how}&{x}" for x in nature if x in ("people", "medium", "name", "noun"))
    if a.cue and re.match(r"(?:tweet|wrote|post|shar)", a.cue.of(text).lower()):
        yield f"written&how:{how}"


# --- occasion ---


def occasions(scene: Scene) -> Iterator[Candidate]:
    """Prepositional phrases of place or event of each attribution."""
    seen: dict[int, list[tuple[Span, str]]] = {}
    for i in range(len(scene.attributions)):
        for n in scene.sentences(i):
            if n not in seen:
                seen[n] = sorted(_places(scene, n))
            for span, how in scene.near(i, n, seen[n], _start):
                features = scene.features(span, i)
                if features is not None:
                    yield Candidate(span, i, (*features, *_event(scene, span, how, features[0])))


def _places(scene: Scene, n: int) -> Iterator[tuple[Span, str]]:
    text = scene.text
    edges = sorted(h.span.start for h in scene.held(n))
    for gap in scene.gaps(n):
        until = gap.start
        for found in _WHERE.finditer(text, gap.start, gap.end):
            if found.start() < until:
                continue
            limit = _next(edges, found.end(), gap.end)
            phrase = noun_phrase(text, found.end(), limit)
            if phrase is None or dated(phrase.of(text).split()[0]):
                continue
            end = phrase.end
            while chain := _CHAIN.match(text, end, limit):
                more = noun_phrase(text, chain.end(), limit)
                if more is None:
                    break
                end = more.end
            if _nearest_event(text, found.start(), end):
                until = end
            yield Span(found.start(), end), found[1].lower()


def _nearest_event(text: str, start: int, end: int) -> bool:
    words = re.findall(r"[\w-]+", text[start:end].lower())
    return any(w in entries("speech-nouns") or w in entries("occasion-nouns") for w in words)


def _event(scene: Scene, span: Span, how: str, place: str) -> Iterator[str]:
    text = scene.text
    words = re.findall(r"[\w’'-]+", span.of(text))
    small = [w.lower() for w in words]
    yield f"how:{how}"
    yield f"how:{how}&{place}"
    head = next((w for w in small[1:] if w in entries("speech-nouns") or w in entries("occasion-nouns")), None)
    if head:
        yield "event"
        yield f"event&how:{how}"
        yield f"event&{place}"
        yield f"head:{head}"
    elif len(words) > 1 and (words[1][0].isupper() or (len(words) > 2 and words[2][0].isupper())):
        yield f"name&how:{how}"
        yield f"name&{place}"
        if any(w in entries("media-words") for w in small):
            yield f"medium&how:{how}"
    else:
        yield f"plain&how:{how}"
    yield f"size:{min(len(words) // 2, 6)}"
    if len(small) > 1 and small[1] in ("the", "a", "an", "his", "her", "their", "this", "that"):
        yield f"det:{small[1]}"
