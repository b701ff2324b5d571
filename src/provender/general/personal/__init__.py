"""Personal data in a text: what looks like it, and what check digits and neighbouring words say of that."""
