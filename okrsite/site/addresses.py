"""Every address of the site is made here, nowhere else.

An address is a string from the site's root without a leading slash: `""` is the home page, `teams/academy/2026-q4/` a
page, `data/objectives.json` a file. It is raw: letters of any script stand as they are, nothing is percent-encoded. A
fragment stands behind a page's slash (`teams/academy/2026-q4/recruit/#testimonials`); in a file's name `#` is nothing
special.
"""

from __future__ import annotations

import re
from functools import lru_cache
from urllib.parse import quote, urlsplit

__all__ = [
    "BALANCE", "CALENDAR", "CYCLES", "EMBEDS", "FEED", "HOME", "KPIS", "MAP", "METHOD", "NOT_FOUND", "PEOPLE", "ROBOTS", "SEARCH",
    "SITEMAP", "TEAMS", "UPDATES", "WALLBOARD", "absolute", "attachment", "cycle", "data_file", "embed", "goal", "key_result", "kpi",
    "kpi_badge", "localized", "objective", "objective_badge", "output_path", "page", "person", "relative", "rooted",
    "schema_file", "search_index", "search_pointer", "sitemap_part", "tag", "team", "team_cycle", "team_feed", "update", "updates_month",
]  # fmt: skip

HOME = ""
TEAMS = "teams/"
CYCLES = "cycles/"
KPIS = "kpis/"
BALANCE = "balance/"
UPDATES = "updates/"
PEOPLE = "people/"
METHOD = "method/"
MAP = "map/"
SEARCH = "search/"
WALLBOARD = "wallboard/"
NOT_FOUND = "404.html"
SITEMAP = "sitemap.xml"
ROBOTS = "robots.txt"
FEED = "feed.xml"
CALENDAR = "calendar.ics"
EMBEDS = "embed/"

# Letters of any script are valid in an HTML link; these are not, or mean something else there (a colon ends a scheme).
_UNFIT = re.compile(r"[\x00-\x20\x7f\"#%:<>?\[\\\]^`{|}]")


def team(team_id: str) -> str:
    """A team now."""
    return f"teams/{team_id}/"


def team_cycle(team_id: str, cycle_id: str) -> str:
    """A team in a cycle."""
    return f"teams/{team_id}/{cycle_id}/"


def objective(ref: str) -> str:
    """An objective, from its ref `team/cycle/objective`."""
    return f"teams/{ref}/"


def key_result(ref: str) -> str:
    """A key result on its objective's page, from its ref `team/cycle/objective#key-result`."""
    owner, _, own = ref.partition("#")
    return f"teams/{owner}/#{own}"


def goal(ref: str) -> str:
    """An objective or a key result, whichever `ref` names."""
    return key_result(ref) if "#" in ref else objective(ref)


def kpi(ref: str) -> str:
    """A KPI, from its ref `team/kpi`."""
    team_id, _, own = ref.partition("/")
    return f"teams/{team_id}/kpis/{own}/"


def update(ref: str) -> str:
    """An update, from its ref `team/updates/id`."""
    return f"teams/{ref}/"


def updates_month(month: str) -> str:
    """The stream of a month (`2026-10`)."""
    return f"updates/{month}/"


def cycle(cycle_id: str) -> str:
    """All objectives of a cycle."""
    return f"cycles/{cycle_id}/"


def person(person_id: str) -> str:
    """What someone owns."""
    return f"people/{person_id}/"


def tag(tag_id: str) -> str:
    """Everything with a tag, from the tag's id (see pages.tag_ids)."""
    return f"tags/{tag_id}/"


def page(page_id: str) -> str:
    """An extra page."""
    return f"{page_id}/"


def team_feed(team_id: str) -> str:
    """A team's own feed."""
    return f"teams/{team_id}/{FEED}"


def objective_badge(ref: str) -> str:
    """An objective's badge, from its ref."""
    return f"badges/{ref}.svg"


def kpi_badge(ref: str) -> str:
    """A KPI's badge, from its ref `team/kpi`."""
    team_id, _, own = ref.partition("/")
    return f"badges/{team_id}/kpis/{own}.svg"


def embed(ref: str) -> str:
    """An objective as a card for other sites' pages, from its ref."""
    return f"{EMBEDS}{ref}/"


