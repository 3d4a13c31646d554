public import Documents

extension AttributeReport {
  /// The report for other programs.
  public var json: JSONValue {
    [
      "model": ["name": .string(model.name), "fingerprint": .string(model.fingerprint)],
      "vectors": .array(entries.map(\.json)),
      "effects": [
        "basis": .string(basis == .directions ? "directions" : "pictures"), "pictures": .int(pictureCount),
        "unit": "gap of the column's vector, at strength 1 of the row's",
        "names": .array(entries.map { .string($0.vector.name) }),
        "matrix": .array(effects.map { .array($0.map(JSONValue.number)) }),
      ],
    ]
  }

  private var pictureCount: Int { if case .pictures(let count) = basis { count } else { 0 } }
}

extension AttributeReport.Entry {
  fileprivate var json: JSONValue {
    let origin = vector.origin
    return [
      "name": .string(vector.name), "method": .string(origin.method), "source": .string(origin.source),
      "label": origin.label.map(JSONValue.string) ?? nil, "gap": .number(Double(vector.gap)),
      "sigma": .number(Double(vector.sigma)), "fitted": origin.fitted.json, "held out": origin.heldOut.json,
      "accuracy": .number(origin.accuracy ?? .nan), "auc": .number(origin.area ?? .nan),
      "cells": .array(origin.cells.map { ["name": .string($0.name), "counts": $0.counts.json] }),
      "on these pictures": judgement.map(\.json) ?? nil,
    ]
  }
}

extension AttributeReport.Labelled {
  fileprivate var json: JSONValue {
    ["counts": counts.json, "accuracy": .number(accuracy), "auc": .number(area ?? .nan)]
  }
}

extension AttributeVector.ClassCounts {
  fileprivate var json: JSONValue { ["with": .int(with), "without": .int(without)] }
}
