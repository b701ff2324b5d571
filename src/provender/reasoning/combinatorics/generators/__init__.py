"""Makers of combinatorics problems."""
