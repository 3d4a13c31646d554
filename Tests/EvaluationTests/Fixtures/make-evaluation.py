"""Figures that numpy computes of the golden tensors of the built-in model, which PyTorch computed; writes evaluation.json
beside it.

usage: python3 make-evaluation.py      (needs numpy)
"""
import hashlib, json, platform
from pathlib import Path
import numpy

golden = Path(__file__).resolve().parents[3] / "Sources/Zoetrope/Models/faces/golden.safetensors"


def tensors(path):
    data = path.read_bytes()
    size = int.from_bytes(data[:8], "little")
    header = json.loads(data[8:8 + size])
    return {
        name: numpy.frombuffer(data[8 + size + entry["data_offsets"][0]:8 + size + entry["data_offsets"][1]], "<f4")
        .reshape(entry["shape"]).astype(numpy.float64)
        for name, entry in header.items() if name != "__metadata__"
    }


def energy(picture):
    right, below = numpy.diff(picture, axis=2) ** 2, numpy.diff(picture, axis=1) ** 2
    return float((right.sum() + below.sum()) / (right.size + below.size))


t = tensors(golden)
pictures = []
for x, m, v, mean, log_variance in zip(
        t["x"], t["likelihood.mean"], t["likelihood.log_variance"], t["posterior.mean"], t["posterior.log_variance"]):
    error = float(((x - m) ** 2).mean())
    pictures.append({
        "squared error": error, "peak ratio": float(-10 * numpy.log10(error)),
        "divergence": float((mean ** 2 + numpy.exp(log_variance) - 1 - log_variance).sum() / 2),
        "log density": float(-((x - m) ** 2 / numpy.exp(v) + v + numpy.log(2 * numpy.pi)).sum() / 2),
        "energy": energy(x), "reconstructed energy": energy(m),
    })
Path(__file__).with_name("evaluation.json").write_text(json.dumps({
    "script": hashlib.sha256(Path(__file__).read_bytes()).hexdigest(),
    "versions": f"Python {platform.python_version()}, numpy {numpy.__version__}", "pictures": pictures,
}, indent=1) + "\n")
