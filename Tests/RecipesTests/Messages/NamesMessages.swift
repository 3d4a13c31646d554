import Testing

/// Unknown and missing names.
extension MessageCase {
  static let names: [MessageCase] = [
    MessageCase(
      "an unknown stage",
      """
      recipe: around
      stages:
        - load: {from: faces}
        - encode:
        - sample z: {temperature: 0}
        - add atribute vector: {vector: smile}
        - decode:
        - sample: {temperature: 0}
        - save: {to: "{stem}.png"}
      """,
      says: """
        r.yaml:6:5: error: unknown stage "add atribute vector"; did you mean "add attribute vector"?
          - add atribute vector: {vector: smile}
            ^~~~~~~~~~~~~~~~~~~
        """),
    MessageCase(
      "an unknown stage that is near to none",
      """
      recipe: around
      stages:
        - load: {from: faces}
        - encode:
        - sample z: {temperature: 0}
        - frobnicate:
        - decode:
        - sample: {temperature: 0}
        - save: {to: "{stem}.png"}
      """,
      says: """
        r.yaml:6:5: error: unknown stage "frobnicate"; `zoetrope stages` lists them
          - frobnicate:
            ^~~~~~~~~~
        """),
    MessageCase(
      "an unknown field with a near name",
      """
      recipe: around
      stages:
        - load: {from: faces}
        - encode:
        - sample z: {temperature: 0}
        - add attribute vector: {vector: smile, strenght: 2}
        - decode:
        - sample: {temperature: 0}
        - save: {to: "{stem}.png"}
      """,
      says: """
        r.yaml:6:43: error: unknown field "strenght" of stage "add attribute vector"; did you mean "strength"?
          - add attribute vector: {vector: smile, strenght: 2}
                                                  ^~~~~~~~
        """),
    MessageCase(
      "an unknown field that is near to none",
      """
      recipe: around
      stages:
        - load: {from: faces}
        - encode:
        - sample z: {temperature: 0}
        - add attribute vector: {vector: smile, colour: 2}
        - decode:
        - sample: {temperature: 0}
        - save: {to: "{stem}.png"}
      """,
      says: """
        r.yaml:6:43: error: unknown field "colour" of stage "add attribute vector"; it has vector, vectors, strength
          - add attribute vector: {vector: smile, colour: 2}
                                                  ^~~~~~
        """),
    MessageCase(
      "a field of a stage that has none",
      """
      recipe: around
      stages:
        - load: {from: faces}
        - encode: {size: 3}
        - sample z: {temperature: 0}
        - decode:
        - sample: {temperature: 0}
        - save: {to: "{stem}.png"}
      """,
      says: """
        r.yaml:4:14: error: unknown field "size" of stage "encode"; it has none
          - encode: {size: 3}
                     ^~~~
        """),
    MessageCase(
      "id among the fields",
      """
      recipe: around
      stages:
        - load: {from: faces}
        - encode:
        - sample z: {temperature: 0}
        - add attribute vector: {vector: smile, id: x}
        - decode:
        - sample: {temperature: 0}
        - save: {to: "{stem}.png"}
      """,
      says: """
        r.yaml:6:43: error: unknown field "id" of stage "add attribute vector"; it stands beside the stage's name, not in its fields
          - add attribute vector: {vector: smile, id: x}
                                                  ^~
        """),
    MessageCase(
      "an unknown key of the recipe",
      """
      modle: x
      recipe: around
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
        r.yaml:1:1: error: unknown key "modle"; did you mean "model"?
        modle: x
        ^~~~~
        """),
    MessageCase(
      "an unknown key that is near to none",
      """
      colour: x
      recipe: around
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
        r.yaml:1:1: error: unknown key "colour"; a recipe has recipe, model, seed, parameters, stages
        colour: x
        ^~~~~~
        """),
    MessageCase(
      "a required field that is missing",
      """
      recipe: around
      stages:
        - load: {fit: crop}
        - encode:
        - sample z: {temperature: 0}
        - modify dimensions: {a: 1}
        - decode:
        - sample: {temperature: 0}
        - save: {to: "{stem}.png"}
      """,
      says: """
        r.yaml:3:5: error: "load" needs "from": A folder, a file, a glob, or - for standard input
          - load: {fit: crop}
            ^~~~
        """),
    MessageCase(
      "a stage's own complaint",
      """
      recipe: around
      stages:
        - load: {from: faces}
        - encode:
        - sample z: {temperature: 0}
        - add attribute vector: {strength: 2}
        - decode:
        - sample: {temperature: 0}
        - save: {to: "{stem}.png"}
      """,
      says: """
        r.yaml:6:5: error: say with "vector" or "vectors" which way to go
          - add attribute vector: {strength: 2}
            ^~~~~~~~~~~~~~~~~~~~
        """),
    MessageCase(
      "an unknown choice",
      """
      recipe: around
      stages:
        - load: {from: faces, fit: strech}
        - encode:
        - sample z: {temperature: 0}
        - modify dimensions: {a: 1}
        - decode:
        - sample: {temperature: 0}
        - save: {to: "{stem}.png"}
      """,
      says: """
        r.yaml:3:30: error: "fit" takes crop, pad or stretch, not the text "strech"; did you mean "stretch"?
          - load: {from: faces, fit: strech}
                                     ^~~~~~
        """),
    MessageCase(
      "a placeholder that is not there",
      """
      recipe: around
      stages:
        - load: {from: faces}
        - encode:
        - sample z: {temperature: 0}
        - modify dimensions: {a: 1}
        - decode:
        - sample: {temperature: 0}
        - save: {to: "{stem}{strength}.png"}
      """,
      says: """
        r.yaml:9:16: error: there is no {strength} here; there are stem
          - save: {to: "{stem}{strength}.png"}
                       ^~~~~~~~~~~~~~~~~~~~~~
        """),
  ]
}
