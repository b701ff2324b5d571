"""The only room that writes files: shards, commits, journals, artefacts, and what is derived from them."""
