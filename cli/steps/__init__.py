"""The steps of an obligation's life, one verb each. What is legal is decided by the kernel; here it is only asked for and told."""
