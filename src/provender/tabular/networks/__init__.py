"""Networks that generators learn by."""
