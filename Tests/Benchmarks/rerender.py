#!/usr/bin/env python3
"""How well named dimensions turn a head or a light: predicted pictures of unseen drawn identities against the true renders.

usage: rerender.py ZOETROPE MODEL [MODEL ...] [--groups N] [--factors NAME,NAME] [--draw "OPTIONS of draw-faces"]

Draws 1,000 faces, as builtin:drawn-faces learned from unless said, of another seed and tells, for each model and factor,
the dimension that follows it (its own where the model has a name for it, else the one with the largest correlation) and R². Then it draws groups in which one factor alone
takes nine values. Of each group the first picture is encoded, the dimension is moved by the line that the 1,000 faces
gave, and the decoded pictures are compared with the renderer's: mean PSNR in dB, and that of leaving the picture's
reconstruction as it is; and the share of the true change that is drawn, the slope of the drawn change by the true one.
Needs numpy and Pillow.
"""
import argparse, csv, re, subprocess, tempfile
from pathlib import Path
import numpy as np
from PIL import Image

root = Path(__file__).resolve().parents[2]
cast = ("--vary smile,head-turn,head-rise,light,skin,hair-colour,hair-length,face-width,shirt --fix mouth-opening=0.8 "
        "--fix eye-opening=0.8")
encode = """model: "%s"
stages:
  - load: {from: "%s"}
  - encode:
  - sample z: {temperature: 0}
  - save: {to: "%s"}
"""
decode = """model: "%s"
stages:
  - load: {from: "%s", as: latents}
  - decode:
  - sample: {temperature: 0}
  - save: {to: "%s/{index:05}.png"}
"""


def run(*arguments):
    subprocess.run([str(a) for a in arguments], check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def table(path):
    with open(path) as file:
        return list(csv.DictReader(file))


def recipe(tool, work, text, *values):
    path = work / "recipe.yaml"
    path.write_text(text % values)
    run(tool, "run", path, "--existing", "overwrite", "--progress", "none")


def latents(tool, work, model, folder):
    recipe(tool, work, encode, model, folder, work / "z.npy")
    return np.load(work / "z.npy")


def pictures(folder):
    return np.stack([np.asarray(Image.open(path), np.float64) / 255 for path in sorted(Path(folder).glob("*.png"))])


def dimensions(name):
    folder = root / "Sources/Zoetrope/Models" / name[8:] if name.startswith("builtin:") else Path(name)
    found = re.search(r"^dimensions: \{(.*)\}", (folder / "model.yaml").read_text(), re.M)
    pairs = [part.split(":") for part in found[1].split(",")] if found else []
    return {key.strip().strip('"'): int(value) for key, value in pairs}


def psnr(a, b):
    return -10 * np.log10(((a - b) ** 2).mean(axis=(1, 2, 3)))


parser = argparse.ArgumentParser()
parser.add_argument("zoetrope")
parser.add_argument("models", nargs="+")
parser.add_argument("--groups", type=int, default=40)
parser.add_argument("--factors", default="head turn,head rise,light,smile")
parser.add_argument("--draw", default=cast)
options = parser.parse_args()
tool = Path(options.zoetrope).resolve()
work = Path(tempfile.mkdtemp())
factors = options.factors.split(",")
draw = [tool, "draw-faces", *options.draw.split()]
run(*draw, "--count", 1000, "--seed", 501, "-o", work / "calibration")
run(*draw, "--count", 9 * options.groups * len(factors), "--seed", 502, "--group", 9, "--alone",
    ",".join(f.replace(" ", "-") for f in factors), "-o", work / "groups")
calibration, groups = table(work / "calibration/factors.csv"), table(work / "groups/factors.csv")
truth = pictures(work / "groups")

for model in options.models:
    name = model if model.startswith("builtin:") else str(Path(model).resolve())
    codes = latents(tool, work, name, work / "calibration")
    named = dimensions(name)
    found = latents(tool, work, name, work / "groups")
    edited, facts, still = found.copy(), {}, found.copy()
    for place, factor in enumerate(factors):
        values = np.array([float(row[factor]) for row in calibration])
        correlations = [np.corrcoef(codes[:, d], values)[0, 1] for d in range(codes.shape[1])]
        best = named.get(factor, int(np.argmax(np.abs(correlations))))
        slope = np.polyfit(values, codes[:, best], 1)[0]
        facts[factor] = (best, correlations[best] ** 2)
        for group in range(place, len(groups) // 9, len(factors)):
            first = group * 9
            for i in range(9):
                step = float(groups[first + i][factor]) - float(groups[first][factor])
                edited[first + i] = found[first]
                edited[first + i, best] += slope * step
                still[first + i] = found[first]
    results, drawn = {}, {}
    for kind, z in (("edited", edited), ("still", still)):
        np.save(work / "edited.npy", z.astype(np.float32))
        recipe(tool, work, decode, name, work / "edited.npy", work / kind)
        drawn[kind] = pictures(work / kind)
        results[kind] = psnr(drawn[kind], truth)
    print(model)
    for place, factor in enumerate(factors):
        rows = [i for g in range(place, len(groups) // 9, len(factors)) for i in range(g * 9 + 1, g * 9 + 9)]
        best, square = facts[factor]
        true = truth[rows] - truth[[i // 9 * 9 for i in rows]]
        share = (true * (drawn["edited"] - drawn["still"])[rows]).sum() / (true**2).sum()
        print(f"  {factor:10}  dimension {best:3}{' (named)' if factor in named else '        '}  R² {square:.3f}  "
              f"PSNR {results['edited'][rows].mean():.2f} dB, unmoved {results['still'][rows].mean():.2f} dB  "
              f"{share:.0%} of the change is drawn")
