"""The database's way from version to version. ``schema.migrate.upgrade`` runs it.

A new migration: ``python -m migrations "why the tables change"`` compares a scratch database with ``schema/tables/`` and writes
the difference under ``versions/``, with the rules to follow on top.
"""
