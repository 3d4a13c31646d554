"""Measures the reference network (celeba64, 64 x 64) in PyTorch, ONNX Runtime and OpenVINO, in turns with ours.

    network-peers.py MODEL_FOLDER [--threads 2] [--batch 32] [--rounds 5] [--ours "Tests/Benchmarks/.build/release/network-benchmark"]

MODEL_FOLDER holds weights.pth. Every peer runs x -> (mean, log-variance) -> decoded mean (mean, log-variance) on
float32, with each of its settings for about a second a round. The machine is noisy, so the rounds take turns and the
best and the median of each setting are printed, one line of JSON each; then the best setting of each peer, and the
ratio of ours to the best peer. "Had it had all cores" is the rate divided by the share of the cores that the process
got: on a machine that others use too it is the steadier figure (waiting threads that spin count as busy there). Needs torch, onnx, onnxruntime, openvino, numpy.
"""
import argparse, json, os, statistics, subprocess, sys, tempfile, threading, time, warnings

warnings.filterwarnings("ignore")
parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
parser.add_argument("model")
parser.add_argument("--threads", type=int, default=os.cpu_count())
parser.add_argument("--batch", type=int, default=32)
parser.add_argument("--rounds", type=int, default=5)
parser.add_argument("--seconds", type=float, default=1.0)
parser.add_argument("--ours", default="Tests/Benchmarks/.build/release/network-benchmark")
parser.add_argument("--only", default="", help="measure only settings whose name contains one of these, comma separated")
parser.add_argument("--without", default="", help="peers to leave out, comma separated: torch,onnxruntime,openvino")
options = parser.parse_args()
without = set(options.without.split(","))

import numpy as np
import torch
from torch import nn
from reference_model import ReferenceModel


class Network(ReferenceModel):
    """A picture to its posterior and the likelihood of the mean."""

    def forward(self, x):
        mean, log_variance = self.encode(x)
        return mean, log_variance, *self.decode(mean)


def network():
    model = Network()
    state = torch.load(os.path.join(options.model, "weights.pth"), map_location="cpu", weights_only=True)
    missing, unexpected = model.load_state_dict(state, strict=False)
    assert not missing and not unexpected, (missing, unexpected)
    return model.eval()


x = np.random.default_rng(0).random((options.batch, 3, 64, 64), dtype=np.float32)
runs = {}  # setting -> function of seconds that returns pictures a second


def repeated(call, pictures):
    """Calls again and again for some seconds."""
    def run(seconds):
        start, count = time.perf_counter(), 0
        while time.perf_counter() - start < seconds:
            call()
            count += pictures
        return count / (time.perf_counter() - start)
    return run


def add_torch():
    torch.set_num_threads(options.threads)
    torch.set_grad_enabled(False)
    plain, last = torch.from_numpy(x), torch.from_numpy(x).to(memory_format=torch.channels_last)
    model, model_last = network(), network().to(memory_format=torch.channels_last)
    runs["torch eager"] = repeated(lambda: model(plain), options.batch)
    runs["torch eager channels_last"] = repeated(lambda: model_last(last), options.batch)
    for name, m, data in (("torch jit", model, plain), ("torch jit channels_last", model_last, last)):
        try:
            frozen = torch.jit.optimize_for_inference(torch.jit.freeze(torch.jit.trace(m, data)))
            for _ in range(3): frozen(data)
            runs[name] = repeated(lambda f=frozen, d=data: f(d), options.batch)
        except Exception as error:
            print(json.dumps({"name": name, "error": str(error)[:200]}))
    for name, m, data in (("torch compile", model, plain), ("torch compile channels_last", model_last, last)):
        try:
            from torch._inductor import config
            config.freezing = True
            compiled = torch.compile(m)
            for _ in range(3): compiled(data)
            runs[name] = repeated(lambda f=compiled, d=data: f(d), options.batch)
        except Exception as error:
            print(json.dumps({"name": name, "error": str(error)[:200]}))


