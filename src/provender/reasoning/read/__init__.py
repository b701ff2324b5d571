"""From sentences back to formal steps, written apart from `render` and importing nothing of it."""
