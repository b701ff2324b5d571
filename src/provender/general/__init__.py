"""Parts that see records only through text, features, tags or a claim, and so serve every wing."""