def onnx_file(folder):
    """The network as ONNX, written by hand with batch norm folded as any exporter would."""
    import onnx
    from onnx import TensorProto, helper, numpy_helper
    model, nodes, initializers = network(), [], []

    def constant(name, value):
        initializers.append(numpy_helper.from_array(np.ascontiguousarray(value, dtype=np.float32), name))
        return name

    def parameters(layer, name):
        names = [constant(f"{name}.weight", layer.weight.detach().numpy())]
        if layer.bias is not None: names.append(constant(f"{name}.bias", layer.bias.detach().numpy()))
        return names

    def sequence(layers, prefix, current):
        for i, layer in enumerate(layers):
            name, out = f"{prefix}.{i}", f"{prefix}.{i}.out"
            if isinstance(layer, (nn.Conv2d, nn.ConvTranspose2d)):
                kind = "Conv" if isinstance(layer, nn.Conv2d) else "ConvTranspose"
                nodes.append(helper.make_node(kind, [current, *parameters(layer, name)], [out], kernel_shape=[4, 4],
                                              strides=[2, 2], pads=[1, 1, 1, 1]))
            elif isinstance(layer, nn.BatchNorm2d):
                values = [layer.weight, layer.bias, layer.running_mean, layer.running_var]
                names = [constant(f"{name}.{k}", v.detach().numpy()) for k, v in zip("wbmv", values)]
                nodes.append(helper.make_node("BatchNormalization", [current, *names], [out], epsilon=1e-5))
            elif isinstance(layer, nn.LeakyReLU):
                nodes.append(helper.make_node("LeakyRelu", [current], [out], alpha=0.2))
            elif isinstance(layer, nn.ReLU):
                nodes.append(helper.make_node("Relu", [current], [out]))
            elif isinstance(layer, nn.Linear):
                nodes.append(helper.make_node("Gemm", [current, *parameters(layer, name)], [out], transB=1))
            elif isinstance(layer, nn.Unflatten):
                shape = numpy_helper.from_array(np.array([-1, 256, 4, 4], dtype=np.int64), f"{name}.shape")
                initializers.append(shape)
                nodes.append(helper.make_node("Reshape", [current, f"{name}.shape"], [out]))
            current = out
        return current

    def clamp(current, low, high, out):
        nodes.append(helper.make_node("Clip", [current, constant(out + ".low", low), constant(out + ".high", high)], [out]))

    nodes.append(helper.make_node("Flatten", [sequence(model.encoder, "encoder", "x")], ["h"], axis=1))
    nodes.append(helper.make_node("Gemm", ["h", *parameters(model.mu_layer, "mu")], ["mean"], transB=1))
    nodes.append(helper.make_node("Gemm", ["h", *parameters(model.logvar_layer, "logvar")], ["raw"], transB=1))
    clamp("raw", -12, 4, "log_variance")
    nodes.append(helper.make_node("Split", [sequence(model.decoder, "decoder", "mean")], ["top", "bottom"], axis=1, num_outputs=2))
    nodes.append(helper.make_node("Sigmoid", ["top"], ["picture"]))
    clamp("bottom", -7, 0, "picture_log_variance")
    value = helper.make_tensor_value_info
    graph = helper.make_graph(
        nodes, "celeba64", [value("x", TensorProto.FLOAT, ["n", 3, 64, 64])],
        [value(n, TensorProto.FLOAT, None) for n in ("mean", "log_variance", "picture", "picture_log_variance")],
        initializers)
    path = os.path.join(folder, "network.onnx")
    onnx.save(helper.make_model(graph, opset_imports=[helper.make_opsetid("", 18)], ir_version=9), path)
    return path


def add_onnxruntime(path):
    import onnxruntime as ort

    def session(threads):
        settings = ort.SessionOptions()
        settings.intra_op_num_threads = threads
        settings.inter_op_num_threads = 1
        settings.graph_optimization_level = ort.GraphOptimizationLevel.ORT_ENABLE_ALL
        return ort.InferenceSession(path, settings, providers=["CPUExecutionProvider"])

    whole = session(options.threads)
    reference = network()(torch.from_numpy(x))
    for ours, theirs in zip(reference, whole.run(None, {"x": x})):
        assert np.abs(ours.numpy() - theirs).max() < 1e-3
    runs[f"onnxruntime {options.threads} threads"] = repeated(lambda: whole.run(None, {"x": x}), options.batch)
    lanes = [session(1) for _ in range(options.threads)]
    for chunk in (8, options.batch):
        def run(seconds, chunk=chunk):
            rates = [0.0] * len(lanes)
            def work(i): rates[i] = repeated(lambda: lanes[i].run(None, {"x": x[:chunk]}), chunk)(seconds)
            threads = [threading.Thread(target=work, args=(i,)) for i in range(len(lanes))]
            for t in threads: t.start()
            for t in threads: t.join()
            return sum(rates)
        runs[f"onnxruntime {options.threads} sessions of 1 thread, chunk {chunk}"] = run


