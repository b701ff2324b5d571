"""The only room that knows every stage: it turns a recipe into a sealed run, and cycles into a loop."""
