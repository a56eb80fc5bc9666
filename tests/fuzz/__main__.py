"""`python -m tests.fuzz SECONDS [TARGET]`: coverage-guided fuzzing of each target for its share of the time, with atheris.

No input may end in an exception, take over 5 s, or need over 1 GB. What does is written to the current folder as `crash-…`, to become
a test. The seeds in `seeds/TARGET/` are where it begins.
"""

from __future__ import annotations

import contextlib
import importlib.util
import io
import subprocess
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).parent


def fuzz(name: str, arguments: list[str]) -> None:
    """Fuzz one target in this process; it ends with the process."""
    import atheris  # noqa: PLC0415  it is not there on every system

    with (
        contextlib.redirect_stderr(io.StringIO()),
        atheris.instrument_imports(include=["okrsite", "markdown", "pymdownx"]),
    ):
        from tests.fuzz.targets import TARGETS  # noqa: PLC0415  instrumented

    atheris.Setup([sys.argv[0], *arguments], TARGETS[name])
    atheris.Fuzz()


def main() -> int:
    """Fuzz all targets, or one, each in a process of its own."""
    if sys.argv[1] == "--one":
        fuzz(sys.argv[2], sys.argv[3:])
    if importlib.util.find_spec("atheris") is None:
        print(
            "There is no atheris for this Python or system: nothing is fuzzed. tests/fuzz/test_seeds.py tries the seeds."
        )
        return 0
    names = sys.argv[2:] or sorted(path.name for path in (HERE / "seeds").iterdir())
    share = max(1, int(sys.argv[1]) // len(names))
    failed = 0
    for name in names:
        with tempfile.TemporaryDirectory() as found:
            limits = [f"-max_total_time={share}", "-timeout=5", "-rss_limit_mb=1024", "-max_len=4000", "-seed=1"]
            limits += ["-print_final_stats=1", "-verbosity=0"]
            command = [sys.executable, "-m", "tests.fuzz", "--one", name, found, str(HERE / "seeds" / name), *limits]
            failed |= subprocess.run(command, check=False).returncode
    return int(failed != 0)


if __name__ == "__main__":
    sys.exit(main())
