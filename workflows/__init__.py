"""Deterministic: one durable workflow keeps one obligation alive. It decides with the kernel and records through one activity."""
