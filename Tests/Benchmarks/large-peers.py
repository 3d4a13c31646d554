"""Measures taef2 (encode and decode) in PyTorch, ONNX Runtime and OpenVINO, in turns with ours.

    large-peers.py CHECKPOINTS MODEL [--threads 2] [--rounds 3] [--seconds 3] [--cases 64x32,512x4]
                   [--ours "Tests/Benchmarks/.build/release/model-benchmark"] [--zoetrope .build/release/zoetrope]

CHECKPOINTS holds taef2_encoder.pth and taef2_decoder.pth; MODEL is what `zoetrope import` made of them. A case is the
side of the pictures and how many there are in a batch. Every setting runs in a process of its own, for some seconds a
round; the rounds take turns, since the machine may be busy. Printed as JSON, one line each: pictures a second (best and
median) and the most memory of the process. The ONNX files are those of `zoetrope export`. Needs torch, onnxruntime,
openvino, numpy.
"""
import argparse, json, os, statistics, subprocess, sys, tempfile, time, warnings

warnings.filterwarnings("ignore")
parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
parser.add_argument("checkpoints")
parser.add_argument("model")
parser.add_argument("--threads", type=int, default=os.cpu_count())
parser.add_argument("--rounds", type=int, default=3)
parser.add_argument("--seconds", type=float, default=3)
parser.add_argument("--cases", default="64x32,512x4")
parser.add_argument("--ours", default="Tests/Benchmarks/.build/release/model-benchmark")
parser.add_argument("--zoetrope", default=".build/release/zoetrope")
parser.add_argument("--peer", help=argparse.SUPPRESS)
parser.add_argument("--onnx", help=argparse.SUPPRESS)
options = parser.parse_args()


def torch_network():
    import torch
    from torch import nn
    torch.set_num_threads(options.threads)
    torch.set_grad_enabled(False)

    class Block(nn.Module):
        def __init__(self, pools):
            super().__init__()
            conv = lambda: nn.Conv2d(64, 64, 3, padding=1)
            self.conv = nn.Sequential(conv(), nn.ReLU(), conv(), nn.ReLU(), conv())
            self.pool = nn.Sequential(
                nn.Conv2d(64, 256, 1, bias=False), nn.GroupNorm(4, 256), nn.ReLU(),
                nn.Conv2d(256, 64, 1, bias=False)) if pools else None

        def forward(self, x):
            if self.pool: x = x + self.pool(x)
            return torch.relu(self.conv(x) + x)

    class Bounded(nn.Module):
        def forward(self, x): return torch.tanh(x / 3) * 3

    conv = lambda i, o, **k: nn.Conv2d(i, o, 3, padding=1, **k)
    down = lambda: conv(64, 64, stride=2, bias=False)
    blocks = lambda n, pools=False: [Block(pools) for _ in range(n)]
    up = lambda: [nn.Upsample(scale_factor=2), conv(64, 64, bias=False)]
    encoder = nn.Sequential(conv(3, 64), *blocks(1), down(), *blocks(3), down(), *blocks(3), down(), *blocks(3, True), conv(64, 32))
    decoder = nn.Sequential(Bounded(), conv(32, 64), nn.ReLU(), *blocks(3, True), *up(), *blocks(3), *up(), *blocks(3),
                            *up(), *blocks(1), conv(64, 3))
    for part, name in ((encoder, "encoder"), (decoder, "decoder")):
        state = torch.load(f"{options.checkpoints}/taef2_{name}.pth", map_location="cpu", weights_only=True)
        part.load_state_dict({k: v.float() for k, v in state.items()})
        part.eval()
    return lambda x: decoder(encoder(x))


def call(peer, side, batch):
    import numpy as np
    x = np.random.default_rng(0).random((batch, 3, side, side), dtype=np.float32)
    if peer.startswith("torch"):
        import torch
        network, data = torch_network(), torch.from_numpy(x)
        if peer.endswith("channels_last"): data = data.to(memory_format=torch.channels_last)
        return lambda: network(data)
    files = [f"{options.onnx}/{name}.onnx" for name in ("encoder", "decoder")]
    if peer == "onnxruntime":
        import onnxruntime
        settings = onnxruntime.SessionOptions()
        settings.intra_op_num_threads, settings.inter_op_num_threads = options.threads, 1
        encoder, decoder = [onnxruntime.InferenceSession(f, settings, providers=["CPUExecutionProvider"]) for f in files]
        name = lambda session: session.get_inputs()[0].name
        return lambda: decoder.run(None, {name(decoder): encoder.run(None, {name(encoder): x})[0]})
    import openvino
    core = openvino.Core()
    hints = {"INFERENCE_NUM_THREADS": options.threads, "PERFORMANCE_HINT": "LATENCY", "INFERENCE_PRECISION_HINT": "f32"}
    encoder, decoder = [core.compile_model(f, "CPU", hints) for f in files]
    return lambda: decoder(encoder(x)[0])


def peak():
    lines = open("/proc/self/status").read().splitlines()
    return next(int(line.split()[1]) // 1024 for line in lines if line.startswith("VmHWM"))


def one(peer, side, batch):
    run = call(peer, side, batch)
    run()
    start, count = time.perf_counter(), 0
    while time.perf_counter() - start < options.seconds:
        run()
        count += batch
    print(json.dumps({"rate": count / (time.perf_counter() - start), "peak": peak()}))


if options.peer:
    side, batch = map(int, options.cases.split("x"))
    one(options.peer, side, batch)
    sys.exit()

folder = tempfile.mkdtemp()
peers = ["torch", "torch channels_last", "onnxruntime", "openvino", "zoetrope"]
for case in options.cases.split(","):
    side, batch = map(int, case.split("x"))
    fixed, onnx = f"{folder}/taef2-{side}", f"{folder}/onnx-{side}"
    checkpoints = [f"{options.checkpoints}/taef2_{name}.pth" for name in ("encoder", "decoder")]
    subprocess.run([options.zoetrope, "import", *checkpoints, "-o", fixed, "--size", f"{side}x{side}"], check=True)
    subprocess.run([options.zoetrope, "export", fixed, "--onnx", "-o", onnx], check=True)
    results = {peer: [] for peer in peers}
    for _ in range(options.rounds):
        for peer in peers:
            if peer == "zoetrope":
                command = [options.ours, options.model, str(side), str(batch), str(options.threads), str(options.seconds)]
            else:
                command = [sys.executable, __file__, options.checkpoints, options.model, "--peer", peer, "--cases", case,
                           "--onnx", onnx, "--threads", str(options.threads), "--seconds", str(options.seconds)]
            results[peer].append(json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout))
    for peer, found in results.items():
        rates = [r["rate"] for r in found]
        print(json.dumps({"case": case, "name": peer, "best": round(max(rates), 2),
                          "median": round(statistics.median(rates), 2), "peak MB": max(r["peak"] for r in found)}))
