"""Streets as a plan (a line, a cross-section, two ends) made into lanes that meet in junctions."""
