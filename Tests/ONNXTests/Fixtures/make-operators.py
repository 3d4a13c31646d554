#!/usr/bin/env python3
"""Makes operators.json: a small ONNX graph for each operator and form of it, an input, and what ONNX Runtime gives.

    pip install onnx onnxruntime numpy && python3 make-operators.py
"""
import base64, hashlib, json
from pathlib import Path

import numpy as np
import onnx
import onnxruntime
from onnx import TensorProto, helper, numpy_helper

random = np.random.default_rng(6)
cases = []


def packed(array):
    return base64.b64encode(np.ascontiguousarray(array, dtype="<f4").tobytes()).decode()


def tensor(array):
    array = np.array(array)
    return array.astype(np.float32) if array.dtype == np.float64 else array


def case(name, nodes, constants={}, shape=(1, 4, 6, 5), outputs=1, opset=17, scale=1.0, domain_shift=0.0):
    """`nodes`: (operator, inputs, outputs, attributes); the input is x, the outputs y, y2, …"""
    made = [helper.make_node(op, ins, outs, **attributes) for op, ins, outs, attributes in nodes]
    names = ["y"] + [f"y{i}" for i in range(2, outputs + 1)]
    x = (random.standard_normal(shape) * scale + domain_shift).astype(np.float32)
    graph = helper.make_graph(
        made, name, [helper.make_tensor_value_info("x", TensorProto.FLOAT, list(shape))],
        [helper.make_tensor_value_info(n, TensorProto.FLOAT, None) for n in names],
        [numpy_helper.from_array(tensor(value), key) for key, value in constants.items()])
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", opset)], ir_version=8)
    session = onnxruntime.InferenceSession(model.SerializeToString(), providers=["CPUExecutionProvider"])
    results = session.run(names, {"x": x})
    cases.append({
        "name": name, "model": base64.b64encode(model.SerializeToString()).decode(), "shape": list(shape),
        "input": packed(x), "outputs": [{"name": n, "shape": list(r.shape), "values": packed(r)} for n, r in zip(names, results)]})


def one(op, constants={}, name=None, shape=(1, 4, 6, 5), opset=17, scale=1.0, domain_shift=0.0, **attributes):
    case(name or op, [(op, ["x", *constants], ["y"], attributes)], constants, shape, 1, opset, scale, domain_shift)


def noise(*shape):
    return random.standard_normal(shape).astype(np.float32)


def ints(*values):
    return np.array(values, dtype=np.int64)


# Functions of every element.
for op in ["Relu", "Sigmoid", "Tanh", "LeakyRelu", "Elu", "Selu", "Celu", "HardSigmoid", "HardSwish", "ThresholdedRelu",
           "Abs", "Neg", "Exp", "Floor", "Ceil", "Round", "Sign", "Sin", "Cos", "Tan", "Erf", "Softplus", "Softsign",
           "Reciprocal"]:
    one(op, scale=2.0)
for op, attributes in [("Identity", {}), ("Dropout", {}), ("Cast", {"to": 1})]:
    case(op, [(op, ["x"], ["i"], attributes), ("Tanh", ["i"], ["y"], {})])
one("Mish", opset=18)
one("Log", scale=0.3, domain_shift=3); one("Sqrt", scale=0.3, domain_shift=3)
one("LeakyRelu", name="LeakyRelu 0.2", alpha=0.2); one("Elu", name="Elu 0.5", alpha=0.5)
one("HardSigmoid", name="HardSigmoid 0.3 0.4", alpha=0.3, beta=0.4)
one("Gelu", opset=20); one("Gelu", name="Gelu tanh", opset=20, approximate="tanh")
one("PRelu", {"s": noise(4, 1, 1)}); one("PRelu", {"s": noise(1)}, name="PRelu of one")
one("Clip", {"lo": np.float32(-0.5), "hi": np.float32(0.7)})
case("Clip above", [("Clip", ["x", "lo"], ["y"], {})], {"lo": np.float32(0.1)})
case("Clip below", [("Clip", ["x", "", "hi"], ["y"], {})], {"hi": np.float32(0.1)})
case("SiLU", [("Sigmoid", ["x"], ["s"], {}), ("Mul", ["x", "s"], ["y"], {})])
case("Not of a comparison", [("Greater", ["x", "c"], ["b"], {}), ("Not", ["b"], ["n"], {}), ("Cast", ["n"], ["y"], {"to": 1})],
     {"c": np.float32(0)})

