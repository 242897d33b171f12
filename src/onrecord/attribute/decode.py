"""What the heads say → spans of source, cue and content, and which belong together."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from onrecord.nlp.encoder import Heads

SOURCE, CUE, CONTENT = 0, 1, 2
B_SOURCE = 1
"""The tag of the first piece of a source."""


@dataclass(frozen=True, slots=True)
class Run:
    """Word pieces ``start`` to ``end`` (half-open) of one role; ``sure`` is the mean log-probability of the role."""

    role: int
    start: int
    end: int
    sure: float


@dataclass(frozen=True, slots=True)
class Found:
    """One attribution in word pieces.

    ``bond`` and ``origin`` are the log-probabilities of the link from the first content to the cue and of the
    link between cue and source; each is that of "none" where there is none.
    """

    source: tuple[Run, ...]
    cue: Run | None
    content: tuple[Run, ...]
    bond: float
    origin: float


def best_path(role: Sequence[Sequence[float]]) -> list[int]:
    """The likeliest sequence of roles in which I-x stands only after B-x or I-x (Viterbi).

    ``role`` [n][7]: log-probabilities of O, B-source, I-source, B-cue, I-cue, B-content, I-content.
    """
    if not role:
        return []
    o, bs, is_, bc, ic, bt, it = role[0]
    score = [o, bs, -1e9, bc, -1e9, bt, -1e9]
    steps: list[tuple[int, int, int, int]] = []
    for o, bs, is_, bc, ic, bt, it in role[1:]:
        top = max(score)
        best = score.index(top)
        s = 1 if score[2] < score[1] else 2
        c = 3 if score[4] < score[3] else 4
        t = 5 if score[6] < score[5] else 6
        steps.append((best, s, c, t))
        score = [top + o, top + bs, score[s] + is_, top + bc, score[c] + ic, top + bt, score[t] + it]
    path = [score.index(max(score))]
    for best, s, c, t in reversed(steps):
        here = path[-1]
        path.append(s if here == 2 else c if here == 4 else t if here == 6 else best)
    return path[::-1]


def runs(role: NDArray[np.float32]) -> list[Run]:
    """Stretches of one role in order, from log-probabilities [n, 7]."""
    path = best_path(role.tolist())
    return [Run((path[i] - 1) // 2, i, j, float(role[np.arange(i, j), path[i:j]].mean())) for i, j in _stretches(path)]


def _stretches(path: list[int]) -> Iterator[tuple[int, int]]:
    start = None
    for i, role in enumerate([*path, 0]):
        if start is not None and (role == 0 or role % 2):
            yield start, i
            start = None
        if role % 2:
            start = i


def attributions(heads: Heads) -> list[Found]:
    """The attributions of one window, in order of their first piece.

    Each cue takes the source that it points to, so that one source can serve several; a content goes to the cue
    that it points to. A content that points to none stands alone: it goes on from an earlier statement or has a
    cue outside the window.
    """
    found = runs(heads.role)
    cues = [r for r in found if r.role == CUE]
    sources = [r for r in found if r.role == SOURCE]
    contents: dict[Run | None, list[tuple[Run, float]]] = {}
    for content in (r for r in found if r.role == CONTENT):
        cue, bond = _target(heads.link[content.start : content.end], cues)
        contents.setdefault(cue, []).append((content, bond))
    result = [Found((), None, (content,), bond, 0.0) for content, bond in contents.pop(None, [])]
    spare = _spare(heads, cues, sources)
    for cue in cues:
        if cue not in contents:
            continue
        source, origin = _target(heads.origin[cue.start : cue.end], sources)
        taken = (*((source,) if source else ()), *(s for s in spare.get(cue, ()) if s != source))
        pieces = contents[cue]
        result.append(
            Found(tuple(sorted(taken, key=lambda r: r.start)), cue, tuple(p for p, _ in pieces), pieces[0][1], origin)
        )
    return sorted(result, key=lambda f: min(r.start for r in (*f.source, *f.content, *((f.cue,) if f.cue else ()))))


def _spare(heads: Heads, cues: list[Run], sources: list[Run]) -> dict[Run, list[Run]]:
    """Sources that no cue points to, by the cue that they point to: further pieces of its source."""
    chosen = {_target(heads.origin[c.start : c.end], sources)[0] for c in cues}
    found: dict[Run, list[Run]] = {}
    for source in sources:
        if source not in chosen:
            cue, _ = _target(heads.link[source.start : source.end], cues)
            if cue is not None:
                found.setdefault(cue, []).append(source)
    return found


def _target(rows: NDArray[np.float32], choices: list[Run]) -> tuple[Run | None, float]:
    """Which of ``choices`` the pieces of a run point to on average, or None, with the log-probability."""
    columns = [0, *(c.start + 1 for c in choices)]
    scores = rows[:, columns].mean(axis=0)
    best = int(scores.argmax())
    return (choices[best - 1] if best else None), float(scores[best])
