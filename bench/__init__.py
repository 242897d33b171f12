"""How good and how fast: each script measures one thing and writes its figures into ``results.json``."""
