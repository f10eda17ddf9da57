"""The seal: who changed what, and who looked, under a keyed chain of hashes (docs/adr/024)."""
