"""Theorems that the library finds for itself: proposed, refuted cheaply or proved, and kept only where they are new."""
