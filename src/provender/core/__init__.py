"""Types only: what flows through the house. Imports no other room and no third-party package."""
