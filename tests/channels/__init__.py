"""Channels beside email."""
