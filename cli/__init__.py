"""The `servanda` command: one verb a step. Nothing heavy is imported before a verb is chosen."""
