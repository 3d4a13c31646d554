#!/usr/bin/env python3
"""Whether a conditional VAE of the digits draws the digit that it is told, judged by a network that it does not know.

usage: digits-by-label.py ZOETROPE IMAGES LABELS [--epochs N] [--samples 100] [--sheet FILE] [--out FOLDER]

IMAGES and LABELS are t10k-images-idx3-ubyte.gz and t10k-labels-idx1-ubyte.gz. Trains Pipelines/train/digits-by-label.yaml
on digits 1-9000, draws latents from the prior and decodes the mean of each under all ten labels, 100 pictures a label. A
small convolutional network, trained here on the same digits, says which digit each picture is; its own accuracy on the
digits 9001-10000 is printed too. Wanted: 95 % are what they were asked to be. Needs torch, numpy and Pillow.
"""
import argparse, gzip, json, shutil, subprocess, tempfile
from pathlib import Path
import numpy as np
import torch
from PIL import Image
from torch import nn
from torch.nn import functional
import measuring

root = Path(__file__).resolve().parents[2]
learnt = 9000
drawing = """model: trained
seed: 1
stages:
  - sample z: {from: prior, count: %d, temperature: 1}
  - condition: {label: ["0", "1", "2", "3", "4", "5", "6", "7", "8", "9"]}
  - decode:
  - sample: {temperature: 0}
  - save: {to: "drawn/{label}/{stem}.png"}
"""


def elements(path, header): return np.frombuffer(gzip.decompress(path.read_bytes())[header:], np.uint8)


def classifier(x, labels, epochs=8):
    torch.manual_seed(1)
    network = nn.Sequential(
        nn.Conv2d(1, 16, 3, padding=1), nn.ReLU(), nn.MaxPool2d(2), nn.Conv2d(16, 32, 3, padding=1), nn.ReLU(),
        nn.MaxPool2d(2), nn.Flatten(), nn.Dropout(0.3), nn.Linear(1568, 64), nn.ReLU(), nn.Linear(64, 10))
    adam = torch.optim.Adam(network.parameters(), lr=2e-3)
    for _ in range(epochs):
        order = torch.randperm(len(x))
        for start in range(0, len(x), 100):
            chosen = order[start:start + 100]
            adam.zero_grad()
            functional.cross_entropy(network(x[chosen]), labels[chosen]).backward()
            adam.step()
    return network.eval()


def named(network, x):
    with torch.no_grad(): return network(x).argmax(1)


def called(arguments, commands):
    commands.append("zoetrope " + " ".join(arguments))
    result = subprocess.run([args.zoetrope, *arguments], cwd=folder, capture_output=True, text=True)
    if result.returncode: raise SystemExit(f"{commands[-1]}\n{result.stderr[-2000:]}")


def drawn(label):
    files = sorted((folder / "drawn" / str(label)).iterdir())
    return np.stack([np.asarray(Image.open(file).convert("L")) for file in files])


def tensor(pictures): return torch.from_numpy(pictures.reshape(-1, 1, 28, 28) / np.float32(255))


parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
parser.add_argument("zoetrope", type=lambda path: str(Path(path).resolve()))
parser.add_argument("images", type=Path)
parser.add_argument("labels", type=Path)
parser.add_argument("--epochs", type=int, help="of the conditional VAE, instead of the recipe's")
parser.add_argument("--samples", type=int, default=100, help="of each label")
parser.add_argument("--threads", type=int, default=1, help="of PyTorch")
parser.add_argument("--sheet", type=Path, help="a PNG of the first samples, a row for each label")
parser.add_argument("--out", type=Path)
args = parser.parse_args()

torch.set_num_threads(args.threads)
x, y = tensor(elements(args.images, 16)), torch.from_numpy(elements(args.labels, 8).astype(np.int64))
judge = classifier(x[:learnt], y[:learnt])
accuracy = (named(judge, x[learnt:]) == y[learnt:]).double().mean().item()
print(f"the classifier: {accuracy:.1%} of digits {learnt + 1}-{len(x)}", flush=True)
with tempfile.TemporaryDirectory() as name:
    folder, commands = Path(name), []
    shutil.copyfile(args.images, folder / "images.gz")
    shutil.copyfile(args.labels, folder / "labels.gz")
    shutil.copyfile(root / "Pipelines/train/digits-by-label.yaml", folder / "digits-by-label.yaml")
    (folder / "draw.yaml").write_text(drawing % args.samples)
    called(["train", "digits-by-label.yaml", "--set", "images=images.gz", "--set", "labels=labels.gz", "--set",
            f"rows=1-{learnt}", "--set", "output=trained", "--progress", "none"]
           + (["--set", f"epochs={args.epochs}"] if args.epochs else []), commands)
    called(["run", "draw.yaml"], commands)
    pictures = [drawn(label) for label in range(10)]
right = {str(label): (named(judge, tensor(drawings)) == label).double().mean().item()
         for label, drawings in enumerate(pictures)}
share = sum(right[str(label)] * len(drawings) for label, drawings in enumerate(pictures)) / sum(map(len, pictures))
print(f"samples that are what they were asked to be: {share:.1%} of {sum(map(len, pictures))}; by label "
      + ", ".join(f"{label}: {value:.0%}" for label, value in right.items()))
if args.sheet:
    Image.fromarray(np.concatenate([np.concatenate(list(row[:20]), 1) for row in pictures])).save(args.sheet)
if args.out:
    commit = measuring.first_line(["git", "rev-parse", "--short", "HEAD"], root)
    (args.out / f"digits-by-label-{commit}.json").write_text(json.dumps({
        "what": "prior samples of a conditional VAE that an independent classifier takes for their label", "commit": commit,
        "zoetrope": measuring.first_line([args.zoetrope, "--version"]), "torch": torch.__version__,
        "commands": commands, "recipe of the samples": drawing % args.samples,
        "classifier on held-out digits": accuracy, "samples": sum(map(len, pictures)), "right": share,
        "right by label": right, "wanted": 0.95}, indent=1) + "\n")
