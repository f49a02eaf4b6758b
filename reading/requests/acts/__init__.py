"""The verbs by which the adopting organ itself does something: how they are worded, where they stand, and what is none."""
