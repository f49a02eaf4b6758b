"""The running instance: the Temporal server beside it or elsewhere, the way to it, and what is started and stopped together."""
