#!/usr/bin/env python3
"""The fully-connected VAEs of Pipelines/train/ on the digits of MNIST, trained by `zoetrope train` and in PyTorch.

usage: digits-peer.py ZOETROPE IMAGES [--recipes digits digits-plane] [--seeds N] [--epochs N] [--draws K] [--out FOLDER]

IMAGES is t10k-images-idx3-ubyte.gz. Both learn from digits 1-9000 with the same network, objective, batches of 100 and Adam
at 1e-3, for as many steps, and with the same random numbers: initial weights, orders and noise. By other numbers the ELBO
is some nats better or worse, for ours and PyTorch's alike (--own-draws). Then the ELBO of the
digits 9001-10000, as pictures in a folder: ours by `zoetrope evaluate`, PyTorch's by the formulas in this file, each with
K draws of every posterior and the KL divergence in closed form. Our weights are judged by PyTorch's formulas too, which
tells a difference of the training from one of the measuring. Wanted: the means over the seeds within 1 nat.
Prints each figure; with --out also writes FOLDER/RECIPE-COMMIT.json, anew after each seed. Needs torch, numpy and Pillow.
"""
import argparse, gzip, json, math, shutil, statistics, struct, subprocess, tempfile
from pathlib import Path
import numpy as np
import torch
from PIL import Image
from torch import nn
from torch.nn import functional
import measuring, random_source

root = Path(__file__).resolve().parents[2]
learnt, batch = 9000, 100


class Network(nn.Module):
    """The network of `digits` (a mean and a log-variance for each pixel) or of `digits-plane` (logits)."""

    def __init__(self, latent, gaussian):
        super().__init__()
        self.gaussian = gaussian
        self.linear1 = nn.Linear(784, 512)
        self.mu_layer, self.logvar_layer = nn.Linear(512, latent), nn.Linear(512, latent)
        self.linear2 = nn.Linear(latent, 512)
        self.linear3 = nn.Linear(512, 1568 if gaussian else 784)

    def encode(self, x):
        h = functional.relu(self.linear1(x))
        return self.mu_layer(h), self.logvar_layer(h)

    def log_likelihood(self, x, z):
        """log p(x|z) of each picture."""
        y = self.linear3(functional.relu(self.linear2(z)))
        if not self.gaussian: return -functional.binary_cross_entropy_with_logits(y, x, reduction="none").sum(1)
        m, v = y[:, :784].sigmoid(), y[:, 784:].clamp(-7, 7)
        return -((x - m) ** 2 * (-v).exp() + v + math.log(2 * math.pi)).sum(1) / 2

    def bound(self, x, draws=1, noise=None):
        """The evidence lower bound of each picture."""
        mean, log_variance = self.encode(x)
        deviation = (log_variance / 2).exp()
        noises = [torch.randn_like(mean) if noise is None else noise for _ in range(draws)]
        likelihood = sum(self.log_likelihood(x, mean + deviation * noise) for noise in noises) / draws
        return likelihood - (mean ** 2 + log_variance.exp() - 1 - log_variance).sum(1) / 2


class OwnDraws:
    """PyTorch's own random numbers."""

    def __init__(self, seed): torch.manual_seed(seed)
    def start(self, network): pass
    def order(self, epoch, count): return torch.randperm(count)
    def noise(self, step, latent): return torch.randn(batch, latent)


class SameDraws:
    """The initial weights, orders and noise of `zoetrope train` with this seed."""

    def __init__(self, seed): self.seed = seed

    def start(self, network):
        for name, layer in network.named_children():
            bound = np.float32(1 / math.sqrt(layer.in_features))
            for kind, values in layer.named_parameters():
                numbers = random_source.uniforms(self.seed, "parameters", f"{name}.{kind}", values.numel())
                values.data = torch.from_numpy(bound * (2 * numbers - 1)).reshape(values.shape)

    def order(self, epoch, count):
        return torch.from_numpy(np.argsort(random_source.uniforms(self.seed, "order", str(epoch), count), kind="stable"))

    def noise(self, step, latent):
        return torch.from_numpy(random_source.normals(self.seed, "noise", str(step), batch * latent)).reshape(batch, latent)


def trained(network, x, draws, epochs):
    network = network()
    draws.start(network)
    adam, step = torch.optim.Adam(network.parameters(), lr=1e-3), 0
    for epoch in range(epochs):
        order = draws.order(epoch, len(x))
        for start in range(0, len(x) - batch + 1, batch):
            adam.zero_grad()
            noise = draws.noise(step, network.mu_layer.out_features)
            (-network.bound(x[order[start:start + batch]], noise=noise).mean()).backward()
            adam.step()
            step += 1
    return network


def judged(network, x, draws):
    torch.manual_seed(12345)
    with torch.no_grad(): return network.bound(x, draws).mean().item()


def tensors(path):
    data = path.read_bytes()
    size = struct.unpack("<Q", data[:8])[0]
    header = json.loads(data[8:8 + size])
    return {name: torch.from_numpy(np.frombuffer(data[8 + size:][slice(*entry["data_offsets"])], np.float32).copy()
                                   .reshape(entry["shape"]))
            for name, entry in header.items() if name != "__metadata__"}


