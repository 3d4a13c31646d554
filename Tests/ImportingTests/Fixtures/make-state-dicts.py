#!/usr/bin/env python3
"""Small random models as PyTorch and NumPy write them, what they compute, and files that lie.

    PYTHONPATH=/tmp/peers python3 make-state-dicts.py     (torch 2.15.0, numpy 2.4.6, safetensors 0.8.0)

Golden values are computed in float64. `hostile/` has files that a reader must refuse at once.
"""
import io
import pickle
import struct
import zipfile
from collections import OrderedDict
from pathlib import Path

import numpy as np
import torch
from safetensors.torch import save_file
from torch import nn

HERE = Path(__file__).parent
torch.manual_seed(1)


def golden(name, tensors):
    save_file({key: value.detach().float().contiguous() for key, value in tensors.items()},
              HERE / f"{name}.golden.safetensors")


def drawn(model):
    for key, value in model.state_dict().items():
        if value.dtype == torch.float32:
            value.copy_(torch.randn(value.shape) * (0.3 if value.ndim > 1 else 0.2) + (1 if "running_var" in key else 0))
            if "running_var" in key:
                value.abs_()
    return model


class Dense(nn.Module):
    """The theory's: one head for the mean, one for the log-variance."""
    def __init__(self):
        super().__init__()
        self.linear1, self.mu_layer, self.logvar_layer = nn.Linear(16, 8), nn.Linear(8, 3), nn.Linear(8, 3)
        self.linear2, self.linear3 = nn.Linear(3, 8), nn.Linear(8, 16)

    def forward(self, x):
        h = torch.relu(self.linear1(x.flatten(1)))
        mean = self.mu_layer(h)
        y = torch.sigmoid(self.linear3(torch.relu(self.linear2(mean))))
        return mean, self.logvar_layer(h), y.reshape(-1, 1, 4, 4)


class Demonstration(nn.Module):
    """The one that the theory links: the third layer gives log σ."""
    def __init__(self):
        super().__init__()
        self.encoder, self.decoder = nn.Module(), nn.Module()
        self.encoder.linear1, self.encoder.linear2 = nn.Linear(16, 8), nn.Linear(8, 2)
        self.encoder.linear3 = nn.Linear(8, 2)
        self.decoder.linear1, self.decoder.linear2 = nn.Linear(2, 8), nn.Linear(8, 16)

    def forward(self, x):
        h = torch.relu(self.encoder.linear1(x.flatten(1)))
        mean, log_sigma = self.encoder.linear2(h), self.encoder.linear3(h)
        y = torch.sigmoid(self.decoder.linear2(torch.relu(self.decoder.linear1(mean))))
        return mean, 2 * log_sigma, y.reshape(-1, 1, 4, 4)


class Stack(nn.Module):
    """Convolutions and batch norms in sequences, as celeba64's, and a variance for each sample."""
    def __init__(self):
        super().__init__()
        self.encoder = nn.Sequential(
            nn.Conv2d(3, 4, 4, 2, 1, bias=False), nn.BatchNorm2d(4), nn.LeakyReLU(0.2),
            nn.Conv2d(4, 6, 4, 2, 1, bias=False), nn.BatchNorm2d(6), nn.LeakyReLU(0.2))
        self.mu_layer, self.logvar_layer = nn.Linear(96, 5), nn.Linear(96, 5)
        self.decoder = nn.Sequential(
            nn.Linear(5, 96), nn.Unflatten(1, (6, 4, 4)), nn.ReLU(),
            nn.ConvTranspose2d(6, 4, 4, 2, 1, bias=False), nn.BatchNorm2d(4), nn.ReLU(),
            nn.ConvTranspose2d(4, 6, 4, 2, 1))

    def forward(self, x):
        h = self.encoder(x).flatten(1)
        mean, log_variance = self.mu_layer(h), self.logvar_layer(h).clamp(-12, 4)
        y = self.decoder(mean)
        return mean, log_variance, torch.sigmoid(y[:, :3]), y[:, 3:].clamp(-7, 0)


