#!/usr/bin/env python3
"""Writes carrying.json: pictures turned to a model's frame, and what changes that are carried back do to the photograph, computed pixel by pixel in double
precision straight from the definitions, without separating axes.

usage: make-carrying.py      (needs: pip install numpy)
"""
import hashlib, json
from pathlib import Path
import numpy as np


def noise(i):
    return (((i * 40503 + 12345) * 2654435761) & 0xFFFFFFFF) >> 24


def picture(width, height, channels, start=0):
    values = [noise(start + i) for i in range(width * height * channels)]
    return np.array(values, float).reshape(height, width, channels)


def similarity(source, target):
    """The complex numbers a, b of z -> a z + b that takes two eyes to two others."""
    s, t = [complex(*p) for p in source], [complex(*p) for p in target]
    a = (t[1] - t[0]) / (s[1] - s[0])
    return a, t[0] - a * s[0]


def lanczos(x):
    return np.where(np.abs(x) < 3, np.sinc(x) * np.sinc(x / 3), 0)


def place(photograph, eyes, template, size):
    """Every pixel of the model's frame is a weighted mean of the photograph, its edges repeated without end."""
    height, width, channels = photograph.shape
    a, b = similarity(template, eyes)
    wide = max(abs(a), 1)
    reach = int(3 * wide) + 2
    out = np.zeros((size[1], size[0], channels))
    for v in range(size[1]):
        for u in range(size[0]):
            p = a * complex(u, v) + b
            columns = np.arange(int(np.floor(p.real)) - reach, int(np.floor(p.real)) + reach + 1)
            rows = np.arange(int(np.floor(p.imag)) - reach, int(np.floor(p.imag)) + reach + 1)
            weights = np.outer(lanczos((rows - p.imag) / wide), lanczos((columns - p.real) / wide))
            part = photograph[np.clip(rows, 0, height - 1)][:, np.clip(columns, 0, width - 1)]
            out[v, u] = np.einsum("rc,rck->k", weights, part) / weights.sum()
    return out


def keys(x):
    """The cubic convolution kernel of Keys with a = -1/2."""
    x = abs(x)
    if x < 1: return 1.5 * x**3 - 2.5 * x**2 + 1
    return -0.5 * x**3 + 2.5 * x**2 - 4 * x + 2 if x < 2 else 0


def cubic(line, place):
    """The curve through the values of a line, kept between the two values it lies between."""
    cell = int(np.floor(place))
    at = lambda i: line[min(max(i, 0), len(line) - 1)]
    value = sum(at(i) * keys(place - i) for i in range(cell - 1, cell + 3))
    low, high = np.minimum(at(cell), at(cell + 1)), np.maximum(at(cell), at(cell + 1))
    return np.clip(value, low, high)


def ramp(distance, seam):
    t = min(max(distance / seam, 0), 1)
    return t * t * (3 - 2 * t)


def interpolated(change, u, v):
    rows = range(int(np.floor(v)) - 1, int(np.floor(v)) + 3)
    lines = {r: cubic(change[min(max(r, 0), len(change) - 1)], u) for r in rows}
    value = sum(lines[r] * keys(v - r) for r in rows)
    a, b = lines[rows[1]], lines[rows[2]]
    return np.clip(value, np.minimum(a, b), np.maximum(a, b))


def triangle(values, target):
    """A line of samples brought to fewer, each the mean under a triangle as wide as it covers."""
    scale = len(values) / target
    places = np.arange(len(values)) + 0.5
    weights = [np.maximum(0, 1 - np.abs(places - (i + 0.5) * scale) / scale) for i in range(target)]
    return np.array([np.tensordot(w / w.sum(), values, 1) for w in weights])


def carry_level(photograph, change, box, feather=1 / 8):
    left, top, right, bottom = box
    height, width, _ = photograph.shape
    seam_x = seam_y = feather * min(change.shape[:2])
    if bottom - top < change.shape[0]:
        seam_y *= (bottom - top) / change.shape[0]
        change = triangle(change, bottom - top)
    if right - left < change.shape[1]:
        seam_x *= (right - left) / change.shape[1]
        change = triangle(change.swapaxes(0, 1), right - left).swapaxes(0, 1)
    rows, columns = change.shape[:2]
    out = photograph.copy()
    for y in range(top, bottom):
        for x in range(left, right):
            u = (x - left + 0.5) * columns / (right - left) - 0.5
            v = (y - top + 0.5) * rows / (bottom - top) - 0.5
            part = 1
            if left > 0: part *= ramp(u + 0.5, seam_x)
            if right < width: part *= ramp(columns - 0.5 - u, seam_x)
            if top > 0: part *= ramp(v + 0.5, seam_y)
            if bottom < height: part *= ramp(rows - 0.5 - v, seam_y)
            out[y, x] += 255 * part * interpolated(change, u, v)
    return np.clip(out, 0, 255)


def carry_turned(photograph, change, eyes, template, feather=1 / 8):
    a, b = similarity(template, eyes)
    rows, columns = change.shape[:2]
    seam = feather * min(rows, columns)
    out = photograph.copy()
    for y in range(photograph.shape[0]):
        for x in range(photograph.shape[1]):
            p = (complex(x, y) - b) / a
            u, v = p.real, p.imag
            if not (-0.5 <= u <= columns - 0.5 and -0.5 <= v <= rows - 0.5): continue
            part = ramp(u + 0.5, seam) * ramp(columns - 0.5 - u, seam)
            part *= ramp(v + 0.5, seam) * ramp(rows - 0.5 - v, seam)
            out[y, x] += 255 * part * interpolated(change, u, v)
    return np.clip(out, 0, 255)


def number(value):
    """Two decimals, which is far less than rounding to bytes takes."""
    value = round(float(value), 2)
    return int(value) if value == int(value) else value


def case(name, values, **facts):
    return {"name": name, **facts, "values": [number(v) for v in values.ravel()]}


template = [(5, 4.5), (10, 4.75)]
turned = {
    "reduced": [(20.3, 22.4), (33.1, 25.9)],
    "much reduced": [(14.5, 17), (38, 21.25)],
    "enlarged": [(28.25, 20), (31.6, 20.5)],
    "beyond the edge": [(3, 4), (16.5, 1.5)],
}
photograph = picture(56, 44, 3)
change = (picture(16, 12, 3, 7000) - 128) / 255
placed = [
    case(name, place(photograph, eyes, template, (16, 12)), eyes=eyes) for name, eyes in turned.items()
]
carried = [
    case(name, carry_turned(photograph, change, eyes, template) - photograph, eyes=eyes)
    for name, eyes in turned.items() if name != "enlarged"
] + [
    case(name, carry_level(photograph, change, box) - photograph, box=box)
    for name, box in {
        "inside": [5, 4, 51, 37], "at two edges": [0, 8, 40, 44], "all": [0, 0, 56, 44],
        "narrow": [20, 4, 31, 40], "small": [20, 10, 29, 17],
    }.items()
]
script = Path(__file__)
script.with_name("carrying.json").write_text(json.dumps({
    "script": hashlib.sha256(script.read_bytes()).hexdigest(), "template": template, "placed": placed,
    "carried": carried,
}, separators=(",", ":")) + "\n")