def called(arguments, folder, commands):
    commands.append("zoetrope " + " ".join(arguments))
    result = subprocess.run([args.zoetrope, *arguments], cwd=folder, capture_output=True, text=True)
    if result.returncode: raise SystemExit(f"{commands[-1]}\n{result.stderr[-2000:]}")
    return result.stdout


def ours(recipe, seed, folder, commands):
    """Trains with `zoetrope train`: the model's folder and its ELBO by `zoetrope evaluate`."""
    text = (root / f"Pipelines/train/{recipe}.yaml").read_text()
    (folder / f"{recipe}-{seed}.yaml").write_text(text.replace("\nseed: 1\n", f"\nseed: {seed}\n"))
    model = f"{recipe}-{seed}"
    called(["train", f"{model}.yaml", "--set", "images=digits.gz", "--set", f"rows=1-{learnt}",
            "--set", f"epochs={args.epochs}", "--set", f"output={model}", "--progress", "none"], folder, commands)
    report = json.loads(called(["evaluate", model, "held-out", "--draws", str(args.draws), "--json"], folder, commands))
    return folder / model, report["elbo"]["mean"]


def compare(recipe, x, held_out, folder, commands):
    gaussian = recipe == "digits"
    network = lambda: Network(20 if gaussian else 2, gaussian)
    rows = []
    for seed in range(1, args.seeds + 1):
        model, bound = ours(recipe, seed, folder, commands)
        own = network()
        own.load_state_dict(tensors(model / "weights.safetensors"))
        rows.append({"seed": seed, "zoetrope": bound, "zoetrope by the formulas of torch": judged(own, held_out, args.draws),
                     "torch": judged(trained(network, x, SameDraws(seed), args.epochs), held_out, args.draws)})
        if args.own_draws:
            rows[-1]["torch by its own draws"] = judged(trained(network, x, OwnDraws(seed), args.epochs), held_out, args.draws)
        print(json.dumps({"recipe": recipe, **rows[-1]}), flush=True)
        result = {"recipe": recipe, "rows": rows, **summary(rows)}
        if args.out: (args.out / f"{recipe}-{commit}.json").write_text(json.dumps(stored(result, commands), indent=1) + "\n")
    return result


def summary(rows):
    means = {name: statistics.mean(row[name] for row in rows) for name in rows[0] if name != "seed"}
    differences = [row["zoetrope"] - row["torch"] for row in rows]
    error = statistics.stdev(differences) / math.sqrt(len(rows)) if len(rows) > 1 else None
    return {"means": means, "difference": statistics.mean(differences), "standard error of the difference": error,
            "wanted": "a difference of at most 1"}


def stored(result, commands):
    return {"what": "ELBO in nats of the MNIST test digits 9001-10000, learnt from 1-9000", "commit": commit,
            "zoetrope": measuring.first_line([args.zoetrope, "--version"]), "torch": torch.__version__,
            "machine": measuring.machine(),
            "command": f"digits-peer.py zoetrope t10k-images-idx3-ubyte.gz --recipes {result['recipe']} --seeds {args.seeds} "
                       f"--epochs {args.epochs} --draws {args.draws}",
            "commands": commands, **result}


parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
parser.add_argument("zoetrope", type=lambda path: str(Path(path).resolve()))
parser.add_argument("images", type=Path)
parser.add_argument("--recipes", nargs="+", choices=["digits", "digits-plane"], default=["digits", "digits-plane"])
parser.add_argument("--seeds", type=int, default=5)
parser.add_argument("--epochs", type=int, default=20)
parser.add_argument("--draws", type=int, default=20)
parser.add_argument("--threads", type=int, default=1, help="of PyTorch")
parser.add_argument("--own-draws", action="store_true", help="train PyTorch by its own random numbers too")
parser.add_argument("--work", type=Path, help="a folder that is kept, in which trainings that were stopped go on")
parser.add_argument("--out", type=Path)
args = parser.parse_args()

torch.set_num_threads(args.threads)
digits = np.frombuffer(gzip.decompress(args.images.read_bytes())[16:], np.uint8).reshape(-1, 28, 28)
pixels = torch.from_numpy(digits.reshape(-1, 784) / np.float32(255))
commit = measuring.first_line(["git", "rev-parse", "--short", "HEAD"], root)
with tempfile.TemporaryDirectory() as name:
    folder = args.work or Path(name)
    (folder / "held-out").mkdir(parents=True, exist_ok=True)
    shutil.copyfile(args.images, folder / "digits.gz")
    for number, digit in enumerate(digits[learnt:10000], learnt + 1):
        Image.fromarray(digit).save(folder / f"held-out/{number:05}.png")
    for recipe in args.recipes:
        result = compare(recipe, pixels[:learnt], pixels[learnt:10000], folder, [])
        error = result["standard error of the difference"]
        print(f"{recipe}: zoetrope {result['means']['zoetrope']:.2f}, torch {result['means']['torch']:.2f}, difference "
              f"{result['difference']:+.2f} nats" + (f" (standard error {error:.2f})" if error is not None else ""))
