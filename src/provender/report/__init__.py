"""From what a run's ledger tells to one static page."""
