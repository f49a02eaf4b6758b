"""From a converted document to its provisions: repaired text, paragraphs with their numbers and notes, the head."""
