"""Who or when in the world: the speaker behind each source, the day behind each "on Monday"."""

from onrecord.resolve.speakers import speakers
from onrecord.resolve.timing import timings

__all__ = ["speakers", "timings"]
