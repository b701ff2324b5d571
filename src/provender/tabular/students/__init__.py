"""Students of tables: what can be told of a real row after learning from made ones."""
