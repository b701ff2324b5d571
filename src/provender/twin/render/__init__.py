"""Pictures of scenes and their labels: triangles, rays, light, fog and a sensor."""
