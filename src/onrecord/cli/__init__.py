"""The command ``onrecord``: one file a verb, arguments and printing only."""
