"""Living a document through on a virtual clock: the same workflows, activities, database and notices, years in a minute."""
