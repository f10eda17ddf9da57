"""Ask clamd, where the operator runs one. When it is set and does not answer, nothing is taken."""

from __future__ import annotations

import socket
import struct

from django.conf import settings

from homes.words import gettext as _

SECONDS = 10
CHUNK = 64 * 1024


class ScanFailed(Exception):
    """The scanner found something, or cannot be asked. The message is a sentence for the person."""


def check_for_viruses(content: bytes) -> None:
    """Raises ScanFailed for a finding, and when the scanner cannot be asked. Without a scanner set: nothing."""
    address = settings.CLAMD_ADDRESS
    if not address:
        return
    try:
        answer = _asked(address, content)
    except OSError as error:
        raise _not_asked() from error
    if answer.endswith("FOUND"):
        raise ScanFailed(_("The virus scanner found something in the selected file. It was not kept."))
    if not answer.endswith("OK"):
        raise _not_asked()


def _not_asked() -> ScanFailed:
    return ScanFailed(
        _(
            "The file cannot be checked for viruses just now, so it was not kept. What you typed is still here: "
            "choose the file again in a few minutes, or save without it."
        )
    )


def _asked(address: str, content: bytes) -> str:
    """clamd's INSTREAM: pieces with their length in front, then an empty one. `host:port`, or the path of a socket."""
    with _connected(address) as line:
        line.sendall(b"zINSTREAM\0")
        for at in range(0, len(content), CHUNK):
            piece = content[at : at + CHUNK]
            line.sendall(struct.pack("!L", len(piece)) + piece)
        line.sendall(struct.pack("!L", 0))
        answer = b""
        while not answer.endswith(b"\0"):
            more = line.recv(4096)
            if not more:
                break
            answer += more
    return answer.rstrip(b"\0\n").decode(errors="replace")


def _connected(address: str) -> socket.socket:
    if address.startswith("/"):
        line = socket.socket(socket.AF_UNIX)
        line.settimeout(SECONDS)
        line.connect(address)
        return line
    host, _colon, port = address.rpartition(":")
    return socket.create_connection((host, int(port)), timeout=SECONDS)
