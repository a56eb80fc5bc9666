"""Stands in for GitHub's `gh`, as much of it as the workflows ask for: what is there, and what was posted, is one JSON file.

`FAKE_GH` names the file. Its `comments` and `issues` are lists, `pull` is the pull request, `done` notes everything else.
Filters (`--jq`) are jq's own, whose program is run.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

FLAGS = {"--paginate", "--silent", "--squash"}


def main(words: list[str]) -> None:
    """Do what is asked, and print what `gh` would."""
    file = Path(os.environ["FAKE_GH"])
    there = json.loads(file.read_text(encoding="utf-8"))
    plain, options = parted(words)
    answer = done(there, plain, options)
    file.write_text(json.dumps(there), encoding="utf-8")
    if "--jq" in options:
        subprocess.run(["jq", "-r", options["--jq"]], input=json.dumps(answer), text=True, check=True)


def parted(words: list[str]) -> tuple[list[str], dict[str, str]]:
    """The words that stand for themselves, and the options with their values."""
    plain: list[str] = []
    options: dict[str, str] = {}
    rest = iter(words)
    for word in rest:
        if word in FLAGS:
            options[word] = ""
        elif word.startswith("--"):
            options[word] = next(rest)
        else:
            plain.append(word)
    return plain, options


def done(there: dict[str, Any], plain: list[str], options: dict[str, str]) -> Any:
    """What is there after it was done."""
    match plain:
        case ["api", path] if path.endswith("/comments"):
            if options.get("--method") == "POST":
                there["comments"].append({"id": len(there["comments"]) + 1, "user": us(), "body": field(options)})
            return there["comments"]
        case ["api", path] if "/issues/comments/" in path:
            (one,) = [one for one in there["comments"] if str(one["id"]) == path.rpartition("/")[2]]
            one["body"] = field(options)
            return one
        case ["api", path] if path.endswith("/pulls"):
            return [there["pull"]]
        case ["api", path] if "/pulls/" in path:
            return there["pull"]
        case ["issue", "list"]:
            return there["issues"]
        case ["issue", "create"]:
            body = Path(options["--body-file"]).read_text(encoding="utf-8")
            there["issues"].append({"number": len(there["issues"]) + 1, "title": options["--title"], "bodies": [body]})
            return None
        case ["issue", "comment", number]:
            (issue,) = [one for one in there["issues"] if str(one["number"]) == number]
            issue["bodies"].append(Path(options["--body-file"]).read_text(encoding="utf-8"))
            return None
        case ["pr", "merge", _] | ["workflow", "run", _]:
            there["done"].append([*plain, *(f"{name} {value}".strip() for name, value in options.items())])
            return None
    sys.exit(f"nothing is known of gh {' '.join(plain)}")


def us() -> dict[str, str]:
    return {"login": "github-actions[bot]"}


def field(options: dict[str, str]) -> str:
    name, _, file = options["--field"].partition("=@")
    assert name == "body", name
    return Path(file).read_text(encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
