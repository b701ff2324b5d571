"""How a scenario is set on a map: the place, who is there, how the ego drives, and when the scene ends."""
