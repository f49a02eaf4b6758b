"""Each format turned into blocks of clean text. Nothing here knows what an obligation is."""
