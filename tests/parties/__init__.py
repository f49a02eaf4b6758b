"""Parties: people, positions, bodies; who is told and who may act."""
