"""Scenes as triangles."""
