"""The folder job in PyTorch and PIL: PNG -> encode -> mean + 1.5 smile -> decode -> PNG of compression level 1.

    folder-peer.py MODEL_FOLDER VECTOR.safetensors INPUT OUTPUT [--loop serial|threads|processes] [--workers 2]
                   [--batch 32] [--threads 1] [--layout plain|channels_last] [--compile eager|jit] [--list]

MODEL_FOLDER holds weights.pth, VECTOR.safetensors the attribute vector of length one and, in its metadata, the gap.
The loop is one of these:
  serial     reads a batch, runs it, saves it
  threads    a pool of --workers threads decodes ahead and saves behind, the main thread runs the network
  processes  --workers processes, each with a part of the pictures, its own network and a serial loop
--threads is PyTorch's number of threads (in each process). Pictures are saved with PIL without fsync, so that a power
failure may lose or halve them; Zoetrope's are synchronised and renamed. Prints one line of JSON: the seconds of the loop
by the clock and of processors, and the seconds with the start. --list prints the settings worth trying, one a line.
"""
import time

began = time.perf_counter()
import argparse, json, os, struct, sys, warnings
from concurrent.futures import ThreadPoolExecutor

warnings.filterwarnings("ignore")
cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()


def settings():
    """Loops worth trying on this machine: each kind of loop with what can change its rank."""
    yield ["--loop", "serial", "--threads", cores, "--layout", "channels_last", "--compile", "jit"]
    for layout in ("plain", "channels_last"):
        yield ["--loop", "threads", "--workers", cores, "--threads", 1, "--layout", layout, "--compile", "jit"]
    yield ["--loop", "threads", "--workers", 2 * cores, "--threads", 1, "--batch", 64, "--layout", "channels_last",
           "--compile", "jit"]
    for compile, layout, batch in (
            ("eager", "channels_last", 32), ("jit", "plain", 32), ("jit", "channels_last", 8),
            ("jit", "channels_last", 32), ("jit", "channels_last", 128)):
        yield ["--loop", "processes", "--workers", cores, "--threads", 1, "--batch", batch, "--layout", layout,
               "--compile", compile]


if "--list" in sys.argv:
    for setting in settings(): print(*setting)
    sys.exit()

parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
for name in ("model", "vector", "input", "output"): parser.add_argument(name)
parser.add_argument("--loop", default="threads", choices=["serial", "threads", "processes"])
parser.add_argument("--workers", type=int, default=cores)
parser.add_argument("--batch", type=int, default=32)
parser.add_argument("--threads", type=int, default=1)
parser.add_argument("--layout", default="plain", choices=["plain", "channels_last"])
parser.add_argument("--compile", default="jit", choices=["eager", "jit"])
options = parser.parse_args()

import numpy as np
import torch
from PIL import Image
from torch import nn


class Network(nn.Module):
    """The reference model with the checkpoint's names; x -> mean -> moved mean -> picture."""

    def __init__(self, shift):
        super().__init__()
        channels, layers = [3, 32, 64, 128, 256], []
        for a, b in zip(channels, channels[1:]):
            layers += [nn.Conv2d(a, b, 4, 2, 1, bias=False), nn.BatchNorm2d(b), nn.LeakyReLU(0.2)]
        self.encoder = nn.Sequential(*layers)
        self.mu_layer = nn.Linear(4096, 128)
        layers = [nn.Linear(128, 4096), nn.Unflatten(1, (256, 4, 4)), nn.ReLU()]
        for a, b in ((256, 128), (128, 64), (64, 32)):
            layers += [nn.ConvTranspose2d(a, b, 4, 2, 1, bias=False), nn.BatchNorm2d(b), nn.ReLU()]
        self.decoder = nn.Sequential(*layers, nn.ConvTranspose2d(32, 6, 4, 2, 1))
        self.shift = nn.Parameter(shift)

    def forward(self, pixels):
        x = pixels.permute(0, 3, 1, 2).float() / 255
        mean = self.mu_layer(self.encoder(x).flatten(1))
        picture = self.decoder(mean + self.shift)[:, :3].sigmoid()
        return (picture * 255).round().to(torch.uint8).permute(0, 2, 3, 1).contiguous()


