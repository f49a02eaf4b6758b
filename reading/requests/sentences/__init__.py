"""From words to frames: the acts of a paragraph, what each governs, and which of them bind."""