def results(model, x):
    names = ("posterior.mean", "posterior.log_variance", "likelihood.mean", "likelihood.log_variance")
    with torch.no_grad():
        return {"x": x} | dict(zip(names, model.double().eval()(x.double())))


dense = drawn(Dense())
torch.save(dense.state_dict(), HERE / "dense.pth")
torch.save({"epoch": 3, "model_state_dict": dense.state_dict(), "optimizer": {"state": {0: {"m": torch.zeros(2)}}}},
           HERE / "checkpoint.pt", _use_new_zipfile_serialization=False)
np.savez_compressed(HERE / "dense.npz", **{key: value.numpy() for key, value in dense.state_dict().items()})
golden("dense", results(dense, torch.rand(3, 1, 4, 4)))

demonstration = drawn(Demonstration())
torch.save(demonstration.state_dict(), HERE / "demonstration.pth", _use_new_zipfile_serialization=False)
golden("demonstration", results(demonstration, torch.rand(3, 1, 4, 4)))

stack = drawn(Stack())
state = {key: value.clone() for key, value in stack.state_dict().items()}
torch.save(state, HERE / "stack.pth")
torch.save({key: value.half() if value.is_floating_point() else value for key, value in state.items()},
           HERE / "stack-half.pt")
# A convolution whose memory has the channels last is another order of the same tensor.
torch.save({key: value.to(memory_format=torch.channels_last) if value.ndim == 4 else value
            for key, value in state.items()}, HERE / "stack-strided.pth", _use_new_zipfile_serialization=False)


def as_mlx(key, value):
    if value.ndim == 4:
        return value.permute(1, 2, 3, 0) if key.startswith("decoder") else value.permute(0, 2, 3, 1)
    if key in ("mu_layer.weight", "logvar_layer.weight"):
        return value.reshape(-1, 6, 4, 4).permute(0, 2, 3, 1).reshape(value.shape)
    if key.startswith("decoder.0"):
        return value.reshape(6, 4, 4, -1).permute(1, 2, 0, 3).reshape(value.shape)
    return value


floats = {key: value for key, value in state.items() if value.is_floating_point()}
np.savez(HERE / "stack-mlx.npz", **{key: as_mlx(key, value).contiguous().numpy() for key, value in floats.items()})
np.savez(HERE / "stack-last.npz", **{
    key: np.asfortranarray(value.numpy()) if value.ndim == 2 else
    (value.permute(1, 2, 3, 0) if key.startswith("decoder") else value.permute(0, 2, 3, 1)).contiguous().numpy()
    if value.ndim == 4 else value.numpy() for key, value in floats.items()})
golden("stack", results(stack, torch.rand(3, 3, 16, 16)))

# What a reader must refuse.
hostile = HERE / "hostile"
hostile.mkdir(exist_ok=True)


class Call:
    def __reduce__(self):
        import os
        return os.system, ("touch executed",)


torch.save(OrderedDict(weight=Call()), hostile / "call.pth")
torch.save(OrderedDict(weight=Call()), hostile / "call-legacy.pth", _use_new_zipfile_serialization=False)
(hostile / "call.pkl").write_bytes(pickle.dumps(OrderedDict(weight=Call())))
whole = Stack()
torch.save(whole, hostile / "module.pt")
base = torch.arange(12, dtype=torch.float32)
torch.save({"a.weight": base[0:8].reshape(2, 4), "b.weight": base[4:12].reshape(2, 4)}, hostile / "overlap.pth")
torch.save({"a.weight": torch.ones(1).expand(1000, 1000)}, hostile / "repeated.pth")
shared = torch.ones(64, 64)
torch.save({f"a{i}.weight": shared for i in range(2000)}, hostile / "copies.pth")
(hostile / "header.safetensors").write_bytes(struct.pack("<Q", 2 << 30) + b"{" + b" " * 64)


def patched(source, target, change):
    data = bytearray((hostile / source).read_bytes() if isinstance(source, str) else source)
    change(data)
    (hostile / target).write_bytes(bytes(data))


def archive(members, method=zipfile.ZIP_STORED):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as file:
        for name, content in members.items():
            file.writestr(zipfile.ZipInfo(name), content, method)
    return out.getvalue()