def shift():
    """1.5 gaps along the vector of an attribute file (safetensors: length, JSON header, data)."""
    data = open(options.vector, "rb").read()
    length = struct.unpack("<Q", data[:8])[0]
    header = json.loads(data[8:8 + length])
    start, end = header["vector"]["data_offsets"]
    vector = np.frombuffer(data[8 + length:][start:end], dtype=np.float32)
    return torch.from_numpy(1.5 * float(header["__metadata__"]["gap"]) * vector / np.linalg.norm(vector)).float()


def network():
    torch.set_num_threads(options.threads)
    torch.set_grad_enabled(False)
    model = Network(shift())
    state = torch.load(os.path.join(options.model, "weights.pth"), map_location="cpu", weights_only=True)
    missing, _ = model.load_state_dict(state, strict=False)
    assert missing == ["shift"], missing
    model.eval()
    if options.layout == "channels_last": model = model.to(memory_format=torch.channels_last)
    if options.compile == "jit":
        example = torch.zeros(options.batch, 64, 64, 3, dtype=torch.uint8)
        model = torch.jit.optimize_for_inference(torch.jit.freeze(torch.jit.trace(model, example)))
        for _ in range(3): model(example)
    return lambda pixels: model(torch.from_numpy(pixels)).numpy()


def load(name): return np.asarray(Image.open(os.path.join(options.input, name)).convert("RGB"))


def save(name, pixels):
    Image.fromarray(pixels).save(os.path.join(options.output, name), compress_level=1)


def batches(names): return [names[i:i + options.batch] for i in range(0, len(names), options.batch)]


def serial(names, run):
    for batch in batches(names):
        for name, pixels in zip(batch, run(np.stack([load(name) for name in batch]))): save(name, pixels)


def threaded(names, run):
    """Two batches are decoded ahead, and no more than two wait to be saved, so that memory stays bounded."""
    with ThreadPoolExecutor(options.workers) as pool:
        ahead, behind = [], []
        waiting = iter(batches(names))

        def decode_next():
            batch = next(waiting, None)
            if batch: ahead.append((batch, [pool.submit(load, name) for name in batch]))

        decode_next(), decode_next()
        while ahead:
            batch, futures = ahead.pop(0)
            out = run(np.stack([future.result() for future in futures]))
            decode_next()
            behind.append([pool.submit(save, name, pixels) for name, pixels in zip(batch, out)])
            if len(behind) > 2:
                for future in behind.pop(0): future.result()
        for futures in behind:
            for future in futures: future.result()


def process(names, ready, go, spent, number):
    run = network()
    ready.release()
    go.wait()
    start = time.process_time()
    serial(names, run)
    spent[number] = time.process_time() - start


def processes(names):
    import multiprocessing
    context = multiprocessing.get_context("fork")
    ready, go, spent = context.Semaphore(0), context.Event(), context.Array("d", options.workers)
    workers = [context.Process(target=process, args=(names[i::options.workers], ready, go, spent, i))
               for i in range(options.workers)]
    for worker in workers: worker.start()
    for _ in workers: ready.acquire()
    start = time.perf_counter()
    go.set()
    for worker in workers: worker.join()
    assert all(worker.exitcode == 0 for worker in workers)
    return time.perf_counter() - start, sum(spent)


names = sorted(name for name in os.listdir(options.input) if name.endswith(".png"))
os.makedirs(options.output, exist_ok=True)
if options.loop == "processes":
    loop, processor = processes(names)
else:
    run = network()
    start, worked = time.perf_counter(), time.process_time()
    (serial if options.loop == "serial" else threaded)(names, run)
    loop, processor = time.perf_counter() - start, time.process_time() - worked
print(json.dumps({"pictures": len(names), "loop_seconds": loop, "loop_processor_seconds": processor,
                  "seconds": time.perf_counter() - began}))
