"""What the pages and the sweep cost, beside hand-written SQL for the same facts. `make bench`."""
