"""Finds what the program has lists of: what archives explain, values, measures, cameras and people of the sample."""

from __future__ import annotations

from collections.abc import Iterator

from physiocheck_desktop.bootstrap.sample_clinic import CAMERA_NAMES
from physiocheck_desktop.database.personal_data.registry import REGISTRY
from physiocheck_desktop.kinematics.measures import MEASURES, Unit
from physiocheck_desktop.reports.person_words import SHOWN_KINDS, plain_words
from physiocheck_desktop.services.personal_data_ports import NAME_OF
from physiocheck_desktop.services.sample_clinic.people import SAMPLE_PEOPLE


def told_texts() -> dict[str, list[str]]:
    """Return all texts of such lists, sorted, by context."""
    return {
        "Measures": sorted(measure.title for measure in MEASURES.values() if measure.unit is Unit.DEGREES),
        "PersonFields": sorted({NAME_OF, *_explanations()}),
        "PersonValues": sorted({plain_words(value) for kind in SHOWN_KINDS for value in kind}),
        "SampleCameras": sorted(CAMERA_NAMES),
        "SamplePeople": sorted(person.about for person in SAMPLE_PEOPLE),
    }


def _explanations() -> Iterator[str]:
    """Return what an archive says of each table that somebody has rows of."""
    for entry in REGISTRY.values():
        if not entry.links:
            continue
        yield entry.title
        yield from entry.columns.values()
        for link in entry.links:
            yield from link.withheld.values()
