#!/usr/bin/env python3
"""Makes models.json: small autoencoders exported by PyTorch to ONNX, and what ONNX Runtime gives for a few pictures.

    pip install torch onnx onnxscript onnxruntime numpy && python3 make-models.py
"""
import base64, hashlib, io, json, warnings
from pathlib import Path

import numpy as np
import onnx
import onnxruntime
import torch
from torch import nn
from torch.nn import functional as F

warnings.filterwarnings("ignore")
torch.manual_seed(6)
models = []


def packed(array):
    return base64.b64encode(np.ascontiguousarray(array, dtype="<f4").tobytes()).decode()


def exported(module, example, inputs, outputs, opset, dynamo, dynamic=None):
    buffer = io.BytesIO()
    with torch.no_grad():
        if dynamo:
            program = torch.onnx.export(module, example, dynamo=True, input_names=inputs, output_names=outputs, opset_version=opset, verbose=False)
            program.save(buffer)
        else:
            torch.onnx.export(module, example, buffer, dynamo=False, input_names=inputs, output_names=outputs, opset_version=opset, dynamic_axes=dynamic)
    return buffer.getvalue()


def run(bytes_, names, feeds):
    return onnxruntime.InferenceSession(bytes_, providers=["CPUExecutionProvider"]).run(names, feeds)


def settle(module):
    """Weights and running statistics that are not those of a beginning."""
    for name, value in list(module.named_parameters()) + list(module.named_buffers()):
        if value.dtype.is_floating_point:
            with torch.no_grad():
                noise = torch.randn_like(value)
                value.copy_(noise.abs() * 0.2 + 0.8 if "running_var" in name or value.dim() == 1 and "weight" in name else
                            noise * 0.1 if value.dim() == 1 else value + 0.02 * noise)
    return module.eval()


def record(name, files, picture, encoder, decoder, latent_names, expect):
    """`encoder`, `decoder`: which of the files, and the names of their outputs."""
    models.append({"name": name, "files": [{"name": n, "bytes": base64.b64encode(b).decode()} for n, b in files],
                   "picture": list(picture.shape[1:]), "x": packed(picture), **expect})


def pair(name, encoder, decoder, size=16, channels=3, opset=17, dynamo=False, count=2, dynamic=None, latent=None):
    x = torch.rand(count, channels, size, size)
    encoder, decoder = settle(encoder), settle(decoder)
    with torch.no_grad():
        given = encoder(x[:1])
    single = torch.is_tensor(given)
    names = ["latent"] if single else ["mu", "logvar"]
    z = given if single else given[0]
    if latent:
        z = given[:, :latent]
    e = exported(encoder, (x[:1],), ["x"], names, opset, dynamo, dynamic and {"x": dynamic})
    d = exported(decoder, (z,), ["z"], ["picture"], opset, dynamo, dynamic and {"z": dynamic})
    results = [run(e, names, {"x": x[i:i + 1].numpy()}) for i in range(count)]
    means = [r[0][:, :latent] if latent else r[0] for r in results]
    spreads = [r[0][:, latent:] if latent else r[1] for r in results] if latent or not single else None
    pictures = [run(d, ["picture"], {"z": np.ascontiguousarray(m)})[0] for m in means]
    record(name, [("encoder.onnx", e), ("decoder.onnx", d)], x, None, None, None, {
        "latent": list(means[0].shape[1:]), "mean": packed(np.concatenate(means)),
        "spread": packed(np.concatenate(spreads)) if spreads is not None else None,
        "likelihood": packed(np.concatenate(pictures))})


class Heads(nn.Module):
    """celeba64's encoder in small: convolutions, batch norm, two heads."""

    def __init__(self):
        super().__init__()
        c = [3, 4, 8]
        self.body = nn.Sequential(*[m for a, b in zip(c, c[1:]) for m in
                                    (nn.Conv2d(a, b, 4, 2, 1, bias=False), nn.BatchNorm2d(b), nn.LeakyReLU(0.2))])
        self.mu, self.logvar = nn.Linear(8 * 16, 6), nn.Linear(8 * 16, 6)

    def forward(self, x):
        h = self.body(x).flatten(1)
        return self.mu(h), self.logvar(h).clamp(-12, 4)


