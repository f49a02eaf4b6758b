"""Time as resolutions use it: phrases, sessions, working calendars, and the clock as an argument."""
