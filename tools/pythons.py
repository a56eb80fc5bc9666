"""Builds the example with every Python that is here, and compares: the site is the same bytes, whichever made it.

Each gets okrsite's libraries in the versions of the environment that runs this. What is not here is told, not passed over.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
import tempfile
from importlib.metadata import version
from pathlib import Path

ROOT = Path(__file__).parent.parent
WANTED = ("3.11", "3.12", "3.13", "3.14", "3.15")
LIBRARIES = ("babel", "click", "jinja2", "markdown", "markupsafe", "nh3", "pymdown-extensions", "pyyaml", "tzdata")
BUILD = "import sys; sys.path.insert(0, sys.argv.pop(1)); from okrsite.cli.main import main; main()"


def found(wanted: str) -> str | None:
    """A Python of that version: the one that runs this, one on the path, or one of pyenv's."""
    if wanted == f"{sys.version_info.major}.{sys.version_info.minor}":
        return sys.executable
    versions = Path(os.environ.get("PYENV_ROOT", Path.home() / ".pyenv"), "versions")
    there = [shutil.which(f"python{wanted}"), *map(str, sorted(versions.glob(f"{wanted}.*/bin/python")))]
    return next((one for one in there if one and _says(one) == wanted), None)


def _says(python: str) -> str:
    """The version that a Python says it is; empty where it does not run."""
    code = "import sys, venv, ensurepip; print('%d.%d' % sys.version_info[:2])"
    return subprocess.run([python, "-c", code], capture_output=True, text=True, check=False).stdout.strip()


def built(python: str, folder: Path, **environment: str) -> str:
    """The example as that Python builds it, as a hash."""
    home, output = folder / "venv", folder / "public"
    if python != sys.executable:
        subprocess.run([python, "-m", "venv", str(home)], check=True)
        python = str(home / "bin" / "python")
        pinned = [f"{name}=={version(name)}" for name in LIBRARIES]
        subprocess.run([python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", *pinned], check=True)
    command = [python, "-c", BUILD, str(ROOT), "build", "-C", str(ROOT), "--quiet", "--as-of", "2026-11-22"]
    subprocess.run([*command, "--output", str(output)], check=True, env={**os.environ, **environment})
    total = hashlib.sha256()
    for path in sorted(path for path in output.rglob("*") if path.is_file()):
        total.update(path.relative_to(output).as_posix().encode() + b"\0" + path.read_bytes())
    return total.hexdigest()


def main() -> int:
    """Build with each, say what came, and fail where two differ."""
    hashes: dict[str, str] = {}
    for wanted in WANTED:
        python = found(wanted)
        if python is None:
            print(f"Python {wanted}: not here")
            continue
        with tempfile.TemporaryDirectory() as folder:
            hashes[wanted] = built(python, Path(folder), PYTHONHASHSEED=wanted.partition(".")[2])
        print(f"Python {wanted}: {hashes[wanted][:16]}", flush=True)
    same = len(set(hashes.values())) == 1
    print(f"The example is {'the same bytes' if same else 'NOT the same bytes'} with each of {len(hashes)}.")
    return 0 if same else 1


if __name__ == "__main__":
    sys.exit(main())
