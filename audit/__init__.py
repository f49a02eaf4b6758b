"""Whether what is recorded is whole, and what follows from it is as it follows: nothing need be believed."""
