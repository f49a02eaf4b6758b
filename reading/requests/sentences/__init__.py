"""From acts to frames: what each act of a paragraph governs, who is asked in it, and what binds."""
