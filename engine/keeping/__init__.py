"""Evidence: files kept under their hash beside the database, read back before they are named."""
