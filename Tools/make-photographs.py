#!/usr/bin/env python3
"""Draws Samples/photographs: faces of nobody out of Samples/faces, enlarged, turned and set before a drawn background with
the grain of a film, and writes where their boxes and eyes are.

usage: Tools/make-photographs.py      (needs: pip install numpy pillow)
"""
import csv, math
from pathlib import Path
import numpy as np
from PIL import Image, ImageCms, ImageDraw, ImageFilter

samples = Path(__file__).resolve().parent.parent / "Samples"
size = (1200, 900)
# Where the faces' eyes are in their 64×64 pixels, by hand, and where the model has them.
eyes = {"face-02.png": ((21.9, 29.2), (40.8, 28.8)), "face-22.png": ((21.2, 29.4), (41.8, 29.2))}
template = ((23.8, 30.1), (39.4, 30.1))


def backdrop(noise, top, bottom, lights):
    """From one colour to another, with lights out of focus."""
    rows = np.linspace(0, 1, size[1])[:, None, None]
    picture = np.broadcast_to(np.array(top) * (1 - rows) + np.array(bottom) * rows, (size[1], size[0], 3))
    picture = Image.fromarray(picture.astype(np.uint8))
    for _ in range(lights):
        x, y, r = noise.uniform(0, size[0]), noise.uniform(0, size[1] * 0.8), noise.uniform(15, 70)
        layer = Image.new("L", size)
        ImageDraw.Draw(layer).ellipse((x - r, y - r, x + r, y + r), fill=int(noise.uniform(20, 70)))
        colour = tuple(int(c) for c in noise.uniform(120, 255, 3))
        picture.paste(Image.new("RGB", size, colour), mask=layer.filter(ImageFilter.GaussianBlur(r / 8)))
    return picture


def photograph(name, face, scale, degrees, centre, colours, coat, seed):
    noise = np.random.default_rng(seed)
    picture = backdrop(noise, *colours, lights=24)
    draw = ImageDraw.Draw(picture)
    draw.ellipse((centre[0] - 330, centre[1] + 25 * scale, centre[0] + 330, centre[1] + 950), fill=coat)
    picture = picture.filter(ImageFilter.GaussianBlur(2))

    # The face with an oval mask, turned about its middle.
    side = 64 * scale
    source = Image.open(samples / "faces" / face).convert("RGB").resize((side, side), Image.BICUBIC)
    mask = Image.new("L", (side, side))
    ImageDraw.Draw(mask).ellipse((4 * scale, 2 * scale, 60 * scale, 62.5 * scale), fill=255)
    mask = mask.filter(ImageFilter.GaussianBlur(1.2 * scale))
    turned, mask = (p.rotate(-degrees, Image.BICUBIC, expand=True) for p in (source, mask))
    corner = (centre[0] - turned.width // 2, centre[1] - turned.height // 2)
    picture.paste(turned, corner, mask)
    grain = noise.normal(0, 3.5, (size[1], size[0], 1)) + noise.normal(0, 1.5, (size[1], size[0], 3))
    pixels = np.clip(np.asarray(picture, float) + grain, 0, 255).round().astype(np.uint8)

    exif = Image.Exif()
    exif[0x010F], exif[0x0110] = "Nobody", "Drawn"
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    Image.fromarray(pixels).save(
        samples / "photographs" / name, quality=90, subsampling=2, exif=exif, icc_profile=profile, dpi=(300, 300))

    def place(point):
        x, y = ((p + 0.5) * scale - side / 2 for p in point)
        c, s = math.cos(math.radians(degrees)), math.sin(math.radians(degrees))
        return corner[0] + turned.width / 2 + c * x - s * y - 0.5, corner[1] + turned.height / 2 + s * x + c * y - 0.5

    return [place(eye) for eye in eyes[face]]


def box(eyes):
    """The upright square that has the eyes' middle where the model has it, as wide as their distance asks for."""
    (left, right), (a, b) = eyes, template
    side = 64 * math.dist(left, right) / math.dist(a, b)
    x = (left[0] + right[0]) / 2 + 0.5 - side * ((a[0] + b[0]) / 2 + 0.5) / 64
    y = (left[1] + right[1]) / 2 + 0.5 - side * ((a[1] + b[1]) / 2 + 0.5) / 64
    return [round(v) for v in (x, y, x + side, y + side)]


(samples / "photographs").mkdir(exist_ok=True)
faces = {
    "evening.jpg": photograph(
        "evening.jpg", "face-02.png", 6, 12, (700, 430), ((206, 190, 168), (150, 134, 116)), (70, 60, 96), 1),
    "morning.jpg": photograph(
        "morning.jpg", "face-22.png", 6, -4, (470, 470), ((120, 128, 122), (84, 96, 88)), (60, 74, 66), 2),
}
with open(samples / "photographs" / "eyes.csv", "w", newline="") as file:
    table = csv.writer(file, lineterminator="\n")
    table.writerow(["file", "left_eye_x", "left_eye_y", "right_eye_x", "right_eye_y"])
    table.writerows([name] + [round(v, 1) for eye in face for v in eye] for name, face in faces.items())
with open(samples / "photographs" / "boxes.csv", "w", newline="") as file:
    table = csv.writer(file, lineterminator="\n")
    table.writerow(["file", "left", "top", "right", "bottom"])
    table.writerows([name] + box(face) for name, face in faces.items())
