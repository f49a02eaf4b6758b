"""Due days, milestones and sessions as calendars that people subscribe to, and meetings as invitations (RFC 5545, 5546, 6047, 7986)."""
