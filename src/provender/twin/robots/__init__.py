"""Robots at a table: episodes of pushing and grasping, with everything that moved, touched and was told."""
