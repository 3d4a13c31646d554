#!/usr/bin/env python3
"""Makes the pictures in this folder and what they must decode to (golden.txt). Needs Pillow (13.0 was used).

PNGs are put together here chunk by chunk, because no tool writes every colour type and depth; Pillow checks them.
golden.txt: one line a picture: name, width, height, channels, bits, then the colours and the alpha (or -) in hex.
"""
import io, struct, sys, zlib
from pathlib import Path
from PIL import Image, ImageCms, ImageOps

HERE = Path(__file__).parent
WIDTH, HEIGHT = 9, 7  # every pass of Adam7 has pixels, no row is a whole number of bytes
golden = {}


def noise(i):
    """A 16-bit number that looks random and is the same everywhere."""
    return (i * 40503 + 12345) * 2654435761 % 2**32 >> 16


# --- PNG -------------------------------------------------------------------------------------------------------------
ADAM7 = [(0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8), (2, 0, 4, 4), (0, 2, 2, 4), (1, 0, 2, 2), (0, 1, 1, 2)]


def chunk(name, data):
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))


def packed_rows(pixels, depth, x0, y0, dx, dy):
    out = b""
    for y in range(y0, HEIGHT, dy):
        row = [s for x in range(x0, WIDTH, dx) for s in pixels[y * WIDTH + x]]
        if not row:
            continue
        bits = "".join(format(s, f"0{depth}b") for s in row)
        bits += "0" * (-len(bits) % 8)
        out += b"\0" + int(bits, 2).to_bytes(len(bits) // 8, "big")
    return out


def png(pixels, colour_type, depth, interlaced=False, before=b"", after=b""):
    header = struct.pack(">IIBBBBB", WIDTH, HEIGHT, depth, colour_type, 0, 0, int(interlaced))
    passes = ADAM7 if interlaced else [(0, 0, 1, 1)]
    data = zlib.compress(b"".join(packed_rows(pixels, depth, *p) for p in passes), 9)
    return (b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + before + chunk(b"IDAT", data) + after + chunk(b"IEND", b""))


def remember(name, width, height, bits, colours, alpha=None):
    """colours: tuples of 1 or 3 samples in `bits` bits."""
    digits = bits // 4
    text = lambda samples: "".join(format(s, f"0{digits}x") for s in samples)
    golden[name] = (f"{name} {width} {height} {len(colours[0])} {bits} {text([s for c in colours for s in c])} "
                    f"{text(alpha) if alpha else '-'}")


def check_with_pillow(data, colours, alpha, depth):
    image = Image.open(io.BytesIO(data))
    if depth == 16 or alpha and image.mode in ("1", "L") and depth < 8:
        return  # Pillow gives up the low byte, and compares a small grey key with widened samples
    mode = {1: "L", 3: "RGB"}[len(colours[0])]
    if alpha:
        image = image.convert("RGBA")
        assert list(image.getchannel("A").getdata()) == alpha
        image = image.convert("RGB")
        colours = [c * 3 if len(c) == 1 else c for c in colours]
        mode = "RGB"
    found = [p if isinstance(p, tuple) else (p,) for p in image.convert(mode).getdata()]
    assert found == colours, (found, colours)


def write_png(name, pixels, colour_type, depth, colours, alpha=None, **chunks):
    bits = 16 if depth == 16 else 8
    for interlaced in (False, True):
        file = f"{name}{'-interlaced' if interlaced else ''}.png"
        data = png(pixels, colour_type, depth, interlaced, **chunks)
        check_with_pillow(data, colours, alpha, depth)
        (HERE / file).write_bytes(data)
        remember(file, WIDTH, HEIGHT, bits, colours, alpha)


def make_pngs():
    for depth in (1, 2, 4, 8, 16):
        top = 2**depth - 1
        white = 65535 if depth == 16 else 255
        grey = [(noise(i) & top,) for i in range(WIDTH * HEIGHT)]
        widened = [(s * white // top,) for (s,) in grey]
        write_png(f"grey-{depth}", grey, 0, depth, widened)
        key = grey[5][0]
        alpha = [0 if s == key else white for (s,) in grey]
        write_png(f"grey-{depth}-key", grey, 0, depth, widened, alpha, before=chunk(b"tRNS", struct.pack(">H", key)))
    for depth in (1, 2, 4, 8):
        count = min(2**depth, 40)
        indices = [(noise(i) % count,) for i in range(WIDTH * HEIGHT)]
        palette = [tuple(noise(1000 + 3 * i + c) >> 8 for c in range(3)) for i in range(count)]
        colours = [palette[i] for (i,) in indices]
        plte = chunk(b"PLTE", bytes(s for c in palette for s in c))
        write_png(f"palette-{depth}", indices, 3, depth, colours, before=plte)
        opacities = [noise(2000 + i) >> 8 for i in range(count)][: max(1, count - 1)]
        alpha = [(opacities + [255])[i] if i < len(opacities) else 255 for (i,) in indices]
        write_png(f"palette-{depth}-alpha", indices, 3, depth, colours, alpha,
                  before=plte + chunk(b"tRNS", bytes(opacities)))
    for depth in (8, 16):
        white = 2**depth - 1
        shift = 16 - depth
        samples = lambda n, k: [tuple(noise(n * i + c + k) >> shift for c in range(n)) for i in range(WIDTH * HEIGHT)]
        rgb = samples(3, 0)
        write_png(f"rgb-{depth}", rgb, 2, depth, rgb)
        alpha = [0 if c == rgb[11] else white for c in rgb]
        write_png(f"rgb-{depth}-key", rgb, 2, depth, rgb, alpha, before=chunk(b"tRNS", struct.pack(">HHH", *rgb[11])))
        grey_alpha = samples(2, 500)
        write_png(f"grey-alpha-{depth}", grey_alpha, 4, depth, [p[:1] for p in grey_alpha], [p[1] for p in grey_alpha])
        rgba = samples(4, 700)
        write_png(f"rgba-{depth}", rgba, 6, depth, [p[:3] for p in rgba], [p[3] for p in rgba])


# --- Exif, profiles --------------------------------------------------------------------------------------------------
def exif(orientation, big_endian=False):
    """A directory of two entries: a maker's name, and the orientation."""
    e = ">" if big_endian else "<"
    return ((b"MM" if big_endian else b"II") + struct.pack(e + "HIH", 42, 8, 2)
            + struct.pack(e + "HHI4s", 0x010F, 2, 4, b"Zoe\0")
            + struct.pack(e + "HHIHH", 0x0112, 3, 1, orientation, 0) + struct.pack(e + "I", 0))


def profile():
    data = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    return data[:24] + struct.pack(">6H", 2026, 1, 1, 0, 0, 0) + data[36:]  # always the same date of creation


def make_png_metadata():
    rgb = [tuple(noise(3 * i + c) >> 8 for c in range(3)) for i in range(WIDTH * HEIGHT)]
    icc = profile()
    (HERE / "profile.icc").write_bytes(icc)
    iccp = chunk(b"iCCP", b"sRGB\0\0" + zlib.compress(icc, 9))
    (HERE / "profile.png").write_bytes(png(rgb, 2, 8, before=iccp))
    gama = chunk(b"gAMA", struct.pack(">I", 45455))
    chrm = chunk(b"cHRM", struct.pack(">8I", 31270, 32900, 64000, 33000, 30000, 60000, 15000, 6000))
    (HERE / "gamma.png").write_bytes(png(rgb, 2, 8, before=gama + chrm))
    for place, chunks in (("before", dict(before=chunk(b"eXIf", exif(6)))), ("after", dict(after=chunk(b"eXIf", exif(6, True))))):
        data = png(rgb, 2, 8, **chunks)
        name = f"exif-{place}.png"
        (HERE / name).write_bytes(data)
        upright = Image.open(io.BytesIO(png(rgb, 2, 8))).transpose(Image.Transpose.ROTATE_270)
        remember(name, *upright.size, 8, list(upright.getdata()))


# --- JPEG ------------------------------------------------------------------------------------------------------------
def scene(mode="RGB"):
    """13×9 pixels, smooth, no symmetry: JPEG keeps it nearly as it is."""
    image = Image.new("RGB", (13, 9))
    image.putdata([(20 * x, 28 * y, 10 * x + 10 * y) for y in range(9) for x in range(13)])
    return image.convert(mode)


def write_jpeg(name, image, expected=None, **options):
    out = io.BytesIO()
    image.save(out, "JPEG", quality=options.pop("quality", 90), optimize=True, **options)
    (HERE / name).write_bytes(out.getvalue())
    decoded = ImageOps.exif_transpose(Image.open(io.BytesIO(out.getvalue())))
    if decoded.mode != "CMYK":
        remember(name, *decoded.size, 8, [p if isinstance(p, tuple) else (p,) for p in decoded.getdata()])
    return out.getvalue()


def make_jpegs():
    for orientation in range(1, 9):
        big_endian = orientation % 2 == 0
        write_jpeg(f"orientation-{orientation}.jpg", scene(), exif=b"Exif\0\0" + exif(orientation, big_endian))
    write_jpeg("grey.jpg", scene("L"))
    write_jpeg("420.jpg", scene(), subsampling=2)
    write_jpeg("progressive.jpg", scene(), progressive=True)
    write_jpeg("cmyk.jpg", scene("CMYK"))
    plain = write_jpeg("plain.jpg", scene())
    icc = profile()
    parts = [icc[:300], icc[300:]]
    app2 = [b"ICC_PROFILE\0" + bytes([i + 1, 2]) + p for i, p in enumerate(parts)]
    segment = lambda d: b"\xff\xe2" + struct.pack(">H", len(d) + 2) + d
    # The parts stand in the wrong order: they are numbered.
    (HERE / "profile.jpg").write_bytes(plain[:2] + segment(app2[1]) + segment(app2[0]) + plain[2:])
    # Padding before the end, as some cameras leave it.
    (HERE / "padded.jpg").write_bytes(plain[:-2] + b"\0\0\0\0" + plain[-2:])


# --- Resizing, luma: numbers only, the tests make the same pictures -------------------------------------------------
def make_numbers():
    width, height = 11, 8
    line = lambda name, size, values: " ".join([name, *map(str, size), ",".join(values)])
    grey = Image.new("F", (width, height))
    grey.putdata([float(noise(i) >> 8) for i in range(width * height)])
    lines = []
    for size in ((4, 3), (15, 10), (5, 12), (11, 3), (30, 8), (1, 1)):
        resized = grey.resize(size, Image.Resampling.LANCZOS)
        lines.append(line("floats", size, [f"{v:.4f}" for v in resized.getdata()]))
    rgb = Image.new("RGB", (width, height))
    # Half the range: Pillow clips between the two passes, and here nothing does.
    rgb.putdata([tuple(64 + (noise(3 * i + c) >> 9) for c in range(3)) for i in range(width * height)])
    rgba = Image.new("RGBA", (width, height))
    rgba.putdata([tuple(64 + (noise(4 * i + c) >> 9) for c in range(4)) for i in range(width * height)])
    for size in ((5, 4), (21, 9)):
        for name, image in (("rgb", rgb), ("rgba", rgba)):
            resized = image.resize(size, Image.Resampling.LANCZOS)
            lines.append(line(name, size, [str(s) for p in resized.getdata() for s in p]))
    lines.append(line("luma", rgb.size, [str(v) for v in rgb.convert("L").getdata()]))
    (HERE / "numbers.txt").write_text("\n".join(lines) + "\n")


make_pngs()
make_numbers()
make_png_metadata()
make_jpegs()
(HERE / "golden.txt").write_text("\n".join(golden.values()) + "\n")