# Arithmetic, repeated as needed.
for op in ["Add", "Sub", "Mul", "Div"]:
    one(op, {"c": noise(4, 1, 1) + 3}, name=f"{op} a number a channel")
    one(op, {"c": noise(5) + 3}, name=f"{op} a row")
    one(op, {"c": noise(1, 4, 6, 5) + 3}, name=f"{op} everywhere")
    one(op, {"c": np.float32(1.7)}, name=f"{op} a number")
    case(f"{op} to a number", [(op, ["c", "x"], ["y"], {})], {"c": np.float32(1.7)}, domain_shift=4)
    case(f"{op} to a row", [(op, ["c", "x"], ["y"], {})], {"c": noise(6, 1)}, domain_shift=4)
    case(f"{op} two", [("Sigmoid", ["x"], ["s"], {}), (op, ["x", "s"], ["y"], {})])
    case(f"{op} of different shapes", [("ReduceMean", ["x"], ["m"], {"axes": [2], "keepdims": 1}), (op, ["x", "m"], ["y"], {})],
         domain_shift=4)
one("Pow", {"c": np.float32(2)}); one("Pow", {"c": np.float32(1.5)}, name="Pow 1.5", domain_shift=5, scale=0.5)
case("Pow of two", [("Sigmoid", ["x"], ["s"], {}), ("Pow", ["s", "x"], ["y"], {})])
case("Max and Min", [("Max", ["x", "c"], ["m"], {}), ("Min", ["m", "d"], ["y"], {})], {"c": noise(4, 1, 1), "d": np.float32(0.5)})
case("Sum and Mean of three", [("Tanh", ["x"], ["t"], {}), ("Sum", ["x", "t", "c"], ["s"], {}), ("Mean", ["s", "x", "t"], ["y"], {})],
     {"c": noise(6, 5)})
case("Where", [("Less", ["x", "c"], ["b"], {}), ("Tanh", ["x"], ["t"], {}), ("Where", ["b", "t", "c"], ["y"], {})], {"c": noise(4, 1, 1)})
case("Comparisons", [("GreaterOrEqual", ["x", "c"], ["a"], {}), ("LessOrEqual", ["x", "d"], ["b"], {}), ("And", ["a", "b"], ["e"], {}),
                     ("Cast", ["e"], ["y"], {"to": 1})], {"c": np.float32(-0.5), "d": np.float32(0.5)})

# Convolutions.
def conv(name, weight, bias=True, shape=(1, 4, 9, 8), op="Conv", out=None, opset=17, **attributes):
    constants = {"layer.weight": noise(*weight) / 4}
    if bias:
        constants["layer.bias"] = noise(out or weight[0])
    one(op, constants, name, shape, opset, **attributes)

conv("Conv 3x3", (8, 4, 3, 3), pads=[1, 1, 1, 1]); conv("Conv without bias", (8, 4, 3, 3), bias=False)
conv("Conv stride 2", (8, 4, 4, 4), strides=[2, 2], pads=[1, 1, 1, 1], shape=(1, 4, 8, 8))
conv("Conv groups", (8, 2, 3, 3), group=2, pads=[1, 1, 1, 1]); conv("Conv depthwise", (8, 1, 3, 3), group=4)
conv("Conv dilation", (5, 4, 3, 3), dilations=[2, 2], pads=[2, 2, 2, 2])
conv("Conv one-sided padding", (5, 4, 3, 3), strides=[2, 2], pads=[0, 0, 1, 1], shape=(1, 4, 8, 8))
conv("Conv uneven", (5, 4, 2, 3), strides=[2, 1], pads=[1, 0, 0, 2], dilations=[1, 2])
conv("Conv same upper", (5, 4, 3, 3), strides=[2, 2], auto_pad="SAME_UPPER"); conv("Conv same lower", (5, 4, 4, 4), auto_pad="SAME_LOWER")
conv("Conv valid", (5, 4, 3, 3), auto_pad="VALID"); conv("Conv 1x1", (5, 4, 1, 1))
conv("Conv over a line", (6, 4, 3), pads=[1, 0], strides=[2], shape=(1, 4, 11))
conv("ConvTranspose", (4, 8, 4, 4), op="ConvTranspose", out=8, strides=[2, 2], pads=[1, 1, 1, 1], shape=(1, 4, 4, 4))
conv("ConvTranspose output padding", (4, 6, 3, 3), op="ConvTranspose", out=6, strides=[2, 2], pads=[1, 1, 1, 1], output_padding=[1, 1], shape=(1, 4, 5, 4))
conv("ConvTranspose groups", (4, 3, 3, 3), op="ConvTranspose", out=6, group=2, strides=[2, 2], shape=(1, 4, 5, 4))
conv("ConvTranspose uneven", (4, 5, 3, 2), op="ConvTranspose", out=5, strides=[1, 2], pads=[1, 0, 0, 1], dilations=[2, 1], shape=(1, 4, 5, 4))
conv("ConvTranspose same", (4, 5, 3, 3), op="ConvTranspose", out=5, strides=[2, 2], auto_pad="SAME_UPPER", shape=(1, 4, 5, 4))
conv("ConvTranspose output shape", (4, 5, 3, 3), op="ConvTranspose", out=5, strides=[2, 2], output_shape=[10, 8], shape=(1, 4, 5, 4))
conv("ConvTranspose over a line", (4, 5, 4), op="ConvTranspose", out=5, strides=[2], pads=[1, 1], shape=(1, 4, 6))

