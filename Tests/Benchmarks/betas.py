#!/usr/bin/env python3
"""What β and graphics codes do to how far dimensions tell factors apart: the table of Documentation/drawn-faces.md.

usage: betas.py ZOETROPE WORK-FOLDER [--seeds N]

Trains Pipelines/train/betas.yaml for each seed, and the same network with graphics codes (pull 1, β = 1) on as many faces
drawn in groups, and measures each on 2,000 faces of another seed. What is trained stays in WORK-FOLDER. Means over the
seeds, ± their standard deviation.
"""
import argparse, json, re, statistics, subprocess
from pathlib import Path

root = Path(__file__).resolve().parents[2]
factors = ["head turn", "head rise", "light", "skin", "hair length"]
names = ",".join(f.replace(" ", "-") for f in factors)
parser = argparse.ArgumentParser()
parser.add_argument("zoetrope")
parser.add_argument("work", type=Path)
parser.add_argument("--seeds", type=int, default=3)
options = parser.parse_args()
work = options.work.resolve()
work.mkdir(parents=True, exist_ok=True)


def run(*arguments):
    done = subprocess.run([options.zoetrope, *map(str, arguments)], check=True, stdout=subprocess.PIPE, text=True)
    return done.stdout


def draw(folder, *arguments):
    if not (work / folder / "factors.csv").exists():
        run("draw-faces", "--size", 32, "--levels", 8, "--vary", names, "-o", work / folder, *arguments)


draw("learn", "--count", 5000)
draw("groups", "--count", 5000, "--group", 10, "--alone", names)
draw("held-out", "--count", 2000, "--seed", 99)

recipe = (root / "Pipelines/train/betas.yaml").read_text()
named = ", ".join(f"{name}: {place}" for place, name in enumerate(factors))
recipe = re.sub(r"^objective: .*$", "objective: {pull: 1, warm up: 300}", recipe, flags=re.M)
recipe = recipe.replace("  latent: [10]\n", "  latent: [10]\n  dimensions: {%s}\n" % named)
(work / "graphics-codes.yaml").write_text(recipe)

rows = {}
for seed in range(1, options.seeds + 1):
    trainings = [(root / "Pipelines/train/betas.yaml", "learn", f"betas-{seed}"),
                 (work / "graphics-codes.yaml", "groups", f"codes-{seed}")]
    for path, pictures, output in trainings:
        run("train", path, "--set", f"images={work / pictures}", "--set", f"output={work / output}", "--set",
            f"seed={seed}", "--progress", "none")
    models = {f"β = {b}": work / f"betas-{seed}/beta-{b}" for b in (1, 2, 4, 8)}
    models["graphics codes"] = work / f"codes-{seed}"
    for name, model in models.items():
        found = json.loads(run("evaluate", model, work / "held-out", "--factors", work / "held-out/factors.csv", "--draws",
                               0, "--json"))
        apart = found["disentanglement"]
        rows.setdefault(name, []).append(
            (found["squared error"]["mean"], found["active dimensions"], apart["beta-vae metric"], apart["mig"]))

print("| | squared error | active dimensions | β-VAE metric | MIG |\n|---|---|---|---|---|")
for name, all_ in rows.items():
    columns = list(zip(*all_))
    mean = [statistics.mean(c) for c in columns]
    spread = [statistics.stdev(c) if len(c) > 1 else 0 for c in columns]
    print(f"| {name} | {mean[0]:.5f} | {mean[1]:.1f} | {mean[2]:.3f} ± {spread[2]:.3f} | {mean[3]:.3f} ± {spread[3]:.3f} |")
