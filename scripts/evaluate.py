"""Run learning and counting over labelled movement and print the figures beside published ones.

Usage: .venv-test/bin/python scripts/evaluate.py DATA_FOLDER [--json PATH]

The folder holds `landmarks/`, `repcount/` and `kimore/`, any of which may be missing; the data's README describes them.
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from statistics import median
from typing import Any

from evaluation import kimore, landmark_sequences, repcount

PUBLISHED = (
    ("RepNet, all 152", 0.995, 0.013),
    ("TransRAC, all 152", 0.443, 0.291),
    ("angle state machine with MediaPipe, without pommel horse", 0.329, 0.561),
    ("PoseRAC (class from the true count), all 152", 0.236, 0.560),
    ("joint-based PoseRAC (the same), all 152", 0.211, 0.592),
)


def main() -> int:
    """Run every set that is there, print the table, and write JSON where asked."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--json", type=Path)
    options = parser.parse_args()
    report: dict[str, Any] = {}
    if (options.folder / "landmarks" / "truth.csv").is_file():
        report["landmarks"] = _landmarks(options.folder / "landmarks")
    if (options.folder / "repcount" / "index.csv").is_file():
        report["repcount"] = _repcount(options.folder / "repcount")
    files = sorted((options.folder / "kimore").glob("*.json"))
    if files:
        report["kimore"] = {file.stem: _kimore(file) for file in files}
    if not report:
        print(f"There is no labelled movement in {options.folder}.", file=sys.stderr)
        return 3
    if options.json:
        options.json.write_text(json.dumps(report, indent=2) + "\n", encoding="utf-8")
    return 0


def _landmarks(folder: Path) -> list[dict[str, Any]]:
    print(
        "landmark sequences: with the ready-made exercise, and with the exercise learned from the first two repetitions"
    )
    rows = landmark_sequences.run(folder)
    print(f"  {'':32}{'true':24}{'ready-made':>12}{'learned':>9}   the first two")
    for row in rows:
        ready_made = "none" if row["counted"] is None else row["counted"]
        learned = "refused" if row["counted_as_learned"] is None else row["counted_as_learned"]
        print(f"  {row['file']:32}{row['true']:24}{ready_made:>12}{learned:>9}   {row['learned_from']}")
    return rows


def _repcount(folder: Path) -> dict[str, Any]:
    report: dict[str, Any] = {}
    least = repcount.COUNTING.least_range
    print("\nmovements learned from two labelled repetitions, watched by the one engine; nobody has set these people a")
    print(
        f"target range, so that from {least:g} of the demonstrated range on, three alike may be what is usual for them"
    )
    print(f"{'RepCount-A, without pommel horse':60}{'MAE':>8}{'OBO':>8}{'n':>6}")
    for protocol, results in repcount.run(repcount.read_videos(folder)).items():
        mean_error, within_one = repcount.figures(results)
        print(f"  ours, {protocol:52}{mean_error:8.3f}{within_one:8.3f}{len(results):6}")
        kinds = {}
        for kind in sorted({each.video.kind for each in results}):
            part = [each for each in results if each.video.kind == kind]
            kinds[kind] = dict(zip(("mae", "obo"), repcount.figures(part), strict=True)) | {"n": len(part)}
            print(f"    {kind:56}{kinds[kind]['mae']:8.3f}{kinds[kind]['obo']:8.3f}{len(part):6}")
        report[protocol] = {"mae": mean_error, "obo": within_one, "n": len(results), "kinds": kinds}
    for name, mean_error, within_one in PUBLISHED:
        print(f"  {name:58}{mean_error:8.3f}{within_one:8.3f}")
    return report


def _kimore(file: Path) -> dict[str, Any]:
    report = {}
    print(f"\nKIMORE {file.stem:36}{'exact':>8}{'boundary error, median s':>28}{'n':>6}")
    for group, recordings in kimore.by_group(kimore.run(file)).items():
        errors = [error for each in recordings for error in each.boundary_errors_s]
        exact = sum(each.exact for each in recordings) / len(recordings)
        off_s = median(errors) if errors else float("nan")
        print(f"  {group:41}{exact:8.3f}{off_s:28.3f}{len(recordings):6}")
        report[group] = {"exact": exact, "median_boundary_error_s": off_s, "n": len(recordings)}
    print("  a naive peak counter, all                    0.949")
    return report


if __name__ == "__main__":
    sys.exit(main())
