"""The documents of a child’s file: what is missing, what is out of review, and what the law of a nation asks for."""
