"""One world for everything that walks the whole product: the policy walk, the fuzz, the crawl, the query counts.

- cast.py     who there is, and what each of them is at each home
- parts/      what each topic of the product adds: its records, the bodies its forms accept
- scenes.py   the homes and children, each with a record of every kind
- bodies.py   a body for every form
- many.py     as many children as wanted, each with copies of all that one child has
- content.py  what is stored, compared by content

Every model of the four apps has rows here, at the home that is walked, at another, and at one of another provider:
tests/everywhere/test_world.py fails for a model that has none.
"""
