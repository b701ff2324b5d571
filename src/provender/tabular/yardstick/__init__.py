"""What all audits of tables share: three tables on equal terms, resampling, columns to choose, and what is said."""
