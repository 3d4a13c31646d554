"""The numbers of Zoetrope's `RandomSource` (Sources/Tensors), so that a peer can be trained with the same ones."""
import numpy as np

mask = (1 << 64) - 1


def siphash(key, data):
    """SipHash-2-4 of bytes under the key (key, 0)."""
    v = [key ^ 0x736F6D6570736575, 0x646F72616E646F6D, key ^ 0x6C7967656E657261, 0x7465646279746573]

    def rotated(x, bits): return (x << bits | x >> 64 - bits) & mask

    def rounds(count):
        for _ in range(count):
            v[0] = v[0] + v[1] & mask
            v[1] = rotated(v[1], 13) ^ v[0]
            v[0] = rotated(v[0], 32)
            v[2] = v[2] + v[3] & mask
            v[3] = rotated(v[3], 16) ^ v[2]
            v[0] = v[0] + v[3] & mask
            v[3] = rotated(v[3], 21) ^ v[0]
            v[2] = v[2] + v[1] & mask
            v[1] = rotated(v[1], 17) ^ v[2]
            v[2] = rotated(v[2], 32)

    padded = data + bytes(7 - len(data) % 8) + bytes([len(data) & 255])
    for start in range(0, len(padded), 8):
        word = int.from_bytes(padded[start:start + 8], "little")
        v[3] ^= word
        rounds(2)
        v[0] ^= word
    v[2] ^= 0xFF
    rounds(4)
    return v[0] ^ v[1] ^ v[2] ^ v[3]


def words(seed, stage, item, count):
    """The random words of a source, four in a row for each block of Philox4x32-10."""
    parts = [len(text.encode()).to_bytes(8, "little") + text.encode() for text in (stage, item)]
    key = siphash(seed, b"".join(parts))
    k0, k1, low = key & 0xFFFFFFFF, key >> 32, np.uint64(0xFFFFFFFF)
    zeros = np.zeros((count + 3) // 4, np.uint64)
    x = [np.arange(len(zeros), dtype=np.uint64), zeros, zeros, zeros]
    for _ in range(10):
        a, b = x[0] * np.uint64(0xD2511F53), x[2] * np.uint64(0xCD9E8D57)
        x = [b >> np.uint64(32) ^ x[1] ^ np.uint64(k0), b & low, a >> np.uint64(32) ^ x[3] ^ np.uint64(k1), a & low]
        k0, k1 = k0 + 0x9E3779B9 & 0xFFFFFFFF, k1 + 0xBB67AE85 & 0xFFFFFFFF
    return np.stack(x, 1)


def uniforms(seed, stage, item, count):
    return (words(seed, stage, item, count).ravel()[:count] >> np.uint64(8)).astype(np.float32) * np.float32(2**-24)


def normals(seed, stage, item, count):
    w = words(seed, stage, item, count).reshape(-1, 2).astype(np.float64)
    radius, angle = np.sqrt(-2 * np.log((w[:, 0] + 0.5) * 2.0**-32)), w[:, 1] * (2 * np.pi * 2.0**-32)
    return np.stack([radius * np.cos(angle), radius * np.sin(angle)], 1).ravel()[:count].astype(np.float32)
