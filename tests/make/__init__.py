"""Builders: each says only what matters to the test, the rest is a plain case."""
