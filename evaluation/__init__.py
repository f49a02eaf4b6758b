"""How well the reader reads: annotations made by reading, the comparison with them, and the record of the last run."""
