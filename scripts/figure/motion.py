"""How a movement runs in time: repetitions that are alike but never the same, rest, breath, sway."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

BREATH_S = 3.8
BLINK_S = 0.16


@dataclass(frozen=True, slots=True)
class Tempo:
    """Seconds of one repetition's parts, before variation."""

    toward_peak_s: float = 0.95
    at_peak_s: float = 0.20
    toward_end_s: float = 0.90
    rest_s: float = 0.35


@dataclass(frozen=True, slots=True)
class Attempt:
    """One repetition that is asked of the figure.

    Attributes:
        amount: Share of the whole movement that is gone through, 1 for all of it.
        faults: What is done wrong in it, by name, with its strength 0-1.
    """

    amount: float = 1.0
    faults: tuple[tuple[str, float], ...] = ()


@dataclass(frozen=True, slots=True)
class TimedAttempt:
    """An attempt with its times, seconds, and its true amount.

    Attributes:
        start_s: The movement leaves the start pose.
        peak_from_s: It is furthest from here
        peak_to_s: to here.
        end_s: It is back.
        amount: Share of the whole movement at the peak.
        attempt: What was asked for.
    """

    start_s: float
    peak_from_s: float
    peak_to_s: float
    end_s: float
    amount: float
    attempt: Attempt

    @property
    def peak_s(self) -> float:
        """The middle of the time at the peak."""
        return (self.peak_from_s + self.peak_to_s) / 2

    def progress(self, at_s: float) -> float:
        """Share of the whole movement at a time, 0 before and after."""
        if self.start_s < at_s < self.peak_from_s:
            return self.amount * minimum_jerk((at_s - self.start_s) / (self.peak_from_s - self.start_s))
        if self.peak_from_s <= at_s <= self.peak_to_s:
            return self.amount
        if self.peak_to_s < at_s < self.end_s:
            return self.amount * (1.0 - minimum_jerk((at_s - self.peak_to_s) / (self.end_s - self.peak_to_s)))
        return 0.0


def minimum_jerk(share: float) -> float:
    """The smoothest way from 0 to 1 (Flash and Hogan 1985)."""
    return share**3 * (10.0 - 15.0 * share + 6.0 * share * share)


def schedule(
    attempts: Sequence[Attempt], tempo: Tempo, lead_s: float, random: np.random.Generator
) -> tuple[TimedAttempt, ...]:
    """Lay the attempts one after the other, each a little different in pace and reach.

    Args:
        attempts: What is to be done.
        tempo: The usual pace.
        lead_s: Standing still before the first.
        random: Where the variation comes from.
    """
    timed = []
    at = lead_s
    for attempt in attempts:
        pace = 1.0 + 0.06 * random.standard_normal()
        share = min(1.0, 0.35 + 0.65 * attempt.amount)
        peak_from = at + tempo.toward_peak_s * pace * share * (1.0 + 0.04 * random.standard_normal())
        peak_to = peak_from + tempo.at_peak_s * pace
        end = peak_to + tempo.toward_end_s * pace * share * (1.0 + 0.04 * random.standard_normal())
        amount = attempt.amount * (1.0 + float(np.clip(0.02 * random.standard_normal(), -0.04, 0.04)))
        timed.append(TimedAttempt(at, peak_from, peak_to, end, amount, attempt))
        at = end + tempo.rest_s * pace
    return tuple(timed)


@dataclass(frozen=True, slots=True)
class Liveliness:
    """The small movements of somebody who stands and breathes; all are slow sums of sines, so that none jumps.

    Attributes:
        phase: Where the sines begin, radians; differs from person to person.
        blinks_s: When the eyes close.
    """

    phase: float
    blinks_s: tuple[float, ...]

    @classmethod
    def of(cls, random: np.random.Generator, duration_s: float) -> "Liveliness":
        """Draw a person's own rhythm."""
        gaps = random.uniform(1.8, 4.5, size=int(duration_s / 1.8) + 2)
        return cls(float(random.uniform(0.0, 2.0 * math.pi)), tuple(np.cumsum(gaps).tolist()))

    def breath(self, at_s: float) -> float:
        """0 breathed out, 1 breathed in."""
        return 0.5 + 0.5 * math.sin(2.0 * math.pi * at_s / BREATH_S + self.phase)

    def sway(self, at_s: float, which: float) -> float:
        """A slow wandering between about -1 and 1; `which` picks independent ones."""
        a = math.sin(0.83 * at_s + 2.1 * which + self.phase)
        b = math.sin(1.71 * at_s + 4.7 * which + 1.3 * self.phase)
        return 0.6 * a + 0.4 * b

    def blink(self, at_s: float) -> float:
        """0 eyes open, 1 closed."""
        return max((max(0.0, 1.0 - abs(at_s - blink) / BLINK_S) for blink in self.blinks_s), default=0.0)
