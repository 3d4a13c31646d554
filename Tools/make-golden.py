#!/usr/bin/env python3
"""Writes the golden tensors of a model in the package, computed by PyTorch in float32 from its float16 weights.

usage: make-golden.py Sources/Zoetrope/Models/NAME Samples/faces/face-01.png [...]     (pip install torch pillow numpy pyyaml)
`zoetrope model builtin:NAME` compares itself with them. The network is built from model.yaml by torch's own functions.
"""
import json, struct, sys
import numpy as np, torch, yaml
from pathlib import Path
from PIL import Image
from torch.nn import functional as F


def read(path):
    data = path.read_bytes()
    (length,) = struct.unpack("<Q", data[:8])
    header, body = json.loads(data[8 : 8 + length]), data[8 + length :]
    header.pop("__metadata__", None)
    types = {"F16": np.float16, "F32": np.float32}
    return {
        name: torch.tensor(np.frombuffer(body[slice(*e["data_offsets"])], types[e["dtype"]]).reshape(e["shape"]).astype(np.float32))
        for name, e in header.items()}


def write(path, tensors):
    header, body = {}, b""
    for name, tensor in sorted(tensors.items()):
        data = tensor.numpy().astype("<f4").tobytes()
        header[name] = {"dtype": "F32", "shape": list(tensor.shape), "data_offsets": [len(body), len(body) + len(data)]}
        body += data
    text = json.dumps(header, separators=(",", ":")).encode()
    text += b" " * (-len(text) % 8)
    path.write_bytes(struct.pack("<Q", len(text)) + text + body)


class Network:
    """The layers of a model.yaml on the tensors of its checkpoint."""

    def __init__(self, folder):
        self.model = yaml.safe_load((folder / "model.yaml").read_text())
        self.tensors = read(folder / "weights.safetensors")

    def layer(self, kind, fields, x):
        named = lambda role: self.tensors.get(f"{fields['name']}.{role}")
        match kind:
            case "conv2d":
                return F.conv2d(x, named("weight"), named("bias"), fields.get("stride", 1), fields.get("padding", 0))
            case "transposed conv2d":
                return F.conv_transpose2d(x, named("weight"), named("bias"), fields.get("stride", 1), fields.get("padding", 0))
            case "linear": return F.linear(x, named("weight"), named("bias"))
            case "batch norm":
                return F.batch_norm(x, named("running_mean"), named("running_var"), named("weight"), named("bias"), eps=1e-5)
            case "relu": return F.relu(x)
            case "leaky relu": return F.leaky_relu(x, fields)
            case "clamp": return x.clamp(*fields)
            case "constant": return named("value").expand_as(x)
            case "flatten": return x.flatten(1)
            case "reshape": return x.reshape(-1, *fields)
            case "residual": return x + self.layers(fields["body"], x)
            case "activation": return {"sigmoid": torch.sigmoid, "tanh": torch.tanh}[fields](x)
            case "channels":
                first, last = map(int, fields.split("-"))
                return x[:, first : last + 1]
        raise SystemExit(f"make-golden.py knows no layer {kind}")

    def layers(self, entries, x):
        for entry in entries:
            for kind, fields in (entry.items() if isinstance(entry, dict) else [(entry, None)]): x = self.layer(kind, fields, x)
        return x

    def heads(self, section, x):
        return [self.layers([{kind: fields} for kind, fields in self.model[section][head].items()], x) for head in ("mean", "log variance")]

    def encode(self, x): return self.heads("posterior", self.layers(self.model["encoder"], x))

    def decode(self, z): return self.heads("likelihood", self.layers(self.model["decoder"], z))


folder, pictures = Path(sys.argv[1]), sys.argv[2:]
model = Network(folder)
x = torch.tensor(np.stack([np.asarray(Image.open(p).convert("RGB"), np.float32).transpose(2, 0, 1) / 255 for p in pictures]))
with torch.no_grad():
    mean, log_variance = model.encode(x)
    picture, spread = model.decode(mean)
    z = torch.randn(1, *mean.shape[1:], generator=torch.Generator().manual_seed(0))
    of_z = model.decode(z)[0]
write(folder / "golden.safetensors", {
    "x": x, "posterior.mean": mean, "posterior.log_variance": log_variance, "likelihood.mean": picture,
    "likelihood.log_variance": spread, "z": z, "likelihood.mean.of_z": of_z})
