"""Addresses that may stand in a page: https, http, mailto and relative ones; no scheme that runs or embeds anything."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from okrsite.source.wrong import Wrong

__all__ = [
    "SCHEMES",
    "address",
    "editor_address",
    "filled_template",
    "inside_folder",
    "origin",
    "page_address",
    "site_url",
]

SCHEMES = frozenset({"https", "http", "mailto"})

_SCHEME = re.compile(r"([a-zA-Z][a-zA-Z0-9+.-]*):")
_UNSEEN = re.compile(r"[\x00-\x20\x7f-\xa0\u1680\u180e\u2000-\u200f\u2028-\u202f\u205f-\u2064\u3000\ufeff]")
_PLACEHOLDER = re.compile(r"\{([a-z_]*)\}")
_ORIGIN = re.compile(r"https?://(?:\*\.)?[a-zA-Z0-9-]+(?:\.[a-zA-Z0-9-]+)*(?::[0-9]{1,5})?")
_NOT_IN_A_PATH = re.compile(r'[\x00-\x20\x7f<>:"|?*#]')
_MEANT = (  # what a relative address hardly is, and what goes before it
    (re.compile(r"[^/\s@:]+@[^/\s@]+\.[a-zA-Z]+"), "mailto:"),
    (re.compile(r"www\.[^/\s]+\.[a-zA-Z]+(?:/.*)?"), "https://"),
)
_CONTROL = re.compile(r"[\x00-\x1f\x7f]")
_LONGEST = 2000
_RUNS = frozenset({"javascript", "data", "vbscript", "blob", "file"})


def address(text: str) -> str | Wrong:
    """An address that a link may have, as it was written."""
    url = text.strip(" ")
    if len(url) > _LONGEST:
        return Wrong(
            f"The address `{url[:60]}…` has more than {_LONGEST:,} characters.", "Link to a shorter one.", "bad-link"
        )
    if unseen := _UNSEEN.search(url):
        what = "a space" if unseen[0] == " " else f"the character U+{ord(unseen[0]):04X}"
        return Wrong(
            f"`{_UNSEEN.sub('?', url)}` has {what} in it: no address has.",
            "Remove it, or write a space as `%20`.",
            "bad-link",
        )
    if "\\" in url:
        return Wrong(f"`{url}` has a backslash in it.", "Write `/`.", "bad-link")
    scheme = _SCHEME.match(url)
    if scheme and scheme[1].lower() not in SCHEMES:
        return Wrong(
            f"`{url}` begins with `{scheme[0]}`, which a link here can't have.",
            "Link to an `https:`, `http:` or `mailto:` address, or to a page of this site (`map/`).",
            "bad-link",
        )
    return _with_host(url, scheme[1].lower() if scheme else None)


def _with_host(url: str, scheme: str | None) -> str | Wrong:
    if url.startswith("//"):
        return Wrong(f"`{url}` names a host and no scheme.", f"Write `https:{url}`.", "bad-link")
    if not _is_readable(url):
        return Wrong(f"`{url}` is no address: its host cannot be read.", "Write `https://example.org/…`.", "bad-link")
    if scheme in {"https", "http"} and not re.match(r"[a-zA-Z]+://[^/?#]", url):
        return Wrong(f"`{url}` names no host.", f"Write `{scheme}://example.org/…`.", "bad-link")
    for looks, prefix in _MEANT:
        if scheme is None and looks.fullmatch(url):
            return Wrong(f"`{url}` has no scheme.", f"Write `{prefix}{url}`.", "bad-link")
    if scheme == "mailto" and "@" not in url:
        return Wrong(f"`{url}` is no mail address.", "Write `mailto:goals@example.org`.", "bad-link")
    return url


def _is_readable(url: str) -> bool:
    """Whether an address comes apart into host and path (`https://[::1` does not)."""
    try:
        _ = urlsplit(url).port
    except ValueError:
        return False
    return True


def site_url(text: str) -> str | Wrong:
    """The address that a site is served at: http or https, without query and fragment."""
    url = address(text)
    if isinstance(url, Wrong):
        return url
    if not re.match(r"https?://", url, re.IGNORECASE) or "?" in url or "#" in url:
        return Wrong(
            f"`{url}` is no address that a site is served at.", "Write `https://goals.example.org/okr/`.", "bad-link"
        )
    return url


def filled_template(text: str, names: frozenset[str]) -> str | Wrong:
    """An address with places to fill in, such as `{path}`, as it was written."""
    if wrong := _unknown_placeholder(text, names):
        return wrong
    found = address(_PLACEHOLDER.sub("x", text))
    return found if isinstance(found, Wrong) else text.strip()


def editor_address(text: str, names: frozenset[str]) -> str | Wrong:
    """An editor's address template: any scheme that opens something, and none that runs script."""
    if wrong := _unknown_placeholder(text, names):
        return wrong
    url = text.strip()
    scheme = _SCHEME.match(url)
    if not scheme or scheme[1].lower() in _RUNS or _UNSEEN.search(url) or "{path}" not in url:
        return Wrong(
            f"`{url}` opens no editor.",
            "Write vscode, jetbrains, vim, or an address such as `zed://file/{path}:{line}`.",
        )
    return url


def _unknown_placeholder(text: str, names: frozenset[str]) -> Wrong | None:
    unknown = [name for name in _PLACEHOLDER.findall(text) if name not in names]
    if not unknown:
        return None
    known = ", ".join(f"{{{name}}}" for name in sorted(names))
    return Wrong(f"`{text}` has a place `{{{unknown[0]}}}` that nothing fills in.", f"There are: {known}.")


def origin(text: str) -> str | Wrong:
    """A scheme and a host, perhaps with `*.` and a port: who may show a page of this site in a frame."""
    url = text.strip().rstrip("/")
    if _ORIGIN.fullmatch(url):
        return url
    return Wrong(f"`{url}` is no site that a frame can stand on.", "Write `https://wiki.example.org`.", "bad-link")


def page_address(text: str) -> str | Wrong:
    """An old address of a page: a path of this site."""
    path = inside_folder(text.strip().strip("/"))
    hint = "Write the path behind the site's address: `about/team` or `about.html`."
    if isinstance(path, Wrong):
        return path._replace(hint=hint)
    if path and not _NOT_IN_A_PATH.search(path) and "//" not in path:
        return path
    return Wrong(f"`{text.strip()}` is no address of this site.", hint, "bad-link")


def inside_folder(text: str) -> str | Wrong:
    """A file's path that stays in its folder, with `/`."""
    path = text.strip().removeprefix("./")
    if _CONTROL.search(path):
        return Wrong(
            f"`{_CONTROL.sub('?', path)}` has a control character in it: no file's name has.", "Remove it.", "bad-link"
        )
    if "\\" in path or path.startswith("/") or re.match(r"[a-zA-Z]:", path) or ".." in path.split("/"):
        return Wrong(
            f"`{path}` leads out of its folder.",
            "Write the path from that folder, with `/`: `images/logo.svg`.",
            "path-outside",
        )
    return path