# Matrix products.
one("Gemm", {"fc.weight": noise(7, 12), "fc.bias": noise(7)}, shape=(1, 12), transB=1)
one("Gemm", {"w": noise(12, 7), "c": noise(1, 7)}, name="Gemm scaled", shape=(1, 12), alpha=0.5, beta=2.0)
one("Gemm", {"w": noise(12, 7)}, name="Gemm without bias", shape=(1, 12))
one("MatMul", {"w": noise(5, 7)}); one("MatMul", {"w": noise(12, 7)}, name="MatMul of a row", shape=(1, 12))
one("MatMul", {"w": noise(4, 5, 3)}, name="MatMul of several matrices")
case("MatMul from the left", [("MatMul", ["w", "x"], ["y"], {})], {"w": noise(3, 6)})
case("Attention", [("Transpose", ["x"], ["t"], {"perm": [0, 1, 3, 2]}), ("MatMul", ["x", "t"], ["s"], {}), ("Mul", ["s", "c"], ["m"], {}),
                   ("Softmax", ["m"], ["p"], {"axis": -1}), ("MatMul", ["p", "x"], ["y"], {})], {"c": np.float32(0.4)})
for axis in [1, 2, 3]:
    one("Softmax", name=f"Softmax {axis}", axis=axis); one("LogSoftmax", name=f"LogSoftmax {axis}", axis=axis)
one("Softmax", name="Softmax of opset 11", axis=2, opset=11)

# Norms.
bn = {"bn.weight": noise(4), "bn.bias": noise(4), "bn.running_mean": noise(4), "bn.running_var": np.abs(noise(4)) + 0.5}
one("BatchNormalization", bn, epsilon=1e-4); one("BatchNormalization", bn, name="BatchNormalization of opset 11", opset=11)
one("InstanceNormalization", {"s": noise(4), "b": noise(4)}, epsilon=1e-3)
one("GroupNormalization", {"s": noise(4), "b": noise(4)}, num_groups=2, opset=21)
one("GroupNormalization", {"s": noise(2), "b": noise(2)}, name="GroupNormalization of opset 18", num_groups=2, opset=18)
one("LayerNormalization", {"s": noise(5), "b": noise(5)}, axis=-1); one("LayerNormalization", {"s": noise(6, 5)}, name="LayerNormalization of two axes", axis=2)
case("Group norm as an exporter writes it", [
    ("Reshape", ["x", "g"], ["r"], {}), ("InstanceNormalization", ["r", "s", "b"], ["n"], {}), ("Shape", ["x"], ["h"], {}),
    ("Reshape", ["n", "h"], ["k"], {}), ("Mul", ["k", "w"], ["m"], {}), ("Add", ["m", "c"], ["y"], {})],
    {"g": ints(0, 2, -1), "s": np.ones(2, np.float32), "b": np.zeros(2, np.float32), "w": noise(4, 1, 1), "c": noise(4, 1, 1)})

# Pooling and resizing.
for op in ["MaxPool", "AveragePool"]:
    one(op, kernel_shape=[2, 2], strides=[2, 2])
    one(op, name=f"{op} padded", kernel_shape=[3, 3], strides=[2, 1], pads=[1, 1, 1, 0])
    one(op, name=f"{op} rounded up", kernel_shape=[3, 2], strides=[2, 2], ceil_mode=1)
one("AveragePool", name="AveragePool counting padding", kernel_shape=[3, 3], strides=[2, 2], pads=[1, 1, 1, 1], count_include_pad=1)
one("MaxPool", name="MaxPool dilation", kernel_shape=[2, 2], dilations=[2, 2])
one("AveragePool", name="AveragePool same", kernel_shape=[3, 3], strides=[2, 2], auto_pad="SAME_UPPER")
one("GlobalAveragePool"); one("GlobalMaxPool")

