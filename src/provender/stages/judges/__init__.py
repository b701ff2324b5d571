"""Judges judged: error rates on records whose truth is known, and what follows for those whose truth is not."""
