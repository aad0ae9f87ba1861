"""A pain report: where it hurts, how much, and what the person says of it."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID


class BodyRegion(StrEnum):
    """Where it hurts; left and right are the person's own."""

    HEAD = "head"
    NECK = "neck"
    CHEST = "chest"
    ABDOMEN = "abdomen"
    UPPER_BACK = "upper_back"
    LOWER_BACK = "lower_back"
    LEFT_SHOULDER = "left_shoulder"
    RIGHT_SHOULDER = "right_shoulder"
    LEFT_ELBOW = "left_elbow"
    RIGHT_ELBOW = "right_elbow"
    LEFT_WRIST = "left_wrist"
    RIGHT_WRIST = "right_wrist"
    LEFT_HIP = "left_hip"
    RIGHT_HIP = "right_hip"
    LEFT_THIGH = "left_thigh"
    RIGHT_THIGH = "right_thigh"
    LEFT_KNEE = "left_knee"
    RIGHT_KNEE = "right_knee"
    LEFT_ANKLE = "left_ankle"
    RIGHT_ANKLE = "right_ankle"
    ELSEWHERE = "elsewhere"


@dataclass(frozen=True, slots=True, kw_only=True)
class PainReport:
    """That it hurts.

    Attributes:
        id: Identifier.
        patient_id: Whom.
        session_id: In which session, None outside of one.
        reported_at: UTC.
        region: Where.
        level: How much, 0-10.
        words: What the person says of it, empty where nothing.
    """

    id: UUID
    patient_id: UUID
    session_id: UUID | None
    reported_at: datetime
    region: BodyRegion
    level: int
    words: str = ""
