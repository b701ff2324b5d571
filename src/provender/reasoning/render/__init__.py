"""From formal steps to sentences, a grammar for each language. Imports nothing of `read`."""
