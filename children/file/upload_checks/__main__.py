"""The process in which one uploaded file is read: within limits, without secrets, and gone when it is done.

What a file makes a reader do stays here. The file comes in on standard input; out go a line that says what was found,
and the file as it may be kept.
"""

from __future__ import annotations

import json
import resource
import sys

from children.file.upload_checks import Refused, Why
from children.file.upload_checks.judging import cleaned

MEMORY = 280 * 1024 * 1024  # of its own; with the libraries it shares less than 300
SECONDS = 10


def main() -> None:
    for what, limit in (
        (resource.RLIMIT_DATA, MEMORY),
        (resource.RLIMIT_CPU, SECONDS),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
    ):
        resource.setrlimit(what, (limit, limit))
    content = b""
    try:
        kept = cleaned(sys.stdin.buffer.read())
        said = {"kind": kept.kind, "changes": kept.changes}
        content = kept.content
    except Refused as refusal:
        said = {"refused": refusal.why}
    except MemoryError:
        said = {"refused": Why.TOO_MUCH}
    sys.stdout.buffer.write(json.dumps(said).encode() + b"\n" + content)


if __name__ == "__main__":
    main()
