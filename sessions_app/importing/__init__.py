"""A home's spreadsheets, brought in: everything or nothing.

`files` finds the tables in CSV files (`csvs`) and workbooks and sets their rows aside on disk (`shelf`), `cells` types
each cell, one module per noun decides what a row means and puts records on the plan, and `plan` writes them. All rows
are judged before the transaction begins: nothing is written while one is still in doubt.
"""

from sessions_app.importing.progress import Progress
from sessions_app.importing.run import Result, import_directory

__all__ = ["Progress", "Result", "import_directory"]
