"""Trunk, limbs and clothes as shapes around a skeleton."""

from figure.body import Body
from figure.geometry import Vector, across
from figure.outfit import Outfit
from figure.shapes import Layer, ShapeList
from figure.skeleton import LUMBAR, SIDES, THORAX, Skeleton

Place = tuple[float, float, float]

ARM_LAYER = {"left": Layer.LEFT_ARM, "right": Layer.RIGHT_ARM}
LEG_LAYER = {"left": Layer.LEFT_LEG, "right": Layer.RIGHT_LEG}

TRUNK = (("thorax", "waist", THORAX), ("abdomen", "lumbar", LUMBAR), ("pelvis", "pelvis", 0.0))
"""Frame, origin and height above the hip joints of the trunk's three segments."""

FINGERS = ((0.0165, 0.040), (0.0055, 0.045), (-0.0055, 0.042), (-0.0160, 0.032))
"""Place across the palm and length of each finger from the index on, share of the height."""


class _Segment:
    """A segment of the trunk; places on it are shares of the height, counted from the hip joints up."""

    def __init__(
        self, shapes: ShapeList, skeleton: Skeleton, body: Body, frame: str, origin: str, above_hips: float
    ) -> None:
        self._shapes = shapes
        self._skeleton = skeleton
        self._height = body.height_m
        self._names = (frame, origin)
        self._above_hips = above_hips
        self._anchor = self.at(0.0, 0.0, 0.0)

    def at(self, x: float, y: float, z: float) -> Vector:
        """A point of the segment in metres."""
        h = self._height
        return self._skeleton.at(*self._names, x * h, (y - self._above_hips) * h, z * h)

    def ellipsoid(self, layer: Layer, centre: Place, half_axes: Place, blend: float) -> None:
        """Add an ellipsoid in the segment's axes."""
        frame = self._skeleton.frames[self._names[0]]
        self._shapes.ellipsoid(layer, self.at(*centre), half_axes, frame, blend, self._anchor)

    def cone(self, layer: Layer, start: Place, end: Place, radii: tuple[float, float], blend: float) -> None:
        """Add a rounded cone in the segment's axes."""
        frame = self._skeleton.frames[self._names[0]]
        self._shapes.cone(layer, self.at(*start), self.at(*end), radii, blend, frame, self._anchor)


def add_trunk(shapes: ShapeList, skeleton: Skeleton, body: Body, outfit: Outfit) -> None:
    """Shirt over chest, waist and shoulders, and the seat of the trousers."""
    g, w, cloth = body.girth, body.shoulders, outfit.looseness
    chest, belly, seat = (_Segment(shapes, skeleton, body, *names) for names in TRUNK)
    swell = 1.0 + 0.03 * skeleton.breath
    chest.ellipsoid(Layer.SHIRT, (0, 0.205, 0.003), (0.084 * w, 0.083, 0.057 * g * swell), 0.03)
    chest.ellipsoid(Layer.SHIRT, (0, 0.155, 0.003), (0.081 * g, 0.090, 0.057 * g * cloth), 0.04)
    chest.ellipsoid(Layer.SHIRT, (0, 0.256, -0.004), (0.094 * w, 0.042, 0.044 * g), 0.03)
    chest.ellipsoid(Layer.SHIRT, (0, 0.288, -0.010), (0.047, 0.028, 0.042), 0.03)
    belly.ellipsoid(Layer.SHIRT, (0, 0.090, 0.002), (0.080 * g * cloth, 0.080, 0.057 * g * cloth), 0.04)
    seat.ellipsoid(Layer.SHIRT, (0, 0.032, 0.0), (0.091 * g * cloth, 0.060, 0.067 * g * cloth), 0.04)
    if body.belly > 0:
        belly.ellipsoid(Layer.SHIRT, (0, 0.092, body.belly), (0.080 * g, 0.098, 0.052 + body.belly), 0.06)
    for _, sign in SIDES:
        # The slope from neck to shoulder, and the chest muscle or breast.
        chest.cone(Layer.SHIRT, (sign * 0.022, 0.308, -0.012), (sign * 0.080 * w, 0.286, -0.005), (0.016, 0.020), 0.03)
        chest.ellipsoid(Layer.SHIRT, (sign * 0.042 * w, 0.225, 0.030), (0.044, 0.036, 0.026 * g), 0.03)
        if body.bust > 0:
            size = (0.042, 0.044, 0.022 + body.bust)
            chest.ellipsoid(Layer.SHIRT, (sign * 0.037, 0.206, 0.034 + body.bust * 0.5), size, 0.04)
        seat.ellipsoid(Layer.TROUSERS, (sign * 0.040, -0.008, -0.026), (0.045 * g, 0.052, 0.042 * g), 0.03)
    seat.ellipsoid(Layer.TROUSERS, (0, 0.004, 0.0), (0.087 * g, 0.060, 0.061 * g), 0.03)
    nape = skeleton.at("neck", "neck", 0, 0.055 * body.height_m, 0.006 * body.height_m)
    shapes.cone(Layer.HEAD, chest.at(0, 0.292, -0.004), nape, (0.034, 0.031), 0.02)


