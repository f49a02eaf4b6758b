"""Notices become messages that arrive: their words, their form as mail, how they travel, and what is done when they can't."""
