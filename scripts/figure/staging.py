"""A planned clip moment by moment: every person's posture at any time, and the truth of it."""

from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from figure.moment import Moment, enlivened
from figure.motion import Liveliness, TimedAttempt, schedule
from figure.person import PlacedPerson
from figure.plan import ClipPlan, Performance
from figure.truth import describe_attempts, track_of, write_truth


@dataclass(frozen=True, slots=True)
class _Part:
    """A performance with its times drawn."""

    performance: Performance
    timed: tuple[TimedAttempt, ...]
    life: Liveliness

    def placed(self, at_s: float) -> PlacedPerson:
        """The person at a time."""
        under_way = ((number, timed) for number, timed in enumerate(self.timed) if timed.start_s < at_s < timed.end_s)
        number, now = next(under_way, (0, None))
        progress = now.progress(at_s) if now else 0.0
        share = progress / now.amount if now and now.amount > 0 else 0.0
        faults = {name: strength * share for name, strength in now.attempt.faults} if now else {}
        p = self.performance
        posture = enlivened(p.movement(p.person.body, Moment(progress, faults, at_s, number)), self.life, at_s)
        return PlacedPerson.place(p.person, posture, p.facing, p.x_m + p.walk_m_s * at_s, p.z_m)


class Stage:
    """The people of one plan in time; the same plan moves them in the same way."""

    def __init__(self, plan: ClipPlan) -> None:
        random = np.random.default_rng(plan.seed)
        self.plan = plan
        self._parts = [
            _Part(p, schedule(p.attempts, p.tempo, p.lead_s, random), Liveliness.of(random, plan.duration_s))
            for p in plan.performances
        ]

    @property
    def times_s(self) -> NDArray[np.float64]:
        """`(frames,)` time of each frame."""
        return np.arange(self.plan.frames) / self.plan.fps

    @property
    def first_peak_s(self) -> float:
        """When the watched person is at the peak for the first time; an `IndexError` where nothing is done."""
        return self._parts[0].timed[0].peak_s

    def placed(self, at_s: float) -> list[PlacedPerson]:
        """Everybody at a time."""
        return [part.placed(at_s) for part in self._parts]

    def write_truth(self, path: Path) -> None:
        """Write what is true of the clip beside it; positions and angles only where an exercise is done."""
        track = None
        if self.plan.exercise:
            watched = [self.placed(float(at_s))[0].skeleton for at_s in self.times_s]
            track = track_of(watched, self.plan.camera)
        write_truth(path, track, self.times_s, self._facts())

    def _facts(self) -> dict[str, object]:
        plan = self.plan
        attempts = describe_attempts(self._parts[0].timed, plan.duration_s) if self._parts else []
        complete = sum(bool(attempt["complete"]) for attempt in attempts)
        return {
            "clip": f"{plan.name}.mp4",
            "about": plan.about,
            "exercise": plan.exercise,
            "view": plan.view,
            "near_side": self._parts[0].performance.near_side if self._parts else "",
            "width": plan.size[0],
            "height": plan.size[1],
            "fps": plan.fps,
            "frames": plan.frames,
            "people": [part.performance.person.name for part in self._parts],
            "complete_repetitions": complete,
            "partial_repetitions": len(attempts) - complete,
            "repetitions": attempts,
        }
