"""Events from outside: taken once, matched, put before a person, carried out."""
