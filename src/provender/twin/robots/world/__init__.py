"""A table, what lies on it, and a robot, simulated by MuJoCo."""
