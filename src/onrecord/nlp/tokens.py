"""Word pieces of a text with their places."""

import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer

CLS, SEP = 101, 102
_SURROGATE = re.compile("[\ud800-\udfff]")


@dataclass(frozen=True, slots=True, eq=False)
class Tokens:
    """Word pieces in order: ``ids`` [n], and half-open code-point offsets ``starts`` [n], ``ends`` [n]."""

    ids: NDArray[np.int64]
    starts: NDArray[np.int64]
    ends: NDArray[np.int64]

    def __len__(self) -> int:
        return len(self.ids)


def tokenize(text: str) -> Tokens:
    """The word pieces of ``text``; any string can be cut, a lone surrogate is read as U+FFFD."""
    encoding = _tokenizer().encode(_SURROGATE.sub("\ufffd", text), add_special_tokens=False)
    ids = np.array(encoding.ids, dtype=np.int64)
    offsets = np.array(encoding.offsets, dtype=np.int64).reshape(-1, 2)
    real = offsets[:, 1] > offsets[:, 0]
    return Tokens(ids[real], offsets[real, 0], offsets[real, 1])


@cache
def _tokenizer() -> Tokenizer:
    tokenizer: Tokenizer = Tokenizer.from_file(str(files("onrecord.nlp") / "weights" / "tokenizer.json"))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    return tokenizer
