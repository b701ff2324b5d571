"""What audits, attacks and students measure of tables: plain functions over numbers. No generator imports it."""
