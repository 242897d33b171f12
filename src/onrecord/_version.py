"""The version of the code, read by the build and written on each statement."""

__version__ = "0.1.0"
