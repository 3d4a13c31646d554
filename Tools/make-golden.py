#!/usr/bin/env python3
"""Writes the golden tensors of the model in the package, computed by PyTorch in float32 from its float16 weights.

usage: make-golden.py Sources/Zoetrope/Models/faces Samples/faces/face-01.png [...]      (pip install torch pillow numpy)
`zoetrope model builtin:faces` compares itself with them.
"""
import json, struct, sys
import numpy as np, torch
from pathlib import Path
from PIL import Image
from torch import nn


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


class Faces(nn.Module):
    def __init__(self):
        super().__init__()
        sizes, layers = [3, 32, 64, 128, 256], []
        for i in range(4):
            layers += [nn.Conv2d(sizes[i], sizes[i + 1], 4, 2, 1, bias=False), nn.BatchNorm2d(sizes[i + 1]), nn.LeakyReLU(0.2)]
        self.encoder = nn.Sequential(*layers)
        self.mu_layer, self.logvar_layer = nn.Linear(4096, 128), nn.Linear(4096, 128)
        layers = [nn.Linear(128, 4096), nn.Unflatten(1, (256, 4, 4)), nn.ReLU()]
        for i in (3, 2, 1):
            layers += [nn.ConvTranspose2d(sizes[i + 1], sizes[i], 4, 2, 1, bias=False), nn.BatchNorm2d(sizes[i]), nn.ReLU()]
        self.decoder = nn.Sequential(*layers, nn.ConvTranspose2d(32, 6, 4, 2, 1))

    def encode(self, x):
        h = self.encoder(x).flatten(1)
        return self.mu_layer(h), self.logvar_layer(h).clamp(-12, 4)

    def decode(self, z):
        y = self.decoder(z)
        return y[:, :3].sigmoid(), y[:, 3:].clamp(-7, 0)


folder, pictures = Path(sys.argv[1]), sys.argv[2:]
model = Faces()
model.load_state_dict(read(folder / "weights.safetensors"), strict=False)
model.eval()
x = torch.tensor(np.stack([np.asarray(Image.open(p).convert("RGB"), np.float32).transpose(2, 0, 1) / 255 for p in pictures]))
with torch.no_grad():
    mean, log_variance = model.encode(x)
    picture, spread = model.decode(mean)
    z = torch.randn(1, 128, generator=torch.Generator().manual_seed(0))
    of_z = model.decode(z)[0]
write(folder / "golden.safetensors", {
    "x": x, "posterior.mean": mean, "posterior.log_variance": log_variance, "likelihood.mean": picture,
    "likelihood.log_variance": spread, "z": z, "likelihood.mean.of_z": of_z})
