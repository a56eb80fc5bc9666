"""The headers that a server should send with the site, in the words of several servers.

The strictest policy breaks nothing, since pages ask no other host for anything and hold no inline code. Cards, those in
each language's /embed/, may be framed by `embed_hosts`, everything else by the site alone.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from urllib.parse import urlsplit

from okrsite.site import addresses
from okrsite.source.records import Site

__all__ = ["FORMATS", "server_headers"]

Headers = Mapping[str, str]

_STRICT = "default-src 'self'; base-uri 'self'; form-action 'self'"
_ALWAYS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "strict-origin-when-cross-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}


def server_headers(site: Site, form: str) -> str:
    """The headers of `site` as one of FORMATS has them; paths are those of its `url`."""
    root = urlsplit(site.url or "").path.rstrip("/") + "/"
    cards = [root + addresses.localized(addresses.EMBEDS, language, site.language) for language in _languages(site)]
    hosts = " ".join(("'self'", *site.embed_hosts))
    return FORMATS[form](root, cards, {**_policy("'self'"), **_ALWAYS}, {**_policy(hosts), **_ALWAYS})


def _languages(site: Site) -> Iterable[str]:
    return dict.fromkeys((site.language, *site.languages))


def _policy(framed_by: str) -> dict[str, str]:
    return {"Content-Security-Policy": f"{_STRICT}; frame-ancestors {framed_by}"}


def _nginx(root: str, embeds: Iterable[str], pages: Headers, cards: Headers) -> str:
    """For the `server` block. A `location` with headers of its own inherits none, so the cards repeat them all."""
    line = '    add_header {} "{}" always;'
    of_cards = (_block(f"location {path} {{", cards, line, "}") for path in embeds)
    return _block(f"location {root} {{", pages, line, "}") + "".join(of_cards)


def _apache(root: str, embeds: Iterable[str], pages: Headers, cards: Headers) -> str:
    """For the server's configuration, with mod_headers; the later, longer location wins."""
    line = '    Header always set {} "{}"'
    of_cards = (_block(f'<Location "{path}">', cards, line, "</Location>") for path in embeds)
    return _block(f'<Location "{root}">', pages, line, "</Location>") + "".join(of_cards)


def _headers_file(root: str, embeds: Iterable[str], pages: Headers, cards: Headers) -> str:
    """A `_headers` file. Hosts that read one send the headers of every rule that fits, and browsers then hold to each policy of several.

    So the rule for all pages leaves framing to X-Frame-Options, which a policy with `frame-ancestors` overrules.
    """
    everywhere = {**pages, "Content-Security-Policy": _STRICT, "X-Frame-Options": "SAMEORIGIN"}
    framing = {"Content-Security-Policy": cards["Content-Security-Policy"].removeprefix(f"{_STRICT}; ")}
    of_cards = (_block(f"{path}*", framing, "  {}: {}") for path in embeds)
    return _block(f"{root}*", everywhere, "  {}: {}") + "".join(of_cards)


def _block(first: str, headers: Headers, line: str, last: str | None = None) -> str:
    lines = [first, *(line.format(name, value) for name, value in headers.items()), *([last] if last else [])]
    return "".join(f"{one}\n" for one in lines)


FORMATS: Mapping[str, Callable[[str, Iterable[str], Headers, Headers], str]] = {
    "nginx": _nginx,
    "apache": _apache,
    "_headers": _headers_file,
}
"""What a server is called: how it is told."""
