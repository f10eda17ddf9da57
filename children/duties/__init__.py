"""What is owed to each child, as the last sweep of their home stored it: written by `compliance`, read by pages."""
