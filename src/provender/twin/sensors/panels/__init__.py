"""What the report shows of sweeps."""
