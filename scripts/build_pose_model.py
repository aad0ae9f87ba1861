"""Build the embedded pose model from the two networks inside an older MediaPipe wheel.

The program's own MediaPipe carries no model. The wheel of 0.10.21 carries both networks of BlazePose, and its metadata
writer is the last that works. This script therefore makes a throwaway environment with that version (which needs
Python 3.10 to 3.12), describes each network's input and outputs in TFLite metadata, and packs the two uncompressed into
`resources/models/pose_landmarker_full.task`. Everything that could vary is pinned or fixed, so a rebuild gives the same
bytes: `--check` builds anew and compares.

    python3 scripts/build_pose_model.py            # build and write
    python3 scripts/build_pose_model.py --check    # build and compare with what is there
"""

import argparse
import hashlib
import io
import os
import shutil
import subprocess
import sys
import tempfile
import zipfile
from dataclasses import dataclass
from pathlib import Path

MODEL_PATH = Path(__file__).resolve().parents[1] / "resources" / "models" / "pose_landmarker_full.task"
BUILD_REQUIREMENTS = ("mediapipe==0.10.21", "flatbuffers==25.12.19")
SUPPORTED_PYTHONS = ((3, 10), (3, 11), (3, 12))
STORE_ALIGNMENT = 16
FIXED_TIMESTAMP = (1980, 1, 1, 0, 0, 0)
LOCAL_HEADER_BYTES = 30
PADDING_RECORD = 0xD935


@dataclass(frozen=True)
class Network:
    """One network of the bundle: where the wheel keeps it, what it must be, and how its tensors are described.

    Attributes:
        packed_name: The name that MediaPipe looks for inside the bundle.
        wheel_path: Its path inside the `mediapipe` package.
        sha256: Digest of the network before metadata is added.
        title: Its name in the metadata.
        mean: Subtracted from each channel (0-255) before the network sees it.
        std: What each channel is then divided by.
        outputs: A name for each output tensor, in the network's own order.
    """

    packed_name: str
    wheel_path: str
    sha256: str
    title: str
    mean: float
    std: float
    outputs: tuple[str, ...]


NETWORKS = (
    Network(
        packed_name="pose_detector.tflite",
        wheel_path="modules/pose_detection/pose_detection.tflite",
        sha256="9ba9dd3d42efaaba86b4ff0122b06f29c4122e756b329d89dca1e297fd8f866c",
        title="Pose detector",
        mean=127.5,
        std=127.5,
        outputs=("boxes", "scores"),
    ),
    Network(
        packed_name="pose_landmarks_detector.tflite",
        wheel_path="modules/pose_landmark/pose_landmark_full.tflite",
        sha256="e9a5c5cb17f736fafd4c2ec1da3b3d331d6edbe8a0d32395855aeb2cdfd64b9f",
        title="Pose landmarks, full",
        mean=0.0,
        std=255.0,
        outputs=("landmarks", "presence", "segmentation", "heatmap", "world_landmarks"),
    ),
)


def describe_networks(folder: Path) -> None:
    """Write each network with metadata into `folder`; runs inside the throwaway environment."""
    import mediapipe  # noqa: PLC0415 - exists only in the throwaway environment
    from mediapipe.tasks.python.metadata.metadata_writers import metadata_writer  # noqa: PLC0415

    package = Path(mediapipe.__file__).parent
    for network in NETWORKS:
        content = (package / network.wheel_path).read_bytes()
        if hashlib.sha256(content).hexdigest() != network.sha256:
            sys.exit(f"{network.wheel_path} in this wheel is not the network that this script knows.")
        writer = metadata_writer.MetadataWriter.create(bytearray(content))
        writer.add_general_info(network.title)
        writer.add_image_input(norm_mean=[network.mean], norm_std=[network.std])
        for output in network.outputs:
            writer.add_feature_output(name=output)
        described, _ = writer.populate()
        (folder / network.packed_name).write_bytes(described)


def pack(folder: Path) -> bytes:
    """Return the bundle: both networks stored uncompressed, aligned for use in place, with a fixed date."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_STORED) as bundle:
        for network in NETWORKS:
            entry = zipfile.ZipInfo(network.packed_name, FIXED_TIMESTAMP)
            entry.create_system = 3
            entry.external_attr = 0o644 << 16
            # A header's optional part is a record of two 16-bit numbers and its content: it pads up to the alignment.
            unpadded = buffer.tell() + LOCAL_HEADER_BYTES + len(network.packed_name) + 4
            padding = -unpadded % STORE_ALIGNMENT
            entry.extra = PADDING_RECORD.to_bytes(2, "little") + padding.to_bytes(2, "little") + bytes(padding)
            bundle.writestr(entry, (folder / network.packed_name).read_bytes())
    return buffer.getvalue()


def find_python(wanted: str | None) -> str:
    """Return a Python that the older wheel supports: the wanted one, this one, or one on the search path."""
    names = [wanted] if wanted else [sys.executable, *(f"python{major}.{minor}" for major, minor in SUPPORTED_PYTHONS)]
    for name in names:
        path = shutil.which(name)
        if path is None:
            continue
        answer = subprocess.run(
            [path, "-c", "import sys; print(*sys.version_info[:2])"], capture_output=True, text=True, check=False
        )
        if answer.returncode == 0 and tuple(map(int, answer.stdout.split())) in SUPPORTED_PYTHONS:
            return path
    sys.exit("Python 3.10, 3.11 or 3.12 is needed to build the model; name one with --python.")


def build(python: str) -> bytes:
    """Return the bundle, built in a throwaway environment of the given Python."""
    with tempfile.TemporaryDirectory(prefix="physiocheck-model-") as name:
        folder = Path(name)
        environment = folder / "environment"
        print(f"Installing {' and '.join(BUILD_REQUIREMENTS)} into a throwaway environment …", flush=True)
        subprocess.run([python, "-m", "venv", str(environment)], check=True)
        inner = environment / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
        subprocess.run([str(inner), "-m", "pip", "install", "--quiet", *BUILD_REQUIREMENTS], check=True)
        subprocess.run([str(inner), str(Path(__file__).resolve()), "--describe-into", str(folder)], check=True)
        return pack(folder)


def main() -> None:
    """Build the model and write it, or compare it with the one that is there."""
    parser = argparse.ArgumentParser(description="Build resources/models/pose_landmarker_full.task.")
    parser.add_argument("--check", action="store_true", help="build anew and compare; write nothing")
    parser.add_argument("--python", help="a Python 3.10, 3.11 or 3.12 to build with")
    parser.add_argument("--describe-into", type=Path, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.describe_into is not None:
        describe_networks(options.describe_into)
        return
    bundle = build(find_python(options.python))
    digest = hashlib.sha256(bundle).hexdigest()
    if options.check:
        present = hashlib.sha256(MODEL_PATH.read_bytes()).hexdigest() if MODEL_PATH.exists() else "nothing"
        if present != digest:
            sys.exit(f"The rebuilt model differs.\n  rebuilt {digest}\n  present {present}")
        print(f"The rebuilt model is the same: {digest}")
        return
    MODEL_PATH.parent.mkdir(parents=True, exist_ok=True)
    MODEL_PATH.write_bytes(bundle)
    print(f"{MODEL_PATH.name}: {len(bundle):,} bytes, SHA-256 {digest}")


if __name__ == "__main__":
    main()
