"""Parties out of the database into files that people edit, CSV or XLSX, and back: whole or not at all."""
