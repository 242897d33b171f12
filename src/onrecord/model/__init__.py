"""Frozen values that flow between the stages; the standard library only.

Positions are half-open offsets in Unicode code points into the one frozen ``Article.text``.
"""

from onrecord.model.article import Article, Block, BlockKind, Capture, Moment
from onrecord.model.attribution import Attribution, Quotation, Said
from onrecord.model.parse import Parse, Quote
from onrecord.model.sense import Act, Condition, Figure, Kind, Mode, Reference, Sense, Timing
from onrecord.model.span import Span
from onrecord.model.statement import Declined, Made, Partition, Piece, Reading, Share, Statement

__all__ = [
    "Act",
    "Article",
    "Attribution",
    "Block",
    "BlockKind",
    "Capture",
    "Condition",
    "Declined",
    "Figure",
    "Kind",
    "Made",
    "Mode",
    "Moment",
    "Parse",
    "Partition",
    "Piece",
    "Quotation",
    "Quote",
    "Reading",
    "Reference",
    "Said",
    "Sense",
    "Share",
    "Span",
    "Statement",
    "Timing",
]
