"""When must a car brake by itself? Abstract encounters, as its sensors see them, with what comes of each."""
