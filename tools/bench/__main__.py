"""`python -m tools.bench`: measures the estate in the database of DATABASE_URL, or a small one of its own.

With --tenfold URL the same is measured in a second database, with ten times the ended history (generate_estate
--ended), and the ratio is printed.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
from dataclasses import asdict
from pathlib import Path
from typing import Any

MANAGE = Path(__file__).resolve().parents[2] / "manage.py"
SMALL_ESTATE = ("--homes", "4", "--children", "39", "--sessions", "1950", "--calls", "7020")
ENDED, TENFOLD = "4", "40"


def main() -> None:
    options = _options()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "keywork.settings")
    if "DATABASE_URL" not in os.environ:
        _in_a_small_estate(options)
        return
    found = _measured(options.runs)
    if options.json:
        sys.stdout.write(json.dumps(found))
        return
    from tools.bench import table  # needs Django too

    more = _measured_elsewhere(options.tenfold, options.runs) if options.tenfold else None
    sys.stdout.write("\n".join(table.lines(found, more)) + "\n")


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="make bench", description=__doc__)
    parser.add_argument("--runs", type=int, default=7, help="measured runs of each; their median counts")
    parser.add_argument(
        "--tenfold", metavar="URL", help="a second database, with ten times the ended history"
    )
    parser.add_argument("--json", action="store_true", help="print JSON")
    return parser.parse_args()


def _measured(runs: int) -> dict[str, Any]:
    """What needs Django is imported here: it needs the database chosen first."""
    import django  # the settings and the database are named first

    django.setup()
    from django.test.utils import override_settings  # this and all below need Django to be set up
    from django_scopes import scopes_disabled  # so does this

    from keywork.celery import app  # and this
    from tools.bench import pages, sweeps  # and these
    from tools.bench.cost import Meter  # and this

    app.conf.update(broker_url="memory://", broker_transport_options={})
    meter = Meter(runs=runs)
    with scopes_disabled(), override_settings(ROOT_URLCONF="tools.bench.urls", ALLOWED_HOSTS=["testserver"]):
        try:
            visits = pages.visits()
        except pages.NothingToMeasure:
            sys.exit("No home with children is here: make them first with manage.py generate_estate.")
        swept = sweeps.measure(visits[0], meter)
        opened = [line for visit in visits for line in pages.measure(visit, meter)]
    return {
        "sees_database": meter.sees_database,
        "sweep": asdict(swept) | {"per_thousand": swept.per_thousand},
        "pages": [asdict(line) | {"times": line.times} for line in opened],
    }


def _measured_elsewhere(url: str, runs: int) -> dict[str, Any]:
    command = [sys.executable, "-m", "tools.bench", "--json", "--runs", str(runs)]
    return json.loads(_run(command, DATABASE_URL=url))


def _in_a_small_estate(options: argparse.Namespace) -> None:
    with tempfile.TemporaryDirectory(prefix="keywork-bench-") as folder:
        urls = []
        for ended in (ENDED, TENFOLD):
            url = f"sqlite:///{folder}/{ended}.sqlite3"
            for command in (["migrate", "-v0"], ["generate_estate", *SMALL_ESTATE, "--ended", ended]):
                _run([sys.executable, str(MANAGE), *command], DATABASE_URL=url, DATA_DIR=folder)
            urls.append(url)
        arguments = ["--runs", str(options.runs), "--tenfold", urls[1], *(["--json"] if options.json else [])]
        command = [sys.executable, "-m", "tools.bench", *arguments]
        sys.stdout.write(_run(command, DATABASE_URL=urls[0], DATA_DIR=folder))


def _run(command: list[str], **environment: str) -> str:
    done = subprocess.run(  # noqa: S603 - our own commands
        command,
        env={**os.environ, **environment},
        cwd=MANAGE.parent,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        sys.exit(done.stderr)
    return done.stdout


if __name__ == "__main__":
    main()
