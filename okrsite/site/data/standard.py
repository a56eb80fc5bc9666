"""robots.txt and sitemap.xml."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from okrsite.site import addresses

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from okrsite.goals.model import Goals
    from okrsite.site.pages import PagePlan

__all__ = ["robots", "sitemaps"]

_MOST = 50_000  # addresses in one sitemap, says the protocol
_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
_NAMESPACE = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'


def robots(goals: Goals) -> bytes:
    """Everyone is welcome to a site for its widest audience, no one to any other."""
    site = goals.site
    lines = ["User-agent: *", "Allow: /" if goals.audience == site.audiences[0] else "Disallow: /"]
    if site.url:
        lines.append(f"Sitemap: {addresses.absolute(site.url, addresses.SITEMAP)}")
    return ("\n".join(lines) + "\n").encode()


def sitemaps(goals: Goals, plans: Iterable[PagePlan], languages: Sequence[str]) -> Iterator[tuple[str, bytes]]:
    """The sitemap of a site with `url`, in parts where it is too long for one."""
    url, default = goals.site.url, goals.site.language
    if not url:
        return
    pages = [page.address for page in plans if page.kind not in ("embed", "stub", "not-found")]
    places = [
        addresses.absolute(url, addresses.localized(page, language, default))
        for language in languages
        for page in pages
    ]
    if len(places) <= _MOST:
        yield addresses.SITEMAP, _listing("urlset", "url", places)
        return
    starts = range(0, len(places), _MOST)
    parts = {addresses.sitemap_part(n): places[start : start + _MOST] for n, start in enumerate(starts, 1)}
    yield addresses.SITEMAP, _listing("sitemapindex", "sitemap", [addresses.absolute(url, name) for name in parts])
    for name, part in parts.items():
        yield name, _listing("urlset", "url", part)


def _listing(root: str, item: str, places: Iterable[str]) -> bytes:
    lines = "".join(f"<{item}><loc>{escape(place, quote=False)}</loc></{item}>\n" for place in places)
    return f"{_HEAD}<{root} {_NAMESPACE}>\n{lines}</{root}>\n".encode()
