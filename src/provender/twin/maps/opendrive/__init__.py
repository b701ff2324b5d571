"""OpenDRIVE 1.4 to 1.7 -> `Map`."""
