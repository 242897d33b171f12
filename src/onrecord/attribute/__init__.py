"""Source, cue and content of every statement of a text: which words, whose."""

from onrecord.attribute.confidence import Calibration
from onrecord.attribute.partition import partition
from onrecord.attribute.reader import attribute

__all__ = ["Calibration", "attribute", "partition"]
