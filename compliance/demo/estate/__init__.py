"""A made-up estate of any size, for measuring: every kind of record for every child, written in bulk.

Nobody here is, or is drawn from, a real person or place. The same seed, size and day make the same facts.
"""
