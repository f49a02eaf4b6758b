"""What leaves the house: messages to people, calendars that are published, webhooks; one process sends it all."""
