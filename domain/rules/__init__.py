"""The rules, one module for each kind of step: what a command does, or why it is refused. :mod:`domain.decide` finds the right one."""
