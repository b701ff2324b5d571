"""The judges of a recipe held against records whose truth is known."""
