"""Terms as they are written."""
