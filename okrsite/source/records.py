"""The record types of the content format: each field declared once, for validation, JSON Schema and the reference page.

A record holds what was written, typed, with defaults filled in and nothing looked up: references are the words that
stand in the file. `record.places.at("supports", 0)` is where a value stands. Attributes declared without `field(...)`
are filled in by the reader.
"""

from okrsite.source.goalrecords import (
    Changed,
    Checkin,
    CheckinFile,
    CycleFile,
    Dropped,
    Initiative,
    KeyResult,
    Milestone,
    Objective,
    Outcome,
)
from okrsite.source.kpirecords import (
    Kpi,
    KpiFile,
    KpiValue,
)
from okrsite.source.siterecords import (
    ContentTree,
    CycleSetting,
    Logo,
    MenuItem,
    OwnField,
    Repository,
    Site,
    StatusLimits,
)
from okrsite.source.teamrecords import (
    Page,
    Person,
    Team,
    Update,
)

__all__ = [
    "Changed",
    "Checkin",
    "CheckinFile",
    "ContentTree",
    "CycleFile",
    "CycleSetting",
    "Dropped",
    "Initiative",
    "KeyResult",
    "Kpi",
    "KpiFile",
    "KpiValue",
    "Logo",
    "MenuItem",
    "Milestone",
    "Objective",
    "Outcome",
    "OwnField",
    "Page",
    "Person",
    "Repository",
    "Site",
    "StatusLimits",
    "Team",
    "Update",
]
