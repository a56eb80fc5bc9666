"""The cache: `.okrsite/` in the site's folder. Whatever is in it may be thrown away at any time."""

from __future__ import annotations

import os
from pathlib import Path

__all__ = ["template_cache"]


def template_cache(site_dir: Path) -> Path | None:
    """The folder for compiled templates; None where none can be made (a read-only checkout)."""
    folder = site_dir / ".okrsite" / "templates"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        ignore = site_dir / ".okrsite" / ".gitignore"
        if not ignore.exists():
            ignore.write_text("*\n", encoding="utf-8")
    except OSError:
        return None
    return folder if os.access(folder, os.W_OK) else None