header = io.BytesIO()
np.lib.format.write_array_header_1_0(header, {"descr": "<f4", "fortran_order": False, "shape": (2500000000,)})


def claim(data):
    """The directory says ten gigabytes."""
    place = data.rfind(b"PK\x01\x02")
    data[place + 24:place + 28] = struct.pack("<I", 0xFFFFFFF0)


patched(archive({f"w{i}.npy": header.getvalue() + bytes(1000) for i in range(1)}, zipfile.ZIP_DEFLATED), "bomb.npz", claim)
honest = archive({"w.npy": header.getvalue() + bytes(40 << 20)}, zipfile.ZIP_DEFLATED)
(hostile / "zeros.npz").write_bytes(honest)


def share(data):
    """Both members of the directory lie at one place."""
    first = data.find(b"PK\x01\x02")
    second = data.find(b"PK\x01\x02", first + 4)
    data[second + 42:second + 46] = data[first + 42:first + 46]


patched(archive({"a.npy": bytes(200), "b.npy": bytes(200)}), "shared.npz", share)
(hostile / "truncated.pth").write_bytes((HERE / "stack.pth").read_bytes()[:-100])
(hostile / "truncated-legacy.pth").write_bytes((HERE / "demonstration.pth").read_bytes()[:-100])
nan = {key: value.clone() for key, value in dense.state_dict().items()}
nan["mu_layer.weight"] = nan["mu_layer.weight"].float()
nan["mu_layer.weight"][1, 2] = float("nan")
torch.save({key: value.float() for key, value in nan.items()}, hostile / "nan.pth")


class Burgess(nn.Module):
    """The project disentangling-vae's, for 32×32 pixels and with fewer channels."""
    def __init__(self, width=4, hidden=8, latent=3):
        super().__init__()
        self.encoder, self.decoder = nn.Module(), nn.Module()
        for number in (1, 2, 3):
            setattr(self.encoder, f"conv{number}", nn.Conv2d(1 if number == 1 else width, width, 4, 2, 1))
            setattr(self.decoder, f"convT{number}", nn.ConvTranspose2d(width, 1 if number == 3 else width, 4, 2, 1))
        self.encoder.lin1, self.encoder.lin2 = nn.Linear(16 * width, hidden), nn.Linear(hidden, hidden)
        self.encoder.mu_logvar_gen = nn.Linear(hidden, 2 * latent)
        self.decoder.lin1, self.decoder.lin2 = nn.Linear(latent, hidden), nn.Linear(hidden, hidden)
        self.decoder.lin3 = nn.Linear(hidden, 16 * width)
        self.width = width

    def forward(self, x):
        for number in (1, 2, 3):
            x = torch.relu(getattr(self.encoder, f"conv{number}")(x))
        x = torch.relu(self.encoder.lin2(torch.relu(self.encoder.lin1(x.flatten(1)))))
        mean, log_variance = self.encoder.mu_logvar_gen(x).reshape(len(x), -1, 2).unbind(-1)
        y = mean
        for number in (1, 2, 3):
            y = torch.relu(getattr(self.decoder, f"lin{number}")(y))
        y = y.reshape(-1, self.width, 4, 4)
        for number in (1, 2):
            y = torch.relu(getattr(self.decoder, f"convT{number}")(y))
        return mean, log_variance, torch.sigmoid(self.decoder.convT3(y))


burgess = drawn(Burgess())
torch.save(burgess.state_dict(), HERE / "burgess.pt")
golden("burgess", results(burgess, torch.rand(3, 1, 32, 32)))

# Types that are not read, and a layer that is no part of the model.
state = dense.float().state_dict()
torch.save(state | {"mu_layer.weight": state["mu_layer.weight"].to(torch.complex64)}, hostile / "complex.pth")
torch.save(state | {"mu_layer.weight": state["mu_layer.weight"].to(torch.float8_e4m3fn)}, hostile / "float8.pth")
torch.save(state | {"classifier.weight": torch.zeros(10, 3), "classifier.bias": torch.zeros(10)}, hostile / "extra.pth")