def resize(name, scales=None, sizes=None, opset=17, **attributes):
    if sizes:
        case(name, [("Resize", ["x", "", "", "s"], ["y"], attributes)], {"s": ints(1, 4, *sizes)}, opset=opset)
    else:
        case(name, [("Resize", ["x", "", "s"], ["y"], attributes)], {"s": np.array([1, 1, *scales], np.float32)}, opset=opset)

for way in ["half_pixel", "asymmetric", "align_corners", "pytorch_half_pixel"]:
    resize(f"Resize nearest {way}", [2, 3], coordinate_transformation_mode=way, mode="nearest", nearest_mode="floor")
    resize(f"Resize linear {way}", [2, 1.5], coordinate_transformation_mode=way, mode="linear")
    resize(f"Resize cubic {way}", [1.5, 2], coordinate_transformation_mode=way, mode="cubic")
    resize(f"Resize to a size {way}", sizes=[9, 3], coordinate_transformation_mode=way, mode="linear")
for rounding in ["round_prefer_floor", "round_prefer_ceil", "floor", "ceil"]:
    resize(f"Resize nearest {rounding}", [1.5, 0.6], mode="nearest", nearest_mode=rounding, coordinate_transformation_mode="half_pixel")
resize("Resize twofold", [2, 2], mode="nearest", nearest_mode="floor", coordinate_transformation_mode="asymmetric")
resize("Resize cubic excluding", [2, 2], mode="cubic", cubic_coeff_a=-0.5, exclude_outside=1)
resize("Resize smaller", [0.5, 0.5], mode="linear")
resize("Resize symmetric", [1.3, 1.3], mode="linear", coordinate_transformation_mode="half_pixel_symmetric", opset=19)
case("DepthToSpace DCR", [("DepthToSpace", ["x"], ["y"], {"blocksize": 2})]); case("DepthToSpace CRD", [("DepthToSpace", ["x"], ["y"], {"blocksize": 2, "mode": "CRD"})])
one("SpaceToDepth", blocksize=2, shape=(1, 3, 6, 4))

# Shapes and places.
one("Reshape", {"s": ints(0, -1)}); one("Reshape", {"s": ints(1, 2, 2, 6, 5)}, name="Reshape to five axes"); one("Reshape", {"s": ints(4, 30)}, name="Reshape without the batch")
case("Reshape there and back", [("Reshape", ["x", "a"], ["r"], {}), ("Tanh", ["r"], ["t"], {}), ("Reshape", ["t", "b"], ["y"], {})], {"a": ints(1, 120), "b": ints(1, 8, 3, 5)})
one("Flatten"); one("Flatten", name="Flatten 2", axis=2)
for perm in [[0, 2, 3, 1], [0, 3, 2, 1], [0, 1, 3, 2], [1, 0, 2, 3], [2, 0, 1, 3], [3, 2, 1, 0]]:
    one("Transpose", name=f"Transpose {perm}", perm=perm)
case("Squeeze and Unsqueeze", [("ReduceMean", ["x"], ["m"], {"axes": [2], "keepdims": 1}), ("Squeeze", ["m", "a"], ["s"], {}), ("Unsqueeze", ["s", "b"], ["y"], {})], {"a": ints(2), "b": ints(1, -1)})
case("Squeeze of opset 11", [("ReduceMean", ["x"], ["m"], {"axes": [2], "keepdims": 1}), ("Squeeze", ["m"], ["s"], {"axes": [2]}), ("Unsqueeze", ["s"], ["y"], {"axes": [0]})], opset=11)
for axis in [0, 1, 2, -1]:
    case(f"Concat {axis}", [("Tanh", ["x"], ["t"], {}), ("Concat", ["x", "t", "x"], ["y"], {"axis": axis})])
