"""Audits of worked answers: how far the teachers who wrote them can be believed."""
