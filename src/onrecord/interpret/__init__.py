"""What was done by saying it: act, mode, negation, audience, occasion, conditions, figures."""

from onrecord.interpret.senses import senses

__all__ = ["senses"]
