"""What makes turns of a lidar and sweeps of a radar."""
