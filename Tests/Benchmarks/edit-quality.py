#!/usr/bin/env python3
"""How an edit of photographs looks in numbers: the share that is judged to have the attribute, and the distance to the photograph.

usage: edit-quality.py ZOETROPE [--model NAME] [--strength S] [--vector NAME] [--column COLUMN] [--keep 'FIELDS'] [--rounds N] [--out DIR]

Runs the real binary on the photographs without the attribute among images 008001-009000 of ../shared/data/celeba, which
no vector was fitted on: crop [5, 18, 84, 97], fit stretch, edited at 89x109. Then crop and 64x64 (Lanczos), for photograph
and edit alike, and: the share judged by ../shared/tools/judge-a.onnx (Smiling), or by the side of the vector on which the
edited pictures' latents lie (every other attribute: z.n beyond the middle of the class means of images 000001-008000),
and the mean over the pictures of the PSNR to the photograph, of all of it and of its upper half.
--rounds N: instead, N times +S and -S in turns, each on the saved result of the one before; PSNR of the last (on 40).
Needs numpy, Pillow and onnxruntime. --plain measures the plain decoding instead.
"""
import argparse, csv, json, os, shutil, struct, subprocess, sys, tempfile
from pathlib import Path
import numpy as np
from PIL import Image

root = Path(__file__).resolve().parents[2]
shared = Path(os.environ.get("ZOETROPE_SHARED", root.parent / "shared"))
box = (5, 18, 84, 97)
recipe = """model: builtin:%(model)s
stages:
  - load: {from: "%(input)s", crop: [5, 18, 84, 97], fit: stretch}
  - encode:
  - sample z: {temperature: 0}
  - add attribute vector: {vector: %(vector)s, strength: %(strength)s}
  - decode:
  - sample: {temperature: 0}
%(keep)s  - save: {to: "%(output)s/{stem}.png"}
"""
latents = """model: builtin:%s
stages:
  - load: {from: "%s"%s}
  - encode:
  - sample z: {temperature: 0}
  - save: {to: "%s"}
"""


def run(text, folder):
    path = Path(folder) / "recipe.yaml"
    path.write_text(text)
    ended = subprocess.run([args.zoetrope, "run", path, "--existing", "overwrite"], capture_output=True, text=True)
    if ended.returncode: sys.exit(ended.stderr)


def edit(source, target, strength, folder):
    keep = "" if args.plain else f"  - keep photograph: {{{args.keep}}}\n"
    run(recipe % dict(model=args.model, input=source, output=target, vector=args.vector, strength=strength, keep=keep), folder)


def face(path):
    image = Image.open(path).convert("RGB")
    if image.size == (64, 64): return np.asarray(image)
    return np.asarray(image.crop(box).resize((64, 64), Image.LANCZOS))


def psnr(a, b, rows):
    error = ((a[:, :rows].astype(float) - b[:, :rows]) ** 2).mean((1, 2, 3)) / 255**2
    return float((-10 * np.log10(np.maximum(error, 1e-12))).mean())


def tensors(path):
    data = Path(path).read_bytes()
    size = struct.unpack("<Q", data[:8])[0]
    header = json.loads(data[8 : 8 + size])
    kinds = {"F32": np.float32, "F16": np.float16}
    return {
        name: np.frombuffer(data[8 + size :][slice(*entry["data_offsets"])], kinds[entry["dtype"]]).reshape(entry["shape"])
        for name, entry in header.items() if name != "__metadata__"
    }


def smiling(pictures):
    import onnxruntime
    judge = onnxruntime.InferenceSession(str(shared / "tools/judge-a.onnx"), providers=["CPUExecutionProvider"])
    x = pictures.astype(np.float32).transpose(0, 3, 1, 2) / 255
    return np.concatenate([judge.run(None, {"x": x[i : i + 256]})[0][:, 0] for i in range(0, len(x), 256)])


def side(folder, work, rows):
    """z.n beyond the middle of the class means, for the pictures of a folder."""
    def encode(source, name, isWhole):
        target = Path(work) / name
        run(latents % (args.model, source, ", crop: [5, 18, 84, 97], fit: stretch" if isWhole else "", target), work)
        return tensors(target)["latents"].astype(float)

    fitted = Path(work) / "fitted.txt"
    fitted.write_text("".join(f"{images / r['image_id']}\n" for r in rows[:8000]))
    z = encode(fitted, "fitted.safetensors", True)
    has = np.array([r[args.column] == "1" for r in rows[:8000]])
    v = tensors(root / f"Sources/Zoetrope/Models/{args.model}/attributes/{args.vector}.safetensors")["vector"].astype(float)
    n = v / np.linalg.norm(v)
    middle = n @ (z[has].mean(0) + z[~has].mean(0)) / 2
    return encode(folder, "edited.safetensors", not args.plain) @ n - middle


parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
parser.add_argument("zoetrope")
parser.add_argument("--model", default="faces", help="faces or faces-sharp")
parser.add_argument("--strength", type=float, default=2)
parser.add_argument("--vector", default="smile")
parser.add_argument("--column", default="Smiling")
parser.add_argument("--keep", default="")
parser.add_argument("--plain", action="store_true")
parser.add_argument("--rounds", type=int, default=0)
parser.add_argument("--count", type=int, default=0, help="at most so many photographs")
parser.add_argument("--out", help="a folder that keeps the edited pictures")
args = parser.parse_args()
images = shared / "data/celeba/images"
rows = list(csv.DictReader(open(shared / "data/celeba/attributes.csv")))
names = [r["image_id"] for r in rows[8000:] if r[args.column] == "0"]
if args.rounds: names = names[:: max(1, len(names) // 40)][:40]
if args.count: names = names[: args.count]
with tempfile.TemporaryDirectory() as work:
    source = Path(work) / "photographs"
    source.mkdir()
    for name in names: shutil.copy(images / name, source / name)
    target = Path(args.out or Path(work) / "edited").resolve()
    before = np.stack([face(source / name) for name in names])
    if args.rounds:
        given = source
        for step in range(2 * args.rounds):
            made = Path(work) / f"round{step}"
            edit(given, made, args.strength if step % 2 == 0 else -args.strength, work)
            given = made
            if step % 2 == 1:
                after = np.stack([face(given / f"{Path(name).stem}.png") for name in names])
                print(f"round {step // 2 + 1}: PSNR {psnr(after, before, 64):.2f} dB over {len(names)} photographs")
        if args.out: shutil.copytree(given, args.out, dirs_exist_ok=True)
        sys.exit()
    edit(source, target, args.strength, work)
    after = np.stack([face(target / f"{Path(name).stem}.png") for name in names])
    score = smiling(after) if args.column == "Smiling" else side(target, work, rows)
    print(
        f"{args.vector} {args.strength:g}{' plain' if args.plain else ' keep photograph {' + args.keep + '}'}: {len(names)} photographs, "
        f"{100 * (score > 0).mean():.1f} % judged, PSNR {psnr(after, before, 64):.2f} dB, upper half {psnr(after, before, 32):.2f} dB")
