"""Common nouns by their ending, and what the lexicons hold of them."""

from functools import cache, lru_cache

from onrecord.lexicon import entries

KEPT = 20_000
"""Words whose forms are remembered."""
_ODD = {
    "men": "man", "women": "woman", "children": "child", "wives": "wife", "media": "media", "news": "news",
    "parties": "party", "criteria": "criterion", "tories": "tory", "analyses": "analysis", "data": "data",
    "series": "series", "alias": "alias", "headquarters": "headquarters",
}  # fmt: skip
_MANY = frozenset({"people", "police", "folks", "those", "others", "many", "some", "few", "most", "both", "data"})


@cache
def body_words() -> frozenset[str]:
    """Words that end the names of organizations."""
    return entries("organization-nouns") | entries("organization-words")


@cache
def given_names() -> frozenset[str]:
    """First names of people."""
    return entries("first-names-male") | entries("first-names-female") | entries("first-names-either")


def sort_known(noun: str) -> bool:
    """Is it a common noun of the lexicons?"""
    return noun in entries("person-nouns") | entries("document-nouns") | entries("group-nouns") | entries(
        "organization-nouns"
    )


@lru_cache(KEPT)
def singular(word: str) -> str:
    """The singular of a noun in small letters, by its ending."""
    if word in _ODD:
        return _ODD[word]
    if word.endswith(("men", "women")) and len(word) > 5:
        return word[:-2] + "an"
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith(("sses", "shes", "ches", "xes")):
        return word[:-2]
    if word.endswith("s") and not word.endswith(("ss", "us", "is")) and len(word) > 3:
        return word[:-1]
    return word


def plural(word: str) -> bool:
    """Is a noun in small letters plural, by its ending?"""
    return singular(word) != word or word in _MANY
