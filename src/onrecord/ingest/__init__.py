"""Bytes or text → ``Article``: decoding, typed blocks, metadata, wire conventions. Pure but for ``ingest.files``."""

from onrecord.ingest.assemble import article, article_of_page, article_of_text, read
from onrecord.ingest.files import captures
from onrecord.ingest.hints import Hints
from onrecord.ingest.records import Record

__all__ = ["Hints", "Record", "article", "article_of_page", "article_of_text", "captures", "read"]
