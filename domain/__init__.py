"""What an obligation is and how it lives: pure rules, standard library only, no clock, no I/O."""
