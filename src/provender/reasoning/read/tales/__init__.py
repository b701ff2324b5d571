"""Word problems read: one grammar a language, and what reads them all. Written apart from how they are told."""