def attachment(team_id: str, name: str) -> str:
    """A file beside a team's pages; `name` is its path from the team's folder."""
    return f"teams/{team_id}/{name}"


def data_file(name: str) -> str:
    """A data file, `objectives.json`."""
    return f"data/{name}"


def schema_file(name: str) -> str:
    """The JSON Schema of a data file, from the file's stem."""
    return f"data/schema/{name}.json"


def search_pointer(language: str, default: str) -> str:
    """The small script that names a language's search index."""
    return localized(f"{SEARCH}latest.js", language, default)


def search_index(digest: str, language: str, default: str) -> str:
    """A language's search index, by a hash of what is in it."""
    return localized(f"{SEARCH}index.{digest}.js", language, default)


def sitemap_part(number: int) -> str:
    """A part of a sitemap that is too long for one file, from 1."""
    return f"sitemap-{number}.xml"


def localized(address: str, language: str, default: str) -> str:
    """`address` in `language`: the default one's pages are at the root, the others' under their tag in lower case."""
    return address if language == default else f"{language.lower()}/{address}"


def output_path(address: str) -> str:
    """The file that holds `address`, from the output folder: a page's `index.html`, a file as it is."""
    return address + "index.html" if address.endswith("/") or not address else address


def relative(here: str, there: str, portable: bool = False) -> str:
    """The shortest link from the page or file `here` to `there`, fit for `href`; with `portable` it names `index.html`.

    A page's link to itself is `./`, to a part of itself `#part`. Letters of any script stay as they are.
    """
    folders = _folders(here)
    if len(folders) > 1 and not there.startswith(folders[-2][0]):
        return _outwards(folders[-1][1], there, portable)
    path, mark, fragment = _split(there)
    if mark and path == here:
        return "#" + _fit(fragment)
    for folder, up in folders:  # the last one holds everything
        if path.startswith(folder):
            return _link(up + path[len(folder) :], path, mark, fragment, portable)
    raise AssertionError(there)


@lru_cache(maxsize=4096)
def _outwards(up: str, there: str, portable: bool) -> str:
    """A link out of the page's part of the site: most are, and all pages as deep as this one have the same."""
    path, mark, fragment = _split(there)
    return _link(up + path, path, mark, fragment, portable)


def _link(link: str, path: str, mark: bool, fragment: str, portable: bool) -> str:
    """The way to `path`, fit for `href`."""
    if portable and (not path or path.endswith("/")):
        link += "index.html"
    if link.startswith("/"):  # an empty name in the path: by itself `//x` would be another host
        link = f"./{link}"
    link = _fit(link) or "./"
    return f"{link}#{_fit(fragment)}" if mark else link


def absolute(url: str, address: str) -> str:
    """`address` under the site's `url`, percent-encoded, for canonical links, feeds and the sitemap."""
    return f"{url.rstrip('/')}/{_encoded(address)}"


def rooted(url: str | None, address: str) -> str:
    """`address` as a path from the server's root, by the path of `url`: for 404.html, which is shown at any depth."""
    return f"{urlsplit(url or '').path.rstrip('/')}/{_encoded(address)}"


def _split(address: str) -> tuple[str, bool, str]:
    """Path and fragment: `#` and an id right behind a page's slash, or alone for the home page."""
    if "#" not in address:
        return address, False, ""
    folder, slash, last = address.rpartition("/")
    if not last.startswith("#") or "." in last:
        return address, False, ""
    return folder + slash, True, last[1:]


@lru_cache(maxsize=4096)
def _folders(here: str) -> tuple[tuple[str, str], ...]:
    """The folders around `here`, the nearest first, each with the way up to it."""
    parts = here.split("/")[:-1]
    return tuple(("".join(f"{part}/" for part in parts[: len(parts) - up]), "../" * up) for up in range(len(parts) + 1))


def _fit(text: str) -> str:
    """`text` with what may not stand in a link percent-encoded."""
    return _UNFIT.sub(lambda found: f"%{ord(found[0]):02X}", text) if _UNFIT.search(text) else text


@lru_cache(maxsize=4096)
def _encoded(address: str) -> str:
    """`address` as a URI: ASCII only."""
    path, mark, fragment = _split(address)
    return quote(path) + ("#" + quote(fragment) if mark else "")
