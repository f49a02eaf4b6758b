"""Processes that tests start and kill: what they import is imported once, by the server that forks them."""

import multiprocessing

multiprocessing.get_context("forkserver").set_forkserver_preload(["schema.grouped", "schema.migrate", "domain.transition"])
