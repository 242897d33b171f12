"""Source, cue and content of every statement of a text: which words, whose."""

from onrecord.attribute.partition import partition
from onrecord.attribute.reader import Model, attribute

__all__ = ["Model", "attribute", "partition"]
