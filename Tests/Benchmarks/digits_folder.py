"""The digits of MNIST as a folder of PNGs, each in a folder that is called as its label; needs nothing but Python."""
import gzip, struct, zlib
from pathlib import Path


def elements(path, header): return gzip.decompress(Path(path).read_bytes())[header:]


def png(pixels, size):
    def chunk(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
    rows = b"".join(b"\0" + pixels[row * size:(row + 1) * size] for row in range(size))
    header = struct.pack(">IIBBBBB", size, size, 8, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")


def write(images, labels, folder, rows):
    """The digits of `rows`, counted from 0, as FOLDER/LABEL/NUMBER.png."""
    pixels, names = elements(images, 16), elements(labels, 8)
    for number in rows:
        target = Path(folder) / str(names[number]) / f"{number + 1:05}.png"
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(png(pixels[number * 784:(number + 1) * 784], 28))
