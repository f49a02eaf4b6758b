"""Documents are taken apart in a process that can do nothing else: no network, no files, little memory, little time."""
