"""Tokens and the encoder: one forward pass, several heads. ``weights/`` holds the model and its card."""