def add_openvino(path):
    import openvino as ov
    core = ov.Core()
    for chunk in (8, options.batch):
        for streams in (1, options.threads, None):
            model = core.read_model(path)
            model.reshape([chunk, 3, 64, 64])
            config = {"PERFORMANCE_HINT": "THROUGHPUT", "INFERENCE_PRECISION_HINT": "f32",
                      "INFERENCE_NUM_THREADS": options.threads}
            if streams: config["NUM_STREAMS"] = str(streams)
            queue = ov.AsyncInferQueue(core.compile_model(model, "CPU", config))
            data = x[:chunk]

            def run(seconds, queue=queue, data=data):
                start, count = time.perf_counter(), 0
                while time.perf_counter() - start < seconds:
                    for _ in range(max(1, 64 // len(data))):
                        queue.start_async({0: data}, share_inputs=True)
                        count += len(data)
                queue.wait_all()
                return count / (time.perf_counter() - start)
            runs[f"openvino async, chunk {chunk}, streams {streams or 'auto'}"] = run


def add_ours():
    for chunk in sorted({options.batch // options.threads, options.batch}):
        for kernels in ("standard", "portable"):
            if kernels == "portable" and chunk != options.batch: continue
            process = subprocess.Popen([options.ours, kernels, str(options.threads), str(chunk)], text=True,
                                       stdin=subprocess.PIPE, stdout=subprocess.PIPE)

            def run(seconds, process=process):
                process.stdin.write("\n")
                process.stdin.flush()
                answer = json.loads(process.stdout.readline())
                return answer["pictures_per_second"], answer["cores"]
            runs[f"zoetrope {kernels}, chunk {chunk}"] = run


with tempfile.TemporaryDirectory() as folder:
    path = onnx_file(folder)
    if "torch" not in without: add_torch()
    if "onnxruntime" not in without: add_onnxruntime(path)
    if "openvino" not in without: add_openvino(path)
    if options.ours: add_ours()
    results = {name: [] for name in runs}
    only = options.only.split(",")
    for name in list(runs):
        if not any(part in name for part in only): del runs[name], results[name]
    for run in runs.values(): run(0.2)
    busy = {name: [] for name in runs}
    for _ in range(options.rounds):
        for name, run in runs.items():
            start, cpu = time.perf_counter(), time.process_time()
            rate = run(options.seconds)
            # Ours says how many cores it had itself: it is another process.
            rate, cores = rate if isinstance(rate, tuple) else (
                rate, (time.process_time() - cpu) / (time.perf_counter() - start))
            results[name].append(rate)
            busy[name].append(rate / cores * options.threads)

for name, rates in results.items():
    print(json.dumps({"name": name, "best": round(max(rates), 1), "median": round(statistics.median(rates), 1),
                      "best had it had all cores": round(max(busy[name]), 1),
                      "median had it had all cores": round(statistics.median(busy[name]), 1)}))


def best(prefix, rates, of):
    return max(((of(r), n) for n, r in rates.items() if n.startswith(prefix)), default=(0, None))


for label, rates, of in (("best", results, max), ("median", results, statistics.median),
                         ("best had it had all cores", busy, max),
                         ("median had it had all cores", busy, statistics.median)):
    peers = {p: best(p, rates, of) for p in ("torch", "onnxruntime", "openvino")}
    ours, portable = best("zoetrope standard", rates, of)[0], best("zoetrope portable", rates, of)[0]
    top = max(peers.values())[0]
    print(json.dumps({
        "compare": label, "threads": options.threads, "batch": options.batch,
        **{p: round(r, 1) for p, (r, _) in peers.items()}, "zoetrope": round(ours, 1), "portable": round(portable, 1),
        "ours / best peer": round(ours / top, 3) if top else None,
        "portable / ours": round(portable / ours, 3) if ours else None}))
