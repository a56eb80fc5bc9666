"""Where the text of a data licence is, known by its SPDX name."""

from __future__ import annotations

import re

__all__ = ["licence_address"]

_CREATIVE_COMMONS = re.compile(r"cc-(by(?:-nc)?(?:-sa|-nd)?)-([1-4]\.\d)")
_OTHERS = {
    "cc0-1.0": "https://creativecommons.org/publicdomain/zero/1.0/",
    "odbl-1.0": "https://opendatacommons.org/licenses/odbl/1-0/",
    "odc-by-1.0": "https://opendatacommons.org/licenses/by/1-0/",
    "pddl-1.0": "https://opendatacommons.org/licenses/pddl/1-0/",
    "cdla-permissive-2.0": "https://cdla.dev/permissive-2-0/",
    "dl-de-by-2.0": "https://www.govdata.de/dl-de/by-2-0",
    "dl-de-zero-2.0": "https://www.govdata.de/dl-de/zero-2-0",
    "etalab-2.0": "https://spdx.org/licenses/etalab-2.0.html",
    "ogl-uk-3.0": "https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/",
    "ogl-canada-2.0": "https://open.canada.ca/en/open-government-licence-canada",
    "ogdl-taiwan-1.0": "https://data.gov.tw/license",
}


def licence_address(licence: str) -> str | None:
    """The address of a licence that is written as an address or as a known name, `CC-BY-4.0` or `CC BY 4.0`; else None."""
    if re.fullmatch(r"https?://[^\s/]+\S*", licence):
        return licence
    name = licence.lower().replace(" ", "-")
    if found := _CREATIVE_COMMONS.fullmatch(name):
        return f"https://creativecommons.org/licenses/{found[1]}/{found[2]}/"
    return _OTHERS.get(name)
