"""Readings as files for others: JSON lines, CSV, HTML pages."""

from onrecord.export.jsonl import article_record, failure_record, line, statement_record
from onrecord.export.page import render_page
from onrecord.export.report import audit_csv, audit_record
from onrecord.export.report_page import render_audit
from onrecord.export.site import Site, render_index, write_site

__all__ = [
    "Site",
    "article_record",
    "audit_csv",
    "audit_record",
    "failure_record",
    "line",
    "render_audit",
    "render_index",
    "render_page",
    "statement_record",
    "write_site",
]
