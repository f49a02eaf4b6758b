"""Who is asked: telling those who can act, splitting lists of them, and what short forms and pronouns stand for."""
