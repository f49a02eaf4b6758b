"""What is asked and by when: the things to be done, deliverables, receivers, limits and rhythms."""
