"""Fetch the few front-end files Keywork ships and record what they are.

Run by hand when a version below changes: `python tools/vendor_assets.py`. It needs `npm`; nothing at run
time or in the tests does. The output is committed, and a test re-hashes it against `manifest.json`.
"""

from __future__ import annotations

import hashlib
import json
import re
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path

STATIC = Path(__file__).resolve().parent.parent / "static"
VENDOR = STATIC / "vendor"

# Only Bootstrap's reboot: components come from static/css, and a page stays far below its 150 KB.
PACKAGES = {
    "bootstrap": {
        "version": "5.3.8",
        "licence": "MIT",
        "files": {
            "dist/css/bootstrap-reboot.min.css": "bootstrap/bootstrap-reboot.min.css",
            "LICENSE": "bootstrap/LICENSE",
        },
    },
    "@fontsource/atkinson-hyperlegible-next": {
        "version": "5.3.0",
        "licence": "OFL-1.1",
        "files": {
            **{
                f"files/atkinson-hyperlegible-next-{subset}-{weight}-normal.woff2": (
                    f"atkinson-hyperlegible-next/{subset}-{weight}.woff2"
                )
                for subset in ("latin", "latin-ext")
                for weight in (400, 700)
            },
            "LICENSE": "atkinson-hyperlegible-next/LICENSE",
        },
    },
    "bootstrap-icons": {
        "version": "1.13.2",
        "licence": "MIT",
        "files": {"LICENSE": "bootstrap-icons/LICENSE"},
    },
}

# Our name for the meaning -> the Bootstrap icon that carries it.
ICONS = {
    "add": "plus-lg",
    "arrow-right": "arrow-right",
    "away": "arrow-right",
    "calendar": "calendar",
    "chat": "chat-left-text",
    "child": "person",
    "chevron-down": "chevron-down",
    "chevron-left": "chevron-left",
    "chevron-right": "chevron-right",
    "clock": "clock",
    "close": "x-lg",
    "dash": "dash-lg",
    "done": "check-lg",
    "download": "download",
    "draft": "pencil",
    "eye": "eye",
    "file": "file-earmark-text",
    "flag": "flag",
    "help": "question-circle",
    "home": "house-door",
    "in-progress": "circle-half",
    "info": "info-circle",
    "lock": "lock-fill",
    "not-started": "circle",
    "over": "exclamation-circle-fill",
    "paperclip": "paperclip",
    "people": "people",
    "phone": "telephone",
    "planned": "calendar",
    "print": "printer",
    "reviewed": "check2-all",
    "search": "search",
    "star": "star",
    "table": "table",
}

# A ring with its first quarter filled: "due". Bootstrap has none.
DUE_SYMBOL = (
    '<symbol id="due" viewBox="0 0 16 16"><path fill="currentColor" fill-rule="evenodd" '
    'd="M8 0a8 8 0 1 1 0 16A8 8 0 0 1 8 0m0 1.8a6.2 6.2 0 1 0 6.2 6.2H8z"/></symbol>'
)


def pack(*, name: str, version: str, into: Path) -> tarfile.TarFile:
    """Download one package with npm and open the archive."""
    run = subprocess.run(  # noqa: S603 - fixed arguments, run by a developer
        ["npm", "pack", "--silent", f"{name}@{version}"],  # noqa: S607 - npm is found on the PATH
        cwd=into,
        check=True,
        capture_output=True,
        text=True,
    )
    return tarfile.open(into / run.stdout.strip().splitlines()[-1])


def read(archive: tarfile.TarFile, path: str) -> bytes:
    """One file of the package, without the pointer to a source map we do not ship."""
    member = archive.extractfile(f"package/{path}")
    if member is None:
        raise SystemExit(f"{path} is not in the package")
    content = member.read()
    if path.endswith(".css"):
        content = re.sub(rb"\n?/\*# sourceMappingURL=.*?\*/\n?", b"\n", content)
    return content


def icon_sprite(archive: tarfile.TarFile) -> str:
    """One file of <symbol>s in the text's colour."""
    symbols = []
    for name, source in sorted(ICONS.items()):
        svg = read(archive, f"icons/{source}.svg").decode()
        body = re.sub(r"\s*\n\s*", "", re.sub(r"^<svg[^>]*>|</svg>\s*$", "", svg.strip()))
        symbols.append(f'<symbol id="{name}" viewBox="0 0 16 16" fill="currentColor">{body}</symbol>')
    symbols.append(DUE_SYMBOL)
    return '<svg xmlns="http://www.w3.org/2000/svg">\n' + "\n".join(symbols) + "\n</svg>\n"


def main() -> int:
    manifest = []
    with tempfile.TemporaryDirectory() as folder:
        for name, package in PACKAGES.items():
            with pack(name=name, version=package["version"], into=Path(folder)) as archive:
                written = {VENDOR / target: read(archive, path) for path, target in package["files"].items()}
                if name == "bootstrap-icons":
                    written[STATIC / "icons.svg"] = icon_sprite(archive).encode()
            for target, content in written.items():
                target.parent.mkdir(parents=True, exist_ok=True)
                target.write_bytes(content)
                manifest.append(
                    {
                        "file": str(target.relative_to(STATIC)),
                        "package": name,
                        "version": package["version"],
                        "licence": package["licence"],
                        "sha256": hashlib.sha256(content).hexdigest(),
                    }
                )
    manifest.sort(key=lambda entry: entry["file"])
    (VENDOR / "manifest.json").write_text(json.dumps(manifest, indent=2) + "\n")
    sys.stdout.write(f"{len(manifest)} files\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
