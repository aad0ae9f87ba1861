"""The course of a session as one compressed block of bytes, and back.

zlib over, all little-endian: a byte with the version (1); a 64-bit float with the first point's time in seconds; 32-bit
counts of points and of angles; of each angle the length of its name (a byte) and its name in UTF-8; then one after the
other, a value for each point: milliseconds since the first point (32 bits, not signed), progress in thousandths (16
bits, signed), and of each angle tenths of a degree (16 bits, signed). -32768 stands for what could not be seen.
"""

import math
import struct
import zlib
from collections.abc import Sequence
from typing import Any, Final

from sqlalchemy import Dialect, LargeBinary
from sqlalchemy.dialects import mysql
from sqlalchemy.types import TypeDecorator, TypeEngine

from physiocheck_desktop.domain.angle_series import AngleSeries
from physiocheck_desktop.domain.errors import StorageError

_VERSION: Final = 1
_HEAD: Final = struct.Struct("<BdII")
_UNSEEN: Final = -0x8000
_MOST: Final = 0x7FFF
_PER_S: Final = 1000.0
_PER_SHARE: Final = 1000.0
_PER_DEG: Final = 10.0


def angle_series_to_bytes(series: AngleSeries) -> bytes:
    """Return a series as bytes, with milliseconds, thousandths of progress and tenths of a degree."""
    count = len(series.times_s)
    begun_s = series.times_s[0] if count else 0.0
    parts = [_HEAD.pack(_VERSION, begun_s, count, len(series.angles_deg))]
    for name in series.angles_deg:
        told = name.encode()
        parts.append(bytes([len(told)]) + told)
    parts.append(struct.pack(f"<{count}I", *(round((time_s - begun_s) * _PER_S) for time_s in series.times_s)))
    parts.append(_packed(series.progress, _PER_SHARE))
    parts.extend(_packed(values, _PER_DEG) for values in series.angles_deg.values())
    return zlib.compress(b"".join(parts), 9)


def angle_series_from_bytes(content: bytes) -> AngleSeries:
    """Return the series that `angle_series_to_bytes` wrote.

    Raises:
        ValueError: The bytes are damaged, or of a newer version of the program.
    """
    try:
        return _read(zlib.decompress(content))
    except (zlib.error, struct.error, IndexError) as error:
        raise ValueError("These bytes are no course of a session.") from error


class DamagedCourseError(StorageError):
    """A course that is kept cannot be read."""


class AngleSeriesBytes(TypeDecorator[AngleSeries]):
    """The course of a session, kept as bytes."""

    impl = LargeBinary
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        """Ask MySQL for more than 64 KiB."""
        if dialect.name in ("mysql", "mariadb"):
            return dialect.type_descriptor(mysql.MEDIUMBLOB())
        return dialect.type_descriptor(LargeBinary())

    def process_bind_param(self, value: AngleSeries | None, dialect: Dialect) -> bytes | None:  # noqa: ARG002
        """Write it."""
        return None if value is None else angle_series_to_bytes(value)

    def process_result_value(self, value: Any, dialect: Dialect) -> AngleSeries | None:  # noqa: ARG002
        """Read it.

        Raises:
            DamagedCourseError: It is damaged, or of a newer version of the program.
        """
        try:
            return None if value is None else angle_series_from_bytes(value)
        except ValueError as error:
            raise DamagedCourseError(
                "The course of a session over time cannot be read: it is damaged, or was written by a newer version.",
                kept="It was left as it is.",
                remedy="Install the newest version of PhysioCheck; if that does not help, put back a backup.",
            ) from error


def _read(block: bytes) -> AngleSeries:
    version, begun_s, count, angles = _HEAD.unpack_from(block)
    if version != _VERSION:
        raise ValueError(f"Version {version} of a course is not known.")
    at = _HEAD.size
    names = []
    for _ in range(angles):
        length = block[at]
        names.append(block[at + 1 : at + 1 + length].decode())
        at += 1 + length
    times_s = tuple(begun_s + ms / _PER_S for ms in struct.unpack_from(f"<{count}I", block, at))
    at += 4 * count
    columns = []
    for number in range(1 + angles):
        per = _PER_DEG if number else _PER_SHARE
        values = struct.unpack_from(f"<{count}h", block, at)
        columns.append(tuple(None if value == _UNSEEN else value / per for value in values))
        at += 2 * count
    return AngleSeries(times_s, columns[0], dict(zip(names, columns[1:], strict=True)))


def _packed(values: Sequence[float | None], per: float) -> bytes:
    whole = (
        _UNSEEN if value is None or not math.isfinite(value) else max(-_MOST, min(_MOST, round(value * per)))
        for value in values
    )
    return struct.pack(f"<{len(values)}h", *whole)
