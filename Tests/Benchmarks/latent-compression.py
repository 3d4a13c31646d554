"""Bytes and PSNR of pictures kept as latents, beside JPEG of as many bytes: the table of Documentation/latents.md.

usage: python3 latent-compression.py ZOETROPE FOLDER [--crop 5,18,84,97] [--model builtin:faces]
       (needs numpy, Pillow; FOLDER may be a glob)

The pictures are brought to the model's size first; PSNR is that of the decoded picture to this one, the mean over all
pictures. Of a JPEG both the whole file is counted and only its scan: at these sizes most of a file are tables, which many
pictures could share, as the latents share their model.
"""
import argparse, io, subprocess, sys, tempfile
from pathlib import Path
import numpy
from PIL import Image

LOAD = """model: {model}
stages:
  - load: {{from: {folder}{crop}, fit: stretch}}
"""
PLAIN = LOAD + "  - save: {{to: '{out}/{{index:06}}.png'}}\n"
WRITE = LOAD + """  - encode:
  - sample z: {{temperature: 0}}
  - save: {{to: '{out}/{precision}.safetensors', precision: {precision}}}
"""
READ = """model: {model}
stages:
  - load: {{from: '{out}/{precision}.safetensors', as: latents}}
  - decode:
  - sample: {{temperature: 0}}
  - save: {{to: '{out}/{precision}/{{index:06}}.png'}}
"""


def psnr(a, b):
    return 10 * numpy.log10(255**2 / max(numpy.mean((a.astype(float) - b) ** 2), 1e-9))


def scan_bytes(data):
    """What follows the header of the scan, the end marker left out."""
    place = data.index(b"\xff\xda")
    return len(data) - place - 2 - int.from_bytes(data[place + 2 : place + 4], "big") - 2


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("zoetrope")
    parser.add_argument("folder")
    parser.add_argument("--crop")
    parser.add_argument("--model", default="builtin:faces")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as out:
        facts = {
            "model": options.model, "folder": repr(str(Path(options.folder).resolve())), "out": out,
            "crop": f", crop: [{options.crop}]" if options.crop else "",
        }

        def run(recipe, **more):
            Path(out, "recipe.yaml").write_text(recipe.format(**facts, **more))
            subprocess.run([options.zoetrope, "run", f"{out}/recipe.yaml", "--progress", "none"], check=True)

        def pictures(folder):
            return [numpy.asarray(Image.open(path).convert("RGB")) for path in sorted(Path(folder).glob("*.png"))]

        run(PLAIN)
        originals = pictures(out)
        print(f"{len(originals)} pictures of {originals[0].shape[1]}x{originals[0].shape[0]}\n")
        print("| kept as | bytes a picture | PSNR |\n|---|---|---|")
        budgets = []
        for precision in ["float32", "float16", "int8"]:
            run(WRITE, precision=precision)
            data = Path(out, f"{precision}.safetensors").read_bytes()
            header = 8 + int.from_bytes(data[:8], "little")
            size = (len(data) - header) / len(originals)
            run(READ, precision=precision)
            values = [psnr(a, b) for a, b in zip(originals, pictures(f"{out}/{precision}"))]
            budgets.append(size)
            print(f"| latents, {precision} | {size:.0f} | {numpy.mean(values):.2f} dB |")
        rows = []
        for quality in range(1, 96):
            files, scans, values = [], [], []
            for original in originals:
                buffer = io.BytesIO()
                Image.fromarray(original).save(buffer, "jpeg", quality=quality, optimize=True)
                files.append(len(buffer.getvalue()))
                scans.append(scan_bytes(buffer.getvalue()))
                values.append(psnr(original, numpy.asarray(Image.open(buffer))))
            rows.append((quality, numpy.mean(files), numpy.mean(scans), numpy.mean(values)))
            if numpy.mean(scans) > max(budgets):
                break
        quality, size, _, value = rows[0]
        print(f"| JPEG, the smallest file (quality {quality}) | {size:.0f} | {value:.2f} dB |")
        for budget in sorted(set(budgets), reverse=True):
            fitting = [row for row in rows if row[2] <= budget]
            if not fitting:
                print(f"| JPEG's scan alone, {budget:.0f} bytes | not possible; quality 1 has {rows[0][2]:.0f} | {rows[0][3]:.2f} dB |")
                continue
            quality, _, scan, value = fitting[-1]
            print(f"| JPEG's scan alone, at most {budget:.0f} bytes (quality {quality}) | {scan:.0f} | {value:.2f} dB |")


sys.exit(main())
