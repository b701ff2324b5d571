"""Gold sets: records whose fault, or soundness, is known, for judges of any wing."""
