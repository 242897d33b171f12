"""Captured bytes, packed small: Zstandard, with a dictionary once the record has seen enough to learn one."""

from collections.abc import Sequence
from typing import Final

import zstandard

LEVEL: Final = 9
"""Of 1 to 22: what packs well at a few milliseconds a page."""
ENOUGH: Final = 200
"""Captures from which a dictionary is learnt."""
_SIZE: Final = 64 * 1024
_SAMPLE: Final = 128 * 1024


def pack(data: bytes, dictionary: bytes | None = None) -> bytes:
    """The bytes, packed; to be unpacked with the same dictionary."""
    known = zstandard.ZstdCompressionDict(dictionary) if dictionary else None
    return zstandard.ZstdCompressor(level=LEVEL, dict_data=known).compress(data)


def unpack(packed: bytes, dictionary: bytes | None = None) -> bytes:
    """The bytes as they were captured. Raises ``ValueError`` when they are damaged."""
    known = zstandard.ZstdCompressionDict(dictionary) if dictionary else None
    try:
        return zstandard.ZstdDecompressor(dict_data=known).decompress(packed)
    except zstandard.ZstdError as error:
        raise ValueError(f"the captured bytes can't be unpacked: {error}") from error


def learn(samples: Sequence[bytes]) -> bytes | None:
    """A dictionary of what the samples have in common; None where they have too little."""
    try:
        return zstandard.train_dictionary(_SIZE, [sample[:_SAMPLE] for sample in samples]).as_bytes()
    except zstandard.ZstdError:
        return None
