"""Laws of physics in exact numbers: motion, collisions, energy, circuits."""
