"""Verifiers of worked problems of any branch."""
