import Testing

/// Parameters and the values they are given.
extension MessageCase {
  static let parameters: [MessageCase] = [
    MessageCase(
      "an unknown parameter",
      """
      parameters: {p: {type: number, default: 1}}
      stages:
        - load: {from: faces}
        - encode:
        - sample z: {temperature: 0}
        - modify dimensions: {a: "${q}"}
        - decode:
        - sample: {temperature: 0}
        - save: {to: "{stem}${p}.png"}
      """,
      says: """
        r.yaml:6:28: error: unknown parameter "${q}"
          - modify dimensions: {a: "${q}"}
                                   ^~~~~~
        """),
    MessageCase(
      "an unknown parameter with a near name",
      """
      parameters: {strength: {type: number, default: 1}}
      stages:
        - load: {from: faces}
        - encode:
        - sample z: {temperature: 0}
        - modify dimensions: {a: "${strenght}"}
        - decode:
        - sample: {temperature: 0}
        - save: {to: "{stem}.png"}
      """,
      says: """
        r.yaml:1:14: warning: nothing uses the parameter "strength"; a stage asks for it with "${strength}"
        parameters: {strength: {type: number, default: 1}}
                     ^~~~~~~~
        r.yaml:6:28: error: unknown parameter "${strenght}"; did you mean "strength"?
          - modify dimensions: {a: "${strenght}"}
                                   ^~~~~~~~~~~~~
        """),
    MessageCase(
      "no parameters at all",
      """
      recipe: around
      stages:
        - load: {from: faces}
        - encode:
        - sample z: {temperature: 0}
        - modify dimensions: {a: "${p}"}
        - decode:
        - sample: {temperature: 0}
        - save: {to: "{stem}.png"}
      """,
      says: """
        r.yaml:6:28: error: unknown parameter "${p}"; the recipe declares no parameters
          - modify dimensions: {a: "${p}"}
                                   ^~~~~~
        """),
    MessageCase(
      "a parameter nobody uses",
      """
      parameters: {p: {type: number, default: 1}}
      stages:
        - load: {from: faces}
        - encode:
        - sample z: {temperature: 0}
        - modify dimensions: {a: 1}
        - decode:
        - sample: {temperature: 0}
        - save: {to: "{stem}.png"}
      """,
      says: """
        r.yaml:1:14: warning: nothing uses the parameter "p"; a stage asks for it with "${p}"
        parameters: {p: {type: number, default: 1}}
                     ^
        """),
    MessageCase(
      "a parameter that is never closed",
      """
      parameters: {p: {type: number, default: 1}}
      stages:
        - load: {from: faces}
        - encode:
        - sample z: {temperature: 0}
        - modify dimensions: {a: "${p"}
        - decode:
        - sample: {temperature: 0}
        - save: {to: "{stem}${p}.png"}
      """,
      says: """
        r.yaml:6:28: error: this "${" is never closed; write ${name}, or $${ if the text is meant
          - modify dimensions: {a: "${p"}
                                   ^~~~~
        """),
    MessageCase(
      "no type",
      """
      parameters: {p: {default: 1}}
      stages:
        - load: {from: faces}
        - encode:
        - sample z: {temperature: 0}
        - modify dimensions: {a: "${p}"}
        - decode:
        - sample: {temperature: 0}
        - save: {to: "{stem}.png"}
      """,
      says: """
        r.yaml:1:14: error: parameter "p" has no type; it is one of path, text, number, integer, boolean
        parameters: {p: {default: 1}}
                     ^
        """),
    MessageCase(
      "an unknown type",
      """
      parameters: {p: {type: numbr, default: 1}}
      stages:
        - load: {from: faces}
        - encode:
        - sample z: {temperature: 0}
        - modify dimensions: {a: "${p}"}
        - decode:
        - sample: {temperature: 0}
        - save: {to: "{stem}.png"}
      """,
      says: """
        r.yaml:1:24: error: a parameter's type is one of path, text, number, integer, boolean, not the text "numbr"; did you mean "number"?
        parameters: {p: {type: numbr, default: 1}}
                               ^~~~~
        """),
    MessageCase(
      "an unknown key",
      """
      parameters: {p: {type: number, defualt: 1}}
      stages:
        - load: {from: faces}
        - encode:
        - sample z: {temperature: 0}
        - modify dimensions: {a: "${p}"}
        - decode:
        - sample: {temperature: 0}
        - save: {to: "{stem}.png"}
      """, set: ["p=2"],
      says: """
        r.yaml:1:32: error: unknown key "defualt" of parameter "p"; did you mean "default"?
        parameters: {p: {type: number, defualt: 1}}
                                       ^~~~~~~
        """),
    MessageCase(
      "no default",
      """
      parameters: {p: {type: number}}
      stages:
        - load: {from: faces}
        - encode:
        - sample z: {temperature: 0}
        - modify dimensions: {a: "${p}"}
        - decode:
        - sample: {temperature: 0}
        - save: {to: "{stem}.png"}
      """,
      says: """
        r.yaml:1:14: error: parameter "p" has no default, so it must be given: --set p=…
        parameters: {p: {type: number}}
                     ^
        """),
    MessageCase(
      "no declaration",
      """
      parameters: {p: 3}
      stages:
        - load: {from: faces}
        - encode:
        - sample z: {temperature: 0}
        - modify dimensions: {a: "${p}"}
        - decode:
        - sample: {temperature: 0}
        - save: {to: "{stem}.png"}
      """,
      says: """
        r.yaml:1:17: error: "p" is declared as {type, default, help}, not by the number 3
        parameters: {p: 3}
                        ^
        """),
    MessageCase(
      "parameters that are a list",
      """
      parameters: [p]
      stages:
        - load: {from: faces}
        - encode:
        - sample z: {temperature: 0}
        - modify dimensions: {a: "${p}"}
        - decode:
        - sample: {temperature: 0}
        - save: {to: "{stem}.png"}
      """,
      says: """
        r.yaml:1:13: error: "parameters" takes a mapping of names to {type, default, help}, not a list
        parameters: [p]
                    ^
        r.yaml:6:28: error: unknown parameter "${p}"; the recipe declares no parameters
          - modify dimensions: {a: "${p}"}
                                   ^~~~~~
        """),
    MessageCase(
      "a default of another type",
      """
      parameters: {p: {type: number, default: much}}
      stages:
        - load: {from: faces}
        - encode:
        - sample z: {temperature: 0}
        - modify dimensions: {a: "${p}"}
        - decode:
        - sample: {temperature: 0}
        - save: {to: "{stem}.png"}
      """,
      says: """
        r.yaml:1:41: error: parameter "p" takes a number, not the text "much"
        parameters: {p: {type: number, default: much}}
                                                ^~~~
        """),
    MessageCase(
      "a default out of range",
      """
      parameters: {p: {type: number, default: 7, min: -4, max: 4}}
      stages:
        - load: {from: faces}
        - encode:
        - sample z: {temperature: 0}
        - modify dimensions: {a: "${p}"}
        - decode:
        - sample: {temperature: 0}
        - save: {to: "{stem}.png"}
      """,
      says: """
        r.yaml:1:41: error: parameter "p" must be at most 4, not 7
        parameters: {p: {type: number, default: 7, min: -4, max: 4}}
                                                ^
        """),
    MessageCase(
      "a list with a value out of range",
      """
      parameters: {p: {type: number, default: [1, 7], min: -4, max: 4}}
      stages:
        - load: {from: faces}
        - encode:
        - sample z: {temperature: 0}
        - modify dimensions: {a: "${p}"}
        - decode:
        - sample: {temperature: 0}
        - save: {to: "{stem}.png"}
      """,
      says: """
        r.yaml:1:45: error: parameter "p" must be at most 4, not 7
        parameters: {p: {type: number, default: [1, 7], min: -4, max: 4}}
                                                    ^
        """),
    MessageCase(
      "steps out of range",
      """
      parameters: {p: {type: number, default: {from: -9, to: 1, steps: 3}, min: -4, max: 4}}
      stages:
        - load: {from: faces}
        - encode:
        - sample z: {temperature: 0}
        - modify dimensions: {a: "${p}"}
        - decode:
        - sample: {temperature: 0}
        - save: {to: "{stem}.png"}
      """,
      says: """
        r.yaml:1:48: error: parameter "p" must be at least -4, not -9
        parameters: {p: {type: number, default: {from: -9, to: 1, steps: 3}, min: -4, max: 4}}
                                                       ^~
        """),
    MessageCase(
      "an empty list",
      """
      parameters: {p: {type: number, default: []}}
      stages:
        - load: {from: faces}
        - encode:
        - sample z: {temperature: 0}
        - modify dimensions: {a: "${p}"}
        - decode:
        - sample: {temperature: 0}
        - save: {to: "{stem}.png"}
      """,
      says: """
        r.yaml:1:41: error: parameter "p" takes a number, not an empty list
        parameters: {p: {type: number, default: []}}
                                                ^
        """),
    MessageCase(
      "bounds that are no numbers",
      """
      parameters: {p: {type: number, default: 1, min: low, max: 4}}
      stages:
        - load: {from: faces}
        - encode:
        - sample z: {temperature: 0}
        - modify dimensions: {a: "${p}"}
        - decode:
        - sample: {temperature: 0}
        - save: {to: "{stem}.png"}
      """,
      says: """
        r.yaml:1:49: error: "min" takes a number, not the text "low"
        parameters: {p: {type: number, default: 1, min: low, max: 4}}
                                                        ^~~
        """),
    MessageCase(
      "bounds the wrong way round",
      """
      parameters: {p: {type: number, default: 1, min: 4, max: -4}}
      stages:
        - load: {from: faces}
        - encode:
        - sample z: {temperature: 0}
        - modify dimensions: {a: "${p}"}
        - decode:
        - sample: {temperature: 0}
        - save: {to: "{stem}.png"}
      """,
      says: """
        r.yaml:1:57: error: "max" is less than "min"
        parameters: {p: {type: number, default: 1, min: 4, max: -4}}
                                                                ^~
        """),
    MessageCase(
      "bounds of a text",
      """
      parameters: {p: {type: text, default: x, min: 1}}
      stages:
        - load: {from: faces}
        - encode:
        - sample z: {temperature: 0}
        - add attribute vector: {vector: "${p}"}
        - decode:
        - sample: {temperature: 0}
        - save: {to: "{stem}.png"}
      """,
      says: """
        r.yaml:1:47: error: "min" is for numbers; a text has none
        parameters: {p: {type: text, default: x, min: 1}}
                                                      ^
        """),
    MessageCase(
      "a default that asks for another parameter",
      """
      parameters: {q: {type: text, default: x}, p: {type: text, default: "${q}"}}
      stages:
        - load: {from: faces}
        - encode:
        - sample z: {temperature: 0}
        - add attribute vector: {vector: "${p}${q}"}
        - decode:
        - sample: {temperature: 0}
        - save: {to: "{stem}.png"}
      """,
      says: """
        r.yaml:1:14: warning: nothing uses the parameter "q"; a stage asks for it with "${q}"
        parameters: {q: {type: text, default: x}, p: {type: text, default: "${q}"}}
                     ^
        r.yaml:1:68: error: a default is a plain value: parameters do not nest; use both where they are needed
        …ers: {q: {type: text, default: x}, p: {type: text, default: "${q}"}}
                                                                     ^~~~~~
        """),
    MessageCase(
      "a list inside a text",
      """
      parameters: {p: {type: text, default: [a, b]}}
      stages:
        - load: {from: faces}
        - encode:
        - sample z: {temperature: 0}
        - add attribute vector: {vector: "x${p}"}
        - decode:
        - sample: {temperature: 0}
        - save: {to: "{stem}.png"}
      """,
      says: """
        r.yaml:6:36: error: "${p}" is a list and cannot stand inside a text; use it alone
          - add attribute vector: {vector: "x${p}"}
                                           ^~~~~~~
        """),
    MessageCase(
      "a help that is a list",
      """
      parameters: {p: {type: number, default: 1, help: [x]}}
      stages:
        - load: {from: faces}
        - encode:
        - sample z: {temperature: 0}
        - modify dimensions: {a: "${p}"}
        - decode:
        - sample: {temperature: 0}
        - save: {to: "{stem}.png"}
      """,
      says: """
        r.yaml:1:50: error: "help" takes a text, not a list
        parameters: {p: {type: number, default: 1, help: [x]}}
                                                         ^
        """),
    MessageCase(
      "--set out of range",
      """
      parameters: {p: {type: number, default: 1, min: -4, max: 4}}
      stages:
        - load: {from: faces}
        - encode:
        - sample z: {temperature: 0}
        - modify dimensions: {a: "${p}"}
        - decode:
        - sample: {temperature: 0}
        - save: {to: "{stem}.png"}
      """, set: ["p=9"],
      says: """
        r.yaml:1:14: error: --set p=9: parameter "p" must be at most 4, not 9
        parameters: {p: {type: number, default: 1, min: -4, max: 4}}
                     ^
        """),
    MessageCase(
      "--set with a list out of range",
      """
      parameters: {p: {type: number, default: 1, min: -4, max: 4}}
      stages:
        - load: {from: faces}
        - encode:
        - sample z: {temperature: 0}
        - modify dimensions: {a: "${p}"}
        - decode:
        - sample: {temperature: 0}
        - save: {to: "{stem}.png"}
      """, set: ["p=[1, 9]"],
      says: """
        r.yaml:1:14: error: --set p=[1, 9]: parameter "p" must be at most 4, not 9
        parameters: {p: {type: number, default: 1, min: -4, max: 4}}
                     ^
        """),
    MessageCase(
      "--set of another type",
      """
      parameters: {p: {type: integer, default: 1}}
      stages:
        - load: {from: faces}
        - encode:
        - sample z: {temperature: 0}
        - modify dimensions: {a: "${p}"}
        - decode:
        - sample: {temperature: 0}
        - save: {to: "{stem}.png"}
      """, set: ["p=x"],
      says: """
        r.yaml:1:14: error: --set p=x: parameter "p" takes a whole number, not the text "x"
        parameters: {p: {type: integer, default: 1}}
                     ^
        """),
    MessageCase(
      "--set of an unknown parameter",
      """
      parameters: {strength: {type: number, default: 1}}
      stages:
        - load: {from: faces}
        - encode:
        - sample z: {temperature: 0}
        - modify dimensions: {a: "${strength}"}
        - decode:
        - sample: {temperature: 0}
        - save: {to: "{stem}.png"}
      """, set: ["strenght=2"],
      says: """
        r.yaml: error: --set strenght: the recipe declares no parameter "strenght"; did you mean "strength"?
        """),
    MessageCase(
      "--set where none is declared",
      """
      recipe: around
      stages:
        - load: {from: faces}
        - encode:
        - sample z: {temperature: 0}
        - modify dimensions: {a: 1}
        - decode:
        - sample: {temperature: 0}
        - save: {to: "{stem}.png"}
      """, set: ["p=2"],
      says: """
        r.yaml: error: --set p: the recipe declares no parameter "p"; it declares none
        """),
    MessageCase(
      "--set of an unknown parameter that is near to none",
      """
      parameters: {p: {type: number, default: 1}}
      stages:
        - load: {from: faces}
        - encode:
        - sample z: {temperature: 0}
        - modify dimensions: {a: "${p}"}
        - decode:
        - sample: {temperature: 0}
        - save: {to: "{stem}.png"}
      """, set: ["colour=2"],
      says: """
        r.yaml: error: --set colour: the recipe declares no parameter "colour"; it declares p
        """),
    MessageCase(
      "a value that does not fit the field",
      """
      parameters: {p: {type: number, default: 9}}
      stages:
        - load: {from: faces}
        - encode:
        - sample z: {temperature: 0}
        - add attribute vector: {vector: smile, strength: "${p}"}
        - decode:
        - sample: {temperature: 0}
        - save: {to: "{stem}.png"}
      """,
      says: """
        r.yaml:6:53: error: "strength" must be from -4 to 4, not 9
          - add attribute vector: {vector: smile, strength: "${p}"}
                                                            ^~~~~~
        """),
  ]
}
