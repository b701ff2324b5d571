"""Sensors other than cameras."""
