"""Files that are published as they are and would run script when someone opens them: refused, unless the site trusts its files.

Such a script would run as the site itself. Told apart by name, as web servers do, and by content: what servers run by its name alone,
pages by any tag at all, SVG and other XML by elements and attributes of a kind that runs something. What cannot be parsed could be
anything and is refused too. A file whose name says nothing (`report.kml`, none at all) is what it begins as: browsers look there too.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING
from xml.parsers import expat

from okrsite.problems import Place, Problem

if TYPE_CHECKING:
    from collections.abc import Iterator

    from okrsite.source.sources import Sources

__all__ = ["files_that_run_script", "script_in"]

_PAGES = frozenset({".htm", ".html", ".shtml", ".xhtml", ".xht", ".mht", ".mhtml", ".hta", ".htc"})
_XML = frozenset({".svg", ".xml", ".xsl", ".xslt", ".rdf", ".mathml", ".mml", ".atom", ".rss", ".wsdl", ".xul"})
_PACKED = frozenset({".svgz", ".swf"})
_ON_SERVERS = frozenset(
    {".ashx", ".asmx", ".asp", ".aspx", ".cfm", ".cgi", ".fcgi", ".jsp", ".jspx", ".phar", ".php", ".php3", ".php4", ".php5", ".php7"}
    | {".php8", ".phps", ".pht", ".phtml", ".pl", ".rhtml", ".stm"}
)  # fmt: skip
_TO_SERVERS = frozenset({".htaccess", ".user.ini", "_worker.js", "web.config"})  # they say what a server runs
_NEVER_MARKUP = frozenset(  # what every server has a type for, which no browser takes for a page
    {".avif", ".bmp", ".css", ".csv", ".docx", ".gif", ".gz", ".ico", ".jpeg", ".jpg", ".js", ".json", ".m4a", ".m4v", ".map", ".md"}
    | {".mjs", ".mov", ".mp3", ".mp4", ".odp", ".ods", ".odt", ".ogg", ".otf", ".pdf", ".png", ".pptx", ".ttf", ".txt", ".wasm"}
    | {".webm", ".webmanifest", ".webp", ".woff", ".woff2", ".xlsx", ".yml", ".zip"}
)  # fmt: skip
_LONGEST = 20_000_000
_START = 1024
_MARKUP = re.compile(rb"(?:\xef\xbb\xbf|\xff\xfe|\xfe\xff)?[\x00\t\n\f\r ]*<")
_RUNNING = frozenset({"script", "foreignobject", "handler", "listener", "iframe", "embed", "object", "audio", "video"})
_HTML = "http://www.w3.org/1999/xhtml"
_ADDRESSES = frozenset({"href", "src", "action", "formaction", "from", "to", "by", "values", "data"})
_PICTURE = re.compile(r"data:image/(?:png|jpe?g|gif|webp|avif)[;,]", re.IGNORECASE)
_SCHEME = re.compile(r"(?:^|;)([a-z][a-z0-9+.-]*):", re.IGNORECASE)
_UNSEEN = re.compile(r"[\x00-\x20\x7f-\xa0]+")
_HARMLESS_SCHEMES = frozenset({"http", "https", "mailto"})


class _FoundError(Exception):
    """Ends the parsing of a file that is told."""


def files_that_run_script(root: Path, sources: Sources) -> Iterator[Problem]:
    """A problem for each file of static/ and of team folders that could run script on the site, which lies in `root`."""
    if sources.site.trust_files:
        return
    copied = [f"static/{path}" for path in sources.static] + [file.path for file in sources.attachments]
    for path in copied:
        why = _why(root, path)
        if why:
            message = f"This file would run script on the site when someone opens it: {why}."
            hint = "Take that out, or the file away; or write `trust_files: true` in site.yml if all who can add files may run code there."
            yield Problem(Place(path), "file-runs-script", message, hint)


def _why(root: Path, path: str) -> str | None:
    name = path.rpartition("/")[2].lower()
    if name in _TO_SERVERS:
        return f"`{name}` tells a server what to run"
    suffixes = {suffix.lower() for suffix in Path(path).suffixes}
    if run := sorted(suffixes & _ON_SERVERS):
        return f"servers run `{run[0]}` files"
    if suffixes & _PACKED:
        return "it is packed, so nobody can see what is in it"
    is_named = bool(suffixes & (_PAGES | _XML))
    if not is_named and suffixes & _NEVER_MARKUP:
        return None
    try:
        with (root / path).open("rb") as file:
            start = file.read(_START)
            if not is_named and not _MARKUP.match(start):
                return None
            content = start + file.read(_LONGEST + 1 - len(start))
    except OSError:
        return None  # a file that can't be read can't be copied, which is told there
    return script_in(content, page=bool(suffixes & _PAGES))


def script_in(content: bytes, *, page: bool) -> str | None:
    """What in an XML file, or in a `page`, could run script, as the end of a sentence; None where nothing could."""
    if page:
        return "it is a page of its own" if b"<" in content or b"\0" in content else None
    if len(content) > _LONGEST:
        return f"it is longer than {_LONGEST // 1_000_000} MB, too long to be looked through"
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.StartElementHandler = _element
    parser.ProcessingInstructionHandler = _instruction
    parser.EntityDeclHandler = _entity
    parser.ExternalEntityRefHandler = None
    try:
        parser.Parse(content, True)
    except _FoundError as found:
        return str(found)
    except (expat.ExpatError, ValueError, LookupError) as error:
        return f"it is not whole XML ({error}), so nobody can tell what is in it"
    return None


def _element(name: str, attributes: dict[str, str]) -> None:
    space, _, local = name.rpartition(" ")
    local = local.lower()
    if space == _HTML or local in _RUNNING:
        raise _FoundError(f"it has the element `{local}`")
    for attribute, value in attributes.items():
        plain = attribute.rpartition(" ")[2].lower()
        if plain.startswith("on"):
            raise _FoundError(f"it has the attribute `{plain}`")
        if plain == "attributename" and _is_changed_to_run(value):
            raise _FoundError(f"`{local}` changes `{value.strip()}`")
        if plain in _ADDRESSES and (scheme := _forbidden(value)):
            raise _FoundError(f"`{plain}` begins with `{scheme}:`")


def _is_changed_to_run(attribute: str) -> bool:
    name = attribute.strip().lower().rpartition(":")[2]
    return name == "href" or name.startswith("on")


def _forbidden(value: str) -> str | None:
    """The first scheme in an address, or in a list of them, that no link here can have; browsers skip spaces in it."""
    address = _UNSEEN.sub("", value)
    if _PICTURE.match(address):
        return None
    schemes = (scheme.lower() for scheme in _SCHEME.findall(address))
    return next((scheme for scheme in schemes if scheme not in _HARMLESS_SCHEMES), None)


def _instruction(target: str, _: str) -> None:
    if target.lower() != "xml":
        raise _FoundError(f"it has the instruction `<?{target}`")


def _entity(name: str, *_: object) -> None:
    raise _FoundError(f"it declares the entity `{name}`")
