"""The demo: three fictional homes, told as of today.

`cast` says who there is, `maple`, `oak` and `ty_bedw` tell what happened at each home, `words` holds what adults wrote,
`diary` puts it all in order of time and saves it, `seed` joins them. Everything here is made up.
"""