case("Concat with numbers", [("Concat", ["c", "x"], ["y"], {"axis": 1})], {"c": noise(1, 2, 6, 5)})
case("Split", [("Split", ["x", "s"], ["y", "y2"], {"axis": 1})], {"s": ints(1, 3)}, outputs=2)
case("Split of opset 11", [("Split", ["x"], ["y", "y2"], {"axis": 2})], outputs=2, opset=11)
case("Split into equal parts", [("Split", ["x"], ["y", "y2"], {"axis": 1, "num_outputs": 2})], outputs=2, opset=18)
case("Slice", [("Slice", ["x", "a", "b", "c", "d"], ["y"], {})], {"a": ints(1, 0), "b": ints(-1, 100), "c": ints(1, 2), "d": ints(1, 2)})
case("Slice backwards", [("Slice", ["x", "a", "b", "c", "d"], ["y"], {})], {"a": ints(-1), "b": ints(-100), "c": ints(3), "d": ints(-1)})
case("Gather", [("Gather", ["x", "i"], ["y"], {"axis": 1})], {"i": ints(2, 0, -1)}); case("Gather one", [("Gather", ["x", "i"], ["y"], {"axis": 2})], {"i": np.int64(3)})
case("Gather a matrix", [("Gather", ["x", "i"], ["y"], {"axis": 3})], {"i": np.array([[0, 1], [4, 2]])})
case("Expand", [("ReduceMean", ["x"], ["m"], {"axes": [1, 3], "keepdims": 1}), ("Expand", ["m", "s"], ["y"], {})], {"s": ints(1, 4, 6, 5)})
one("Tile", {"r": ints(1, 2, 1, 3)}); one("Pad", {"p": ints(0, 0, 1, 2, 0, 1, 0, 3)}); one("Pad", {"p": ints(0, 0, 1, 2, 0, 0, 0, 1), "v": np.float32(-2)}, name="Pad with a number")
for mode in ["reflect", "edge"]:
    one("Pad", {"p": ints(0, 0, 1, 2, 0, 0, 2, 1)}, name=f"Pad {mode}", mode=mode)
one("Pad", {"p": ints(0, 0, 1, 2, 0, 0, 2, 1)}, name="Pad wrap", mode="wrap", opset=19)
case("Pad of some axes", [("Pad", ["x", "p", "", "a"], ["y"], {})], {"p": ints(1, 2), "a": ints(-1)}, opset=18)
for op in ["Mean", "Sum", "Max", "Min", "Prod", "L1", "L2", "SumSquare", "LogSum", "LogSumExp"]:
    shift = {"domain_shift": 3, "scale": 0.3} if op == "LogSum" else {}
    if op == "Sum":
        one("ReduceSum", {"a": ints(2, 3)}, keepdims=1); one("ReduceSum", {"a": ints(-3)}, name="ReduceSum without axis", keepdims=0)
    else:
        one(f"Reduce{op}", axes=[2, 3], keepdims=1, **shift); one(f"Reduce{op}", name=f"Reduce{op} without axis", axes=[1], keepdims=0, **shift)
one("ReduceMean", {"a": ints(1)}, name="ReduceMean of opset 18", opset=18)
case("Shape arithmetic", [
    ("Shape", ["x"], ["h"], {}), ("Gather", ["h", "one"], ["c"], {"axis": 0}), ("Div", ["c", "two"], ["half"], {}), ("Unsqueeze", ["half", "zero"], ["u"], {}),
    ("Slice", ["h", "twos", "fours", "zero"], ["rest"], {}), ("Concat", ["zero", "u", "twos", "rest"], ["target"], {"axis": 0}), ("Reshape", ["x", "target"], ["r"], {}),
    ("Cast", ["half"], ["f"], {"to": 1}), ("Sqrt", ["f"], ["q"], {}), ("Div", ["r", "q"], ["y"], {})],
    {"one": np.int64(1), "two": np.int64(2), "zero": ints(0), "twos": ints(2), "fours": ints(4)})
case("Numbers that are made", [("ConstantOfShape", ["s"], ["c"], {"value": helper.make_tensor("v", TensorProto.FLOAT, [1], [0.5])}), ("Range", ["a", "b", "d"], ["r"], {}),
                              ("Cast", ["r"], ["f"], {"to": 1}), ("Mul", ["c", "f"], ["m"], {}), ("Add", ["x", "m"], ["y"], {})],
     {"s": ints(6, 5), "a": np.int64(0), "b": np.int64(5), "d": np.int64(1)})
case("Numbers in 16 bits", [("Cast", ["h"], ["f"], {"to": 1}), ("Mul", ["x", "f"], ["y"], {})], {"h": noise(4, 1, 1).astype(np.float16)})

here = Path(__file__)
script = hashlib.sha256(here.read_bytes()).hexdigest()
head = {"script": script, "by": f"onnx {onnx.__version__}, onnxruntime {onnxruntime.__version__}"}
lines = ",\n".join(json.dumps(c, separators=(",", ":")) for c in cases)
here.with_name("operators.json").write_text(json.dumps(head)[:-1] + ', "cases": [\n' + lines + "\n]}\n")
print(len(cases), "cases")
