"""What judges turns of a lidar and sweeps of a radar; it knows scenes and sensors, and nothing of rays and meshes."""
