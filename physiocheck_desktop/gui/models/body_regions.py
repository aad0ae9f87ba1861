"""Parts of the body where it may hurt, in the words that people read."""

from PySide6.QtCore import QCoreApplication

from physiocheck_desktop.domain.pain import BodyRegion


def region_words(region: BodyRegion) -> str:
    """Return the name of a part of the body; left and right are the person's own."""
    translate = QCoreApplication.translate
    return {
        BodyRegion.HEAD: translate("RegionChooser", "Head"),
        BodyRegion.NECK: translate("RegionChooser", "Neck"),
        BodyRegion.CHEST: translate("RegionChooser", "Chest"),
        BodyRegion.ABDOMEN: translate("RegionChooser", "Belly"),
        BodyRegion.UPPER_BACK: translate("RegionChooser", "Upper back"),
        BodyRegion.LOWER_BACK: translate("RegionChooser", "Lower back"),
        BodyRegion.LEFT_SHOULDER: translate("RegionChooser", "Left shoulder"),
        BodyRegion.RIGHT_SHOULDER: translate("RegionChooser", "Right shoulder"),
        BodyRegion.LEFT_ELBOW: translate("RegionChooser", "Left elbow"),
        BodyRegion.RIGHT_ELBOW: translate("RegionChooser", "Right elbow"),
        BodyRegion.LEFT_WRIST: translate("RegionChooser", "Left wrist"),
        BodyRegion.RIGHT_WRIST: translate("RegionChooser", "Right wrist"),
        BodyRegion.LEFT_HIP: translate("RegionChooser", "Left hip"),
        BodyRegion.RIGHT_HIP: translate("RegionChooser", "Right hip"),
        BodyRegion.LEFT_THIGH: translate("RegionChooser", "Left thigh"),
        BodyRegion.RIGHT_THIGH: translate("RegionChooser", "Right thigh"),
        BodyRegion.LEFT_KNEE: translate("RegionChooser", "Left knee"),
        BodyRegion.RIGHT_KNEE: translate("RegionChooser", "Right knee"),
        BodyRegion.LEFT_ANKLE: translate("RegionChooser", "Left ankle"),
        BodyRegion.RIGHT_ANKLE: translate("RegionChooser", "Right ankle"),
        BodyRegion.ELSEWHERE: translate("RegionChooser", "Elsewhere"),
    }[region]
