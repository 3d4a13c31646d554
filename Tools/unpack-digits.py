#!/usr/bin/env python3
"""Unpacks pictures of the MNIST database's format into a folder of PNGs with labels.csv:

    Tools/unpack-digits.py IMAGES.gz LABELS.gz FOLDER [FIRST-LAST]
"""
import gzip, os, struct, sys, zlib


def read(path):
    with (gzip.open if path.endswith(".gz") else open)(path, "rb") as file:
        data = file.read()
    axes = struct.unpack(f">{data[3]}I", data[4 : 4 + 4 * data[3]])
    return axes, data[4 + 4 * data[3] :]


def png(width, height, samples):
    def chunk(name, data):
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    rows = b"".join(b"\0" + samples[y * width : (y + 1) * width] for y in range(height))
    header = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")


if len(sys.argv) < 4:
    sys.exit(__doc__.strip())
(count, height, width), samples = read(sys.argv[1])
_, labels = read(sys.argv[2])
first, last = map(int, sys.argv[4].split("-")) if len(sys.argv) > 4 else (1, count)
os.makedirs(sys.argv[3], exist_ok=True)
with open(os.path.join(sys.argv[3], "labels.csv"), "w") as table:
    table.write("picture,digit\n")
    for number in range(first, last + 1):
        digit = samples[(number - 1) * width * height : number * width * height]
        with open(os.path.join(sys.argv[3], f"{number:05}.png"), "wb") as file:
            file.write(png(width, height, digit))
        table.write(f"{number:05}.png,{labels[number - 1]}\n")
