#!/usr/bin/env python3
"""ONNX files that a reader must refuse at once: hostile/loop.onnx and hostile/outside.onnx.

    PYTHONPATH=/tmp/peers python3 make-hostile-onnx.py     (onnx 1.23.2)
"""
from pathlib import Path

from onnx import TensorProto, helper, numpy_helper
import numpy as np

HERE = Path(__file__).parent / "hostile"
x = helper.make_tensor_value_info("x", TensorProto.FLOAT, [1, 3, 8, 8])
y = helper.make_tensor_value_info("y", TensorProto.FLOAT, [1, 3, 8, 8])


def write(name, nodes, initializers):
    graph = helper.make_graph(nodes, "graph", [x], [y], initializers)
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=9)
    (HERE / name).write_bytes(model.SerializeToString())


number = lambda name, kind: helper.make_tensor_value_info(name, kind, [])
body = helper.make_graph(
    [helper.make_node("Identity", ["go"], ["on"]), helper.make_node("Relu", ["a"], ["b"])], "body",
    [number("i", TensorProto.INT64), number("go", TensorProto.BOOL), helper.make_tensor_value_info("a", TensorProto.FLOAT, None)],
    [number("on", TensorProto.BOOL), helper.make_tensor_value_info("b", TensorProto.FLOAT, None)])
count = numpy_helper.from_array(np.array(1 << 40, np.int64), "count")
write("loop.onnx", [helper.make_node("Loop", ["count", "", "x"], ["y"], name="for_ever", body=body)], [count])

outside = TensorProto(name="w", data_type=TensorProto.FLOAT, dims=[1, 3, 8, 8], data_location=TensorProto.EXTERNAL)
outside.external_data.add(key="location", value="../../../../../../etc/passwd")
write("outside.onnx", [helper.make_node("Add", ["x", "w"], ["y"])], [outside])