class Unheads(nn.Module):
    def __init__(self):
        super().__init__()
        self.first = nn.Linear(6, 8 * 16)
        self.body = nn.Sequential(nn.ReLU(), nn.ConvTranspose2d(8, 4, 4, 2, 1, bias=False), nn.BatchNorm2d(4), nn.ReLU(),
                                  nn.ConvTranspose2d(4, 3, 4, 2, 1), nn.Sigmoid())

    def forward(self, z):
        return self.body(self.first(z).view(-1, 8, 4, 4))


class Block(nn.Module):
    """TAESD's block, with taef2's mid-block pooling."""

    def __init__(self, n, pooled=False):
        super().__init__()
        self.conv = nn.Sequential(nn.Conv2d(n, n, 3, padding=1), nn.ReLU(), nn.Conv2d(n, n, 3, padding=1), nn.ReLU(), nn.Conv2d(n, n, 3, padding=1))
        self.pool = nn.Sequential(nn.Conv2d(n, 2 * n, 1, bias=False), nn.GroupNorm(4, 2 * n), nn.ReLU(), nn.Conv2d(2 * n, n, 1, bias=False)) if pooled else None

    def forward(self, x):
        if self.pool is not None:
            x = x + self.pool(x)
        return F.relu(self.conv(x) + x)


class Bounded(nn.Module):
    def forward(self, x):
        return torch.tanh(x / 3) * 3


def tiny():
    n = 4
    encoder = nn.Sequential(nn.Conv2d(3, n, 3, padding=1), Block(n), nn.Conv2d(n, n, 3, stride=2, padding=1, bias=False), Block(n),
                            nn.Conv2d(n, n, 3, stride=2, padding=1, bias=False), Block(n, True), nn.Conv2d(n, 4, 3, padding=1))
    decoder = nn.Sequential(Bounded(), nn.Conv2d(4, n, 3, padding=1), nn.ReLU(), Block(n, True), nn.Upsample(scale_factor=2), nn.Conv2d(n, n, 3, padding=1, bias=False),
                            Block(n), nn.Upsample(scale_factor=2), nn.Conv2d(n, n, 3, padding=1, bias=False), nn.Conv2d(n, 3, 3, padding=1))
    return encoder, decoder


class Residual(nn.Module):
    def __init__(self, a, b):
        super().__init__()
        self.norm1, self.conv1 = nn.GroupNorm(4, a, eps=1e-6), nn.Conv2d(a, b, 3, padding=1)
        self.norm2, self.conv2 = nn.GroupNorm(4, b, eps=1e-6), nn.Conv2d(b, b, 3, padding=1)
        self.shortcut = nn.Conv2d(a, b, 1) if a != b else nn.Identity()

    def forward(self, x):
        h = self.conv1(F.silu(self.norm1(x)))
        return self.shortcut(x) + self.conv2(F.silu(self.norm2(h)))