def add_arm(shapes: ShapeList, skeleton: Skeleton, body: Body, outfit: Outfit, side: str) -> None:
    """Sleeve, arm, hand."""
    g, cloth = body.girth, outfit.looseness
    shoulder, elbow, wrist = (skeleton.points[f"{side}_{name}"] for name in ("shoulder", "elbow", "wrist"))
    upper, lower = skeleton.frames[f"{side}_upper_arm"], skeleton.frames[f"{side}_forearm"]
    skin = ARM_LAYER[side]
    to_elbow, to_wrist = elbow - shoulder, wrist - elbow
    reach = min(outfit.sleeve, 1.0)
    cap = shoulder + to_elbow * 0.03
    shapes.ellipsoid(Layer.SHIRT, cap, (0.0255 * g, 0.0275 * g, 0.0270 * g), upper, 0.025)
    sleeve = (0.0262 * g * cloth, (0.0272 - 0.0015 * reach) * g * cloth)
    shapes.cone(Layer.SHIRT, cap, shoulder + to_elbow * reach, sleeve, 0.025, upper)
    bulge = elbow + to_wrist * 0.28
    if outfit.sleeve > 1.0:
        share = outfit.sleeve - 1.0
        cuff = (0.0257 * g * cloth, (0.0257 - 0.0050 * share) * g * cloth)
        shapes.cone(Layer.SHIRT, elbow, elbow + to_wrist * share * 0.97, cuff, 0.02, lower)
    else:
        shapes.cone(skin, shoulder + to_elbow * max(reach - 0.2, 0.0), elbow, (0.0245 * g, 0.0213 * g), 0.015, upper)
        shapes.cone(skin, elbow, bulge, (0.0213 * g, 0.0230 * g), 0.02, lower)
    shapes.cone(skin, bulge, wrist, (0.0226 * g, 0.0150), 0.02, lower)
    _add_hand(shapes, skeleton, body, side, skin)


