#!/usr/bin/env python3
"""What several normal distributions in the posterior gain: the ELBO of held-out digits in a plane, K = 1 and K = 4.

usage: digits-mixture.py ZOETROPE IMAGES LABELS [--components 1 4] [--seeds N] [--epochs N] [--draws N] [--out FOLDER]

IMAGES and LABELS are t10k-images-idx3-ubyte.gz and t10k-labels-idx1-ubyte.gz. Trains Pipelines/train/digits-mixture.yaml on
digits 1-9000, for as many steps with each K, and evaluates the digits 9001-10000. Wanted: over the seeds, the mean for
the largest K is at least that for the smallest. With --out also writes FOLDER/digits-mixture-COMMIT.json, anew after each seed.
"""
import argparse, json, statistics, subprocess, tempfile
from pathlib import Path
import digits_folder

root = Path(__file__).resolve().parents[2]
parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
parser.add_argument("zoetrope", type=Path)
parser.add_argument("images", type=Path)
parser.add_argument("labels", type=Path)
parser.add_argument("--components", type=int, nargs="+", default=[1, 4])
parser.add_argument("--seeds", type=int, default=3)
parser.add_argument("--epochs", type=int, default=20)
parser.add_argument("--draws", type=int, default=50)
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
    for seed in range(1, args.seeds + 1):
        row = {"seed": seed}
        for k in args.components:
            settings = [f"images={images}", f"seed={seed}", f"components={k}", f"means={2 * k}", f"epochs={args.epochs}",
                        f"output=k{k}-{seed}"]
            called(folder, "train", root / "Pipelines/train/digits-mixture.yaml", "--progress", "none",
                   *[word for setting in settings for word in ("--set", setting)])
            told = json.loads(called(folder, "evaluate", f"k{k}-{seed}", "held-out", "--draws", args.draws, "--json"))
            row[f"K = {k}"] = {name: told[name]["mean"] for name in ("elbo", "kl divergence", "log density")}
        rows.append(row)
        print(json.dumps(row), flush=True)
        means = {f"K = {k}": statistics.mean(row[f"K = {k}"]["elbo"] for row in rows) for k in args.components}
        if args.out:
            args.out.mkdir(parents=True, exist_ok=True)
            told = {"what": "ELBO in nats of the MNIST test digits 9001-10000, learnt from 1-9000", "commit": commit,
                    "command": f"digits-mixture.py zoetrope IMAGES LABELS --components {' '.join(map(str, args.components))} "
                    f"--seeds {args.seeds} --epochs {args.epochs} --draws {args.draws}",
                    "rows": rows, "mean ELBO": means}
            (args.out / f"digits-mixture-{commit}.json").write_text(json.dumps(told, indent=1) + "\n")
print(json.dumps(means))
first, last = (means[f"K = {k}"] for k in (args.components[0], args.components[-1]))
raise SystemExit(0 if last >= first else "the mixture gains nothing")
