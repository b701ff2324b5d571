"""How near an encounter comes to harm: measures along a lane, and of boxes in the plane."""
