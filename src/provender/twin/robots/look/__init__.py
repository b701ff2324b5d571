"""What a camera sees of an episode at a table: shapes as triangles, light, and labels of what its rays meet."""
