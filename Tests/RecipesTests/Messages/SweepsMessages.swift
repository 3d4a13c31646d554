import Testing

/// Sweeps that cannot be.
extension MessageCase {
  static let sweeps: [MessageCase] = [
    MessageCase(
      "an empty list",
      """
      recipe: around
      stages:
        - load: {from: faces}
        - encode:
        - sample z: {temperature: 0}
        - add attribute vector: {vector: smile, strength: []}
        - decode:
        - sample: {temperature: 0}
        - save: {to: "{stem}.png"}
      """,
      says: """
        r.yaml:6:53: error: an empty list sweeps over nothing
          - add attribute vector: {vector: smile, strength: []}
                                                            ^
        """),
    MessageCase(
      "a list with a value out of range",
      """
      recipe: around
      stages:
        - load: {from: faces}
        - encode:
        - sample z: {temperature: 0}
        - add attribute vector: {vector: smile, strength: [1, 9, 2, -7]}
        - decode:
        - sample: {temperature: 0}
        - save: {to: "{stem}.png"}
      """,
      says: """
        r.yaml:6:57: error: "strength" must be from -4 to 4, not 9
          - add attribute vector: {vector: smile, strength: [1, 9, 2, -7]}
                                                                ^
        r.yaml:6:63: error: "strength" must be from -4 to 4, not -7
        …- add attribute vector: {vector: smile, strength: [1, 9, 2, -7]}
                                                                     ^~
        """),
    MessageCase(
      "a list in a list",
      """
      recipe: around
      stages:
        - load: {from: faces}
        - encode:
        - sample z: {temperature: 0}
        - add attribute vector: {vector: smile, strength: [1, [2]]}
        - decode:
        - sample: {temperature: 0}
        - save: {to: "{stem}.png"}
      """,
      says: """
        r.yaml:6:57: error: "strength" takes a number, not a list
          - add attribute vector: {vector: smile, strength: [1, [2]]}
                                                                ^
        """),
    MessageCase(
      "steps without an end",
      """
      recipe: around
      stages:
        - load: {from: faces}
        - encode:
        - sample z: {temperature: 0}
        - add attribute vector: {vector: smile, strength: {from: 1, steps: 3}}
        - decode:
        - sample: {temperature: 0}
        - save: {to: "{stem}.png"}
      """,
      says: """
        r.yaml:6:53: error: a sweep needs numbers for from and to: {from: -2, to: 2, steps: 9}
          - add attribute vector: {vector: smile, strength: {from: 1, steps: 3}}
                                                            ^
        """),
    MessageCase(
      "one step",
      """
      recipe: around
      stages:
        - load: {from: faces}
        - encode:
        - sample z: {temperature: 0}
        - add attribute vector: {vector: smile, strength: {from: 1, to: 2, steps: 1}}
        - decode:
        - sample: {temperature: 0}
        - save: {to: "{stem}.png"}
      """,
      says: """
        r.yaml:6:77: error: a sweep's steps must be from 2 to 10000
        …e vector: {vector: smile, strength: {from: 1, to: 2, steps: 1}}
                                                                     ^
        """),
    MessageCase(
      "a wrong key",
      """
      recipe: around
      stages:
        - load: {from: faces}
        - encode:
        - sample z: {temperature: 0}
        - add attribute vector: {vector: smile, strength: {from: 1, to: 2, step: 3}}
        - decode:
        - sample: {temperature: 0}
        - save: {to: "{stem}.png"}
      """,
      says: """
        r.yaml:6:70: error: a sweep has from, to and steps, not "step"; did you mean "steps"?
        …ttribute vector: {vector: smile, strength: {from: 1, to: 2, step: 3}}
                                                                     ^~~~
        """),
    MessageCase(
      "steps beyond the range, told once",
      """
      recipe: around
      stages:
        - load: {from: faces}
        - encode:
        - sample z: {temperature: 0}
        - add attribute vector: {vector: smile, strength: {from: 5, to: 9, steps: 3}}
        - decode:
        - sample: {temperature: 0}
        - save: {to: "{stem}.png"}
      """,
      says: """
        r.yaml:6:53: error: "strength" must be from -4 to 4, not 5
          - add attribute vector: {vector: smile, strength: {from: 5, to: 9, steps: 3}}
                                                            ^
        """),
    MessageCase(
      "too many values",
      """
      recipe: around
      stages:
        - load: {from: faces}
        - encode:
        - sample z: {temperature: 0}
        - modify dimensions: {a: {from: 0, to: 1, steps: 200}, b: {from: 0, to: 1, steps: 200}}
        - decode:
        - sample: {temperature: 0}
        - save: {to: "{stem}.png"}
      """,
      says: """
        r.yaml:6:61: error: the sweeps of this stage make more than 10000 items of one
          - modify dimensions: {a: {from: 0, to: 1, steps: 200}, b: {from: 0, to: 1, steps: 200}}
                                                                    ^
        """),
    MessageCase(
      "steps far too many",
      """
      recipe: around
      stages:
        - load: {from: faces}
        - encode:
        - sample z: {temperature: 0}
        - modify dimensions: {a: {from: 0, to: 1, steps: 20000}}
        - decode:
        - sample: {temperature: 0}
        - save: {to: "{stem}.png"}
      """,
      says: """
        r.yaml:6:52: error: a sweep's steps must be from 2 to 10000
          - modify dimensions: {a: {from: 0, to: 1, steps: 20000}}
                                                           ^~~~~
        """),
    MessageCase(
      "a value in a mapping",
      """
      recipe: around
      stages:
        - load: {from: faces}
        - encode:
        - sample z: {temperature: 0}
        - add attribute vector: {vectors: {smile: much}}
        - decode:
        - sample: {temperature: 0}
        - save: {to: "{stem}.png"}
      """,
      says: """
        r.yaml:6:45: error: "smile" takes a number, not the text "much"
          - add attribute vector: {vectors: {smile: much}}
                                                    ^~~~
        """),
    MessageCase(
      "integers far too large",
      """
      recipe: around
      stages:
        - load: {from: faces}
        - encode:
        - sample z: {temperature: {from: 1e300, to: 2e300, steps: 3}}
        - decode:
        - sample: {temperature: 0}
        - save: {to: "{stem}.png"}
      """,
      says: """
        r.yaml:5:29: error: "temperature" must be from 0 to 10, not 1e+300
          - sample z: {temperature: {from: 1e300, to: 2e300, steps: 3}}
                                    ^
        """),
  ]
}
