"""OnRecord reads news articles and keeps a record of attributed statements: who said what, word for word."""

__version__ = "0.1.0"
