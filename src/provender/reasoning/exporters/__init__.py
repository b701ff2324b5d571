"""Exporters of problems in the shapes that trainers read."""