def _add_hand(shapes: ShapeList, skeleton: Skeleton, body: Body, side: str, skin: Layer) -> None:
    h = body.height_m
    sign = 1.0 if side == "left" else -1.0
    frame = skeleton.frames[f"{side}_hand"]

    def palm(x: float, y: float, z: float) -> Vector:
        return skeleton.at(f"{side}_hand", f"{side}_wrist", sign * x * h, y * h, z * h)

    shapes.cone(skin, palm(0, 0, 0), palm(0, -0.020, 0), (0.0150, 0.0145), 0.012, frame)
    shapes.ellipsoid(skin, palm(0, -0.032, 0), (0.0115, 0.030, 0.0235), frame, 0.012)
    for across_palm, length in FINGERS:
        knuckle = palm(-0.001, -0.052, across_palm * 0.95)
        middle = palm(-0.006, -0.052 - length * 0.55, across_palm * 0.92)
        tip = palm(-0.016, -0.052 - length, across_palm * 0.82)
        shapes.cone(skin, knuckle, middle, (0.0060, 0.0054), 0.006, frame)
        shapes.cone(skin, middle, tip, (0.0054, 0.0046), 0.005, frame)
    shapes.cone(skin, palm(0, -0.014, 0.016), palm(-0.006, -0.038, 0.032), (0.0078, 0.0068), 0.008, frame)
    shapes.cone(skin, palm(-0.006, -0.038, 0.032), palm(-0.009, -0.058, 0.036), (0.0065, 0.0052), 0.005, frame)


def add_leg(shapes: ShapeList, skeleton: Skeleton, body: Body, outfit: Outfit, side: str) -> None:
    """Trouser leg, leg, shoe."""
    h, g, cloth = body.height_m, body.girth, outfit.looseness
    hip, knee, ankle = (skeleton.points[f"{side}_{name}"] for name in ("hip", "knee", "ankle"))
    thigh, shank = skeleton.frames[f"{side}_thigh"], skeleton.frames[f"{side}_shank"]
    skin = LEG_LAYER[side]
    to_knee, to_ankle = knee - hip, ankle - knee
    calf = knee + to_ankle * 0.30 - across(shank[:, 2], shank[:, 1]) * 0.010 * h
    reach = min(outfit.trouser_leg, 1.0)
    knee_radius = 0.0370 * g * cloth
    hem = 0.050 * g - (0.050 * g - knee_radius) * reach
    shapes.cone(Layer.TROUSERS, hip, hip + to_knee * reach, (0.0505 * g, hem), 0.03, thigh)
    if outfit.trouser_leg > 1.0:
        share = outfit.trouser_leg - 1.0
        lower = calf + (ankle - calf) * max(share - 0.30, 0.0) / 0.70 * 0.96
        shapes.cone(Layer.TROUSERS, knee, calf, (knee_radius, 0.0362 * g * cloth), 0.012, shank)
        shapes.cone(Layer.TROUSERS, calf, lower, (0.0362 * g * cloth, 0.0290 * cloth), 0.012, shank)
    else:
        shapes.cone(skin, hip + to_knee * 0.5, knee, (0.042 * g, 0.031 * g), 0.02, thigh)
    shapes.cone(skin, knee, calf, (0.030 * g, 0.0315 * g), 0.02, shank)
    shapes.cone(skin, calf, ankle, (0.0305 * g, 0.0190), 0.02, shank)
    _add_shoe(shapes, skeleton, body, side)


def _add_shoe(shapes: ShapeList, skeleton: Skeleton, body: Body, side: str) -> None:
    h = body.height_m
    frame = skeleton.frames[f"{side}_foot"]

    def foot(x: float, y: float, z: float) -> Vector:
        return skeleton.at(f"{side}_foot", f"{side}_ankle", x * h, y * h, z * h)

    shapes.cone(Layer.SHOES, foot(0, -0.016, -0.024), foot(0, 0.002, -0.002), (0.0215, 0.0215), 0.02, frame)
    shapes.cone(Layer.SHOES, foot(0, -0.018, -0.022), foot(0, -0.022, 0.088), (0.0205, 0.0185), 0.02, frame)
    shapes.cone(Layer.SHOES, foot(0, -0.004, 0.008), foot(0, -0.021, 0.080), (0.0200, 0.0170), 0.02, frame)
    for across_sole in (-1.0, 1.0):
        heel = foot(across_sole * 0.009, -0.0300, -0.026)
        toe = foot(across_sole * 0.011, -0.0300, 0.094)
        shapes.cone(Layer.SOLES, heel, toe, (0.0090, 0.0090), 0.01, frame)
