"""Pose templates and what an exercise was learned from, as tables of an exercise file."""

from typing import Final

from physiocheck_desktop.assessment.toml_reading import Table, known
from physiocheck_desktop.domain.pose_template import (
    Demonstration,
    Point,
    PoseTemplate,
    PoseTemplates,
    ReferenceCourse,
)
from physiocheck_desktop.kinematics.landmarks import Landmark
from physiocheck_desktop.kinematics.measures import MEASURES

_POSES: Final = ("start", "peak", "end", "reference")
_NAMES: Final = tuple(landmark.name.lower() for landmark in Landmark)


def read_templates(table: Table) -> PoseTemplates:
    """Return the pose templates of an exercise file; what it does not have is None."""
    templates = PoseTemplates(**{pose: _template(table.table(pose)) for pose in _POSES if table.has(pose)})
    table.finish()
    return templates


def templates_content(templates: PoseTemplates) -> dict[str, object]:
    """Return pose templates as the plain values of a table."""
    poses = {pose: getattr(templates, pose) for pose in _POSES}
    return {pose: _template_content(template) for pose, template in poses.items() if template is not None}


def read_demonstration(root: Table) -> Demonstration | None:
    """Return what an exercise was learned from, None where its file does not say."""
    if not root.has("demonstration"):
        return None
    table = root.table("demonstration")
    sureness = table.number("sureness", least=0.0)
    if sureness > 1.0:
        table.complain("sureness", f"must be at most 1, not {sureness!r}")
    demonstration = Demonstration(
        repetitions=table.whole("repetitions", least=0),
        sureness=sureness,
        reasons=table.texts("reasons", ()),
        course=_course(table.table("course")) if table.has("course") else None,
    )
    table.finish()
    return demonstration


def demonstration_content(demonstration: Demonstration) -> dict[str, object]:
    """Return what an exercise was learned from as the plain values of a table."""
    course = demonstration.course
    return known(
        repetitions=demonstration.repetitions,
        sureness=demonstration.sureness,
        reasons=list(demonstration.reasons),
        course=None
        if course is None
        else {"seconds": course.seconds, "values": {name: list(values) for name, values in course.values.items()}},
    )


def _template(table: Table) -> PoseTemplate:
    values = table.table("values")
    _demand_measures(values)
    template = PoseTemplate(
        values={name: values.number(name) for name in values.names()},
        skeleton=_skeleton(table.table("skeleton")) if table.has("skeleton") else (),
    )
    table.finish()
    return template


def _template_content(template: PoseTemplate) -> dict[str, object]:
    points = {name: list(point) for name, point in zip(_NAMES, template.skeleton, strict=False)}
    return known(values=dict(template.values), skeleton=points or None)


def _skeleton(table: Table) -> tuple[Point, ...]:
    points: list[Point] = []
    for name in _NAMES:
        x, y, z = table.numbers(name, count=3)
        points.append((x, y, z))
    table.finish()
    return tuple(points)


def _course(table: Table) -> ReferenceCourse:
    values = table.table("values")
    _demand_measures(values)
    courses = {name: tuple(values.numbers(name)) for name in values.names()}
    steps = len(next(iter(courses.values()), ()))
    for name, each in courses.items():
        if len(each) != steps or steps < 2:
            values.complain(name, f"must have as many values as the others, and at least two, not {len(each)}")
    course = ReferenceCourse(seconds=table.number("seconds", least=0.1), values=courses)
    table.finish()
    return course


def _demand_measures(table: Table) -> None:
    for name in table.names():
        if name not in MEASURES:
            table.complain(name, f"is no measure; there are: {', '.join(MEASURES)}")
