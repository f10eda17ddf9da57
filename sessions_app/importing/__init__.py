"""A home's spreadsheets, brought in: everything or nothing.

`files` reads the CSV files, `cells` types each cell, one module per noun decides what a row means and puts records on
the plan, and `plan` writes the plan in one transaction. Nothing is written while a row is still in doubt.
"""

from sessions_app.importing.run import Result, import_directory

__all__ = ["Result", "import_directory"]
