"""Maps: one type, three ways to get one (a procedural city, OpenStreetMap, OpenDRIVE), and a plan to look at."""
