#!/usr/bin/env python3
"""How far the ten categories that a model finds by itself are the ten digits: the purity of held-out digits.

usage: digits-categories.py ZOETROPE IMAGES LABELS [--seeds N] [--epochs N] [--set NAME=VALUE ...] [--out FOLDER]

IMAGES and LABELS are t10k-images-idx3-ubyte.gz and t10k-labels-idx1-ubyte.gz. Trains Pipelines/train/digits-categories.yaml
on digits 1-9000, without their labels, and evaluates the digits 9001-10000. With --out also writes
FOLDER/digits-categories-COMMIT.json, anew after each seed.
"""
import argparse, json, subprocess, tempfile
from pathlib import Path
import digits_folder

root = Path(__file__).resolve().parents[2]
parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
parser.add_argument("zoetrope", type=Path)
parser.add_argument("images", type=Path)
parser.add_argument("labels", type=Path)
parser.add_argument("--seeds", type=int, nargs="+", default=[1, 2, 3])
parser.add_argument("--epochs", type=int)
parser.add_argument("--set", action="append", default=[])
parser.add_argument("--out", type=Path)
args = parser.parse_args()
zoetrope, images = args.zoetrope.resolve(), args.images.resolve()
commit = subprocess.run(["git", "rev-parse", "--short", "HEAD"], cwd=root, capture_output=True, text=True).stdout.strip()


def called(folder, *arguments):
    result = subprocess.run([zoetrope, *map(str, arguments)], cwd=folder, capture_output=True, text=True)
    if result.returncode: raise SystemExit(f"zoetrope {' '.join(map(str, arguments))}\n{result.stderr[-2000:]}")
    return result.stdout


rows = []
with tempfile.TemporaryDirectory() as folder:
    folder = Path(folder)
    digits_folder.write(images, args.labels, folder / "held-out", range(9000, 10000))
    for seed in args.seeds:
        settings = [f"images={images}", f"seed={seed}", f"output=seed-{seed}", *args.set]
        if args.epochs: settings.append(f"epochs={args.epochs}")
        called(folder, "train", root / "Pipelines/train/digits-categories.yaml", "--progress", "none",
               *[word for setting in settings for word in ("--set", setting)])
        told = json.loads(called(folder, "evaluate", f"seed-{seed}", "held-out", "--classes", "folders", "--json"))
        rows.append({"seed": seed, "purity": told["purity"][0]["purity"], "elbo": told["elbo"]["mean"],
                     "classes": [row["most frequent"] for row in told["purity"][0]["categories"]]})
        print(json.dumps(rows[-1]), flush=True)
        if args.out:
            args.out.mkdir(parents=True, exist_ok=True)
            words = " ".join(f"--set {setting}" for setting in args.set)
            report = {"what": "purity of ten categories, MNIST test digits 9001-10000, learnt from 1-9000 without labels",
                      "commit": commit, "command": f"digits-categories.py zoetrope IMAGES LABELS {words}".strip(), "rows": rows}
            (args.out / f"digits-categories-{commit}.json").write_text(json.dumps(report, indent=1) + "\n")
