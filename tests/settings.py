"""The product's settings for the test run: a data folder of its own, so no test touches the demo's records.

DATABASE_URL and REDIS_URL choose PostgreSQL and Redis; without them, SQLite in a file of that folder and a broker in
memory. A `.env` file in the checkout never counts: what is set here comes first.
"""

import atexit
import os
import shutil
import tempfile

folder = tempfile.mkdtemp(prefix="keywork-tests-")
atexit.register(shutil.rmtree, folder, ignore_errors=True)
os.environ.update(KEYWORK_MODE="demo", DEBUG="false", DATA_DIR=folder)
os.environ.setdefault("DATABASE_URL", f"sqlite:///{folder}/keywork.sqlite3")
os.environ.setdefault("REDIS_URL", "")

from keywork.settings import *  # noqa: E402, F403 - after the environment is set
from keywork.settings import REDIS_URL  # noqa: E402

if not REDIS_URL:
    CELERY_BROKER_URL = "memory://"
    CELERY_BROKER_TRANSPORT_OPTIONS = {}

if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":  # noqa: F405
    # In a file, as the product has it: in memory all threads of the live server share one connection, so a draft
    # saved while another page is opened would fail in a way no user can meet. Nothing needs to survive a power cut.
    DATABASES["default"]["TEST"] = {"NAME": f"{folder}/test.sqlite3"}  # noqa: F405
    DATABASES["default"]["OPTIONS"]["init_command"] = "PRAGMA journal_mode=WAL; PRAGMA synchronous=OFF;"  # noqa: F405
else:  # nor here: no commit waits for the disk
    DATABASES["default"]["OPTIONS"]["options"] += " -c synchronous_commit=off"  # noqa: F405
