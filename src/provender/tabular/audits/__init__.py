"""Audits of tables: made rows held against control rows, beside what other real rows reach."""
