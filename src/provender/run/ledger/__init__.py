"""What a run wrote, read back: accepted and refused records, facts, samples, exports."""
