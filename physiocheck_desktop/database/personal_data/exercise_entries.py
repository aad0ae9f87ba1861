"""Tables of exercises and files, as the registry has them."""

from typing import Final

from physiocheck_desktop.database.personal_data.rules import Fate, Link, TableEntry
from physiocheck_desktop.domain.people import Role

_PHYSICIAN: Final = frozenset({Role.PHYSICIAN})
_IN_USE: Final = "Plans and sessions of patients refer to it; what nobody uses goes."
_VERSION: Final = {"exercise_id": "identifier of the exercise", "version": "number of the version, from 1"}


def _of_exercise(columns: dict[str, str], blanked: dict[str, str] | None = None) -> tuple[Link, ...]:
    """Return the link of a table whose rows belong to a physician's own exercise."""
    return (
        Link(
            column="exercise_id",
            through="exercises",
            roles=_PHYSICIAN,
            fate=Fate.WITH_PARENT,
            reason=_IN_USE,
            kept=" ".join(name for name in columns if name not in (blanked or {})),
            blanked=blanked or {},
        ),
    )


_LOGIC: Final = {
    **_VERSION,
    "name": "name",
    "category": "category",
    "body_parts": "parts of the body",
    "position": "position of the body",
    "view": "from where the camera looks",
    "kind": "whether it is counted or held",
    "side": "side of the body",
    "difficulty": "how difficult it is, 1 to 5",
    "content": "how it is watched and counted, as in an exercise file; angles in degrees, times in seconds",
    "written_by": "who wrote it",
    "written_at": "when, UTC",
    "note": "why it was changed",
}
_RULE: Final = {
    **_VERSION,
    "number": "place in the order, from 1",
    "name": "what it is called",
    "measure": "what is measured",
    "kind": "what kind of rule",
    "phases": "in which phases of the movement it holds",
    "low": "lower bound, in the unit of the measure",
    "high": "upper bound, in the unit of the measure",
    "severity": "how grave it is to break it",
    "cue_below": "what is said below the lower bound",
    "cue_above": "what is said above the upper bound",
    "origin": "whether a person or the program wrote it",
    "check_name": "standard check that it comes from",
    "window_s": "how long it looks back, seconds",
}
_POSE: Final = {
    **_VERSION,
    "pose": "start, peak, end or reference",
    "measures": "value by measure, degrees or body lengths",
    "skeleton": "33 points of the body, as shares of the picture",
}
_PRESET: Final = {
    **_VERSION,
    "number": "place in the order; 0 is the exercise’s own",
    "name": "name",
    "sets": "how many sets",
    "repetitions": "how many repetitions a set",
    "hold_s": "how long to hold, seconds",
    "rest_s": "how long to rest between sets, seconds",
    "count_share": "share of the target range from which on a repetition counts, 0 to 1",
}
_EXERCISE: Final = {
    "id": "identifier of the exercise",
    "key": "short name",
    "name": "name",
    "created_at": "when it was first known, UTC",
    "owner_id": "physician whose own it is; empty where it comes with the program",
    "version": "number of the newest version",
    "shared_at": "since when other physicians of the clinic may use it, UTC",
    "removed_at": "since when it is not offered any more, UTC",
}

EXERCISES: Final = (
    TableEntry(
        name="exercises",
        title="Own exercises",
        columns=_EXERCISE,
        links=(
            Link(
                column="owner_id",
                roles=_PHYSICIAN,
                fate=Fate.WHEN_FREE,
                reason=_IN_USE,
                kept=" ".join(_EXERCISE),
            ),
        ),
    ),
    TableEntry(
        name="exercise_logic",
        title="Versions of own exercises",
        columns=_LOGIC,
        links=_of_exercise(_LOGIC, {"note": ""}),
        actors=("written_by",),
    ),
    TableEntry(name="exercise_rules", title="Rules of own exercises", columns=_RULE, links=_of_exercise(_RULE)),
    TableEntry(name="pose_templates", title="Poses of own exercises", columns=_POSE, links=_of_exercise(_POSE)),
    TableEntry(
        name="exercise_presets",
        title="Ways to prescribe own exercises",
        columns=_PRESET,
        links=_of_exercise(_PRESET),
    ),
)

FILES: Final = (
    TableEntry(
        name="stored_files",
        title="Files",
        columns={
            "id": "identifier of the file",
            "owner_id": "whose it is",
            "kind": "what it is for: profile_picture, credential, exercise_picture or reference_clip",
            "exercise_id": "identifier of the exercise that it belongs to",
            "media_type": "what it is",
            "size": "how large it is, bytes",
            "sha256": "SHA-256 of its content, hexadecimal",
            "place": "which store has it",
            "slot": "set while it is the current file of its kind",
            "created_at": "when it was brought, UTC",
            "kept_at": "when it was in the store, UTC",
            "removed_at": "when it was removed, UTC",
            "erased_at": "when the store had it no longer, UTC",
        },
        links=(
            Link(
                column="owner_id",
                fate=Fate.FILE,
                reason="Nobody needs it any more.",
                withheld={"place": "It is about the clinic’s computers."},
            ),
        ),
    ),
)
