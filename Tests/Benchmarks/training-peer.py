"""Measures a training step of the reference model (celeba64, 64 x 64) in PyTorch, in turns with ours.

    training-peer.py [--threads 2] [--batch 100] [--rounds 5] [--ours Tests/Benchmarks/.build/release/training-benchmark]

A step is the whole of it: a batch of bytes to floats, encoder, z = mean + noise * exp(log-variance / 2), decoder, Gaussian
negative log-likelihood and KL divergence, gradients, Adam. PyTorch runs with each of its settings: layout, number of
threads, Adam in one kernel or for each tensor, compiled where that works. The machine is noisy, so the rounds take
turns; the median of each is printed, one line of JSON each, then the ratio of ours to the best of PyTorch. "Had it had
all cores" is the rate divided by the share of the cores that the process got. Needs torch and numpy.
"""
import argparse, json, os, statistics, subprocess, time, warnings

warnings.filterwarnings("ignore")
parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
parser.add_argument("--threads", type=int, default=os.cpu_count())
parser.add_argument("--batch", type=int, default=100)
parser.add_argument("--rounds", type=int, default=5)
parser.add_argument("--seconds", type=float, default=2.0)
parser.add_argument("--ours", default="Tests/Benchmarks/.build/release/training-benchmark")
parser.add_argument("--only", default="", help="measure only settings whose name contains one of these, comma separated")
options = parser.parse_args()

import math
import numpy as np
import torch
from reference_model import ReferenceModel


class Network(ReferenceModel):
    """The evidence lower bound with its sign changed, mean over the batch."""

    def forward(self, x):
        mean, log_variance = self.encode(x)
        m, v = self.decode(mean + torch.randn_like(mean) * (log_variance / 2).exp())
        likelihood = ((x - m) ** 2 * (-v).exp() + v + math.log(2 * math.pi)).sum() / 2
        divergence = (mean ** 2 + log_variance.exp() - 1 - log_variance).sum() / 2
        return (likelihood + divergence) / len(x)


def setting(threads, last, fused, compiled):
    """A function that does one step."""
    torch.manual_seed(0)
    layout = torch.channels_last if last else torch.contiguous_format
    model = Network().to(memory_format=layout)
    adam = torch.optim.Adam(model.parameters(), lr=1e-4, **({"fused": True} if fused else {}))
    pictures = torch.from_numpy(np.random.default_rng(0).integers(0, 256, (4 * options.batch, 3, 64, 64), dtype=np.uint8))
    pictures = pictures.to(memory_format=layout)
    loss_of = torch.compile(model) if compiled else model
    place = 0

    def step():
        nonlocal place
        torch.set_num_threads(threads)
        x = pictures[place:place + options.batch].float().div_(255)
        place = (place + options.batch) % len(pictures)
        adam.zero_grad(set_to_none=True)
        loss = loss_of(x)
        loss.backward()
        adam.step()
        return loss.item()

    step()
    return step


def measured(step):
    """Steps for some seconds: pictures a second and the cores that were busy."""
    start, processor, count = time.perf_counter(), time.process_time(), 0
    while time.perf_counter() - start < options.seconds:
        step()
        count += options.batch
    seconds = time.perf_counter() - start
    return count / seconds, (time.process_time() - processor) / seconds


runs = {}
for last in (False, True):
    for fused in (False, True):
        for compiled in (False, True):
            name = f"torch{' compile' if compiled else ''}{' channels_last' if last else ''}{' fused adam' if fused else ''}"
            if not any(part in name for part in options.only.split(",")): continue
            try: runs[name] = lambda step=setting(options.threads, last, fused, compiled): measured(step)
            except Exception as error: print(json.dumps({"name": name, "error": str(error)[:200]}), flush=True)

processes = []
for kernels in ("standard", "portable"):
    name = f"zoetrope {kernels}"
    if not any(part in name for part in options.only.split(",")): continue
    process = subprocess.Popen([options.ours, kernels, str(options.threads), str(options.batch)], text=True,
                               stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    processes.append(process)

    def ours(process=process):
        process.stdin.write("\n")
        process.stdin.flush()
        answer = json.loads(process.stdout.readline())
        return answer["pictures_per_second"], answer["cores"]
    runs[name] = ours

for run in runs.values(): run()
rates, busy = {name: [] for name in runs}, {name: [] for name in runs}
for _ in range(options.rounds):
    for name, run in runs.items():
        rate, cores = run()
        rates[name].append(rate)
        busy[name].append(rate / cores * options.threads)
for process in processes:
    process.stdin.close()
    process.wait()

for name in runs:
    print(json.dumps({"name": name, "median": round(statistics.median(rates[name]), 1),
                      "lowest": round(min(rates[name]), 1), "highest": round(max(rates[name]), 1),
                      "median had it had all cores": round(statistics.median(busy[name]), 1)}))


def best(prefix, figures):
    return max((statistics.median(values) for name, values in figures.items() if name.startswith(prefix)), default=0)


for label, figures in (("median", rates), ("median had it had all cores", busy)):
    peer, own, portable = (best(prefix, figures) for prefix in ("torch", "zoetrope standard", "zoetrope portable"))
    print(json.dumps({
        "compare": label, "threads": options.threads, "batch": options.batch, "torch": round(peer, 1),
        "zoetrope": round(own, 1), "portable": round(portable, 1), "ours / torch": round(own / peer, 3) if peer else None}))
