"""What encounters with weights say of what comes about naturally."""
