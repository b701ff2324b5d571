"""OpenStreetMap XML -> `Map`."""