class Attention(nn.Module):
    def __init__(self, n, heads=1, fused=False):
        super().__init__()
        self.norm, self.heads, self.fused = nn.GroupNorm(4, n, eps=1e-6), heads, fused
        self.q, self.k, self.v, self.out = (nn.Linear(n, n) for _ in range(4))

    def forward(self, x):
        b, c, h, w = x.shape
        y = self.norm(x).view(b, c, h * w).transpose(1, 2)
        q, k, v = (f(y).view(b, -1, self.heads, c // self.heads).transpose(1, 2) for f in (self.q, self.k, self.v))
        if self.fused:
            a = F.scaled_dot_product_attention(q, k, v)
        else:
            a = torch.softmax(q @ k.transpose(-1, -2) * (c // self.heads) ** -0.5, -1) @ v
        a = self.out(a.transpose(1, 2).reshape(b, -1, c))
        return x + a.transpose(1, 2).reshape(b, c, h, w)


class Down(nn.Module):
    """AutoencoderKL's downsampling, with padding on one side only."""

    def __init__(self, n):
        super().__init__()
        self.conv = nn.Conv2d(n, n, 3, stride=2)

    def forward(self, x):
        return self.conv(F.pad(x, (0, 1, 0, 1)))


class Up(nn.Module):
    def __init__(self, n):
        super().__init__()
        self.conv = nn.Conv2d(n, n, 3, padding=1)

    def forward(self, x):
        return self.conv(F.interpolate(x, scale_factor=2.0, mode="nearest"))


def kl(fused=False):
    encoder = nn.Sequential(nn.Conv2d(3, 4, 3, padding=1), Residual(4, 4), Down(4), Residual(4, 8), Down(8), Attention(8, 1, fused), Residual(8, 8),
                            nn.GroupNorm(4, 8, eps=1e-6), nn.SiLU(), nn.Conv2d(8, 8, 3, padding=1), nn.Conv2d(8, 8, 1))
    decoder = nn.Sequential(nn.Conv2d(4, 4, 1), nn.Conv2d(4, 8, 3, padding=1), Residual(8, 8), Attention(8, 2, fused), Up(8), Residual(8, 4), Up(4),
                            nn.GroupNorm(4, 4, eps=1e-6), nn.SiLU(), nn.Conv2d(4, 3, 3, padding=1))
    return encoder, decoder


class Whole(nn.Module):
    """The theory's model of fully connected layers, with the draw inside."""

    def __init__(self, outputs):
        super().__init__()
        self.linear1, self.mu_layer, self.logvar_layer = nn.Linear(144, 20), nn.Linear(20, 3), nn.Linear(20, 3)
        self.linear2, self.linear3, self.outputs = nn.Linear(3, 20), nn.Linear(20, 144), outputs

    def forward(self, x):
        h = F.relu(self.linear1(x.flatten(1)))
        mu, logvar = self.mu_layer(h), self.logvar_layer(h)
        z = mu + torch.randn_like(mu) * torch.exp(0.5 * logvar) if self.outputs != "mean" else mu
        y = torch.sigmoid(self.linear3(F.relu(self.linear2(z)))).view(-1, 1, 12, 12)
        return (y,) if self.outputs == "picture" else (y, mu, logvar)


def whole(name, outputs):
    model = settle(Whole(outputs))
    x = torch.rand(2, 1, 12, 12)
    names = ["y"] if outputs == "picture" else ["y", "mu", "logvar"]
    e = exported(model, (x[:1],), ["x"], names, 17, False)
    with torch.no_grad():
        h = F.relu(model.linear1(x.flatten(1)))
        mu, logvar = model.mu_layer(h), model.logvar_layer(h)
        y = torch.sigmoid(model.linear3(F.relu(model.linear2(mu)))).view(-1, 1, 12, 12)
    record(name, [("model.onnx", e)], x, None, None, None, {"latent": [3], "mean": packed(mu), "spread": packed(logvar), "likelihood": packed(y)})


pair("convolutions and two heads", Heads(), Unheads())
pair("convolutions and two heads, opset 11", Heads(), Unheads(), opset=11)
pair("convolutions and two heads, any batch", Heads(), Unheads(), opset=13, dynamic={0: "batch"})
pair("blocks with pooled group norm", *tiny())
pair("blocks with pooled group norm, any size", *tiny(), opset=16, dynamic={0: "batch", 2: "height", 3: "width"})
pair("residual blocks with attention", *kl(), latent=4)
pair("residual blocks with attention, opset 11", *kl(), latent=4, opset=11)
pair("residual blocks with attention, fused", *kl(True), latent=4, opset=14)
pair("convolutions and two heads, new exporter", Heads(), Unheads(), opset=18, dynamo=True)
pair("blocks with pooled group norm, new exporter", *tiny(), opset=21, dynamo=True)
pair("residual blocks with attention, new exporter", *kl(True), latent=4, opset=20, dynamo=True)
whole("one graph with a draw", "all")
whole("one graph with a draw, the picture alone", "picture")
whole("one graph without a draw", "mean")

here = Path(__file__)
head = {"script": hashlib.sha256(here.read_bytes()).hexdigest(),
        "by": f"torch {torch.__version__}, onnx {onnx.__version__}, onnxruntime {onnxruntime.__version__}"}
lines = ",\n".join(json.dumps(m, separators=(",", ":")) for m in models)
here.with_name("models.json").write_text(json.dumps(head)[:-1] + ', "models": [\n' + lines + "\n]}\n")
print(len(models), "models")
