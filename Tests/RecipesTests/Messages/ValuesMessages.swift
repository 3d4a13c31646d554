import Testing

/// Values that do not fit their fields.
extension MessageCase {
  static let values: [MessageCase] = [
    MessageCase(
      "a text for a number",
      """
      recipe: around
      stages:
        - load: {from: faces}
        - encode:
        - sample z: {temperature: 0}
        - add attribute vector: {vector: smile, strength: much}
        - decode:
        - sample: {temperature: 0}
        - save: {to: "{stem}.png"}
      """,
      says: """
        r.yaml:6:53: error: "strength" takes a number, not the text "much"
          - add attribute vector: {vector: smile, strength: much}
                                                            ^~~~
        """),
    MessageCase(
      "a number in quotes",
      """
      recipe: around
      stages:
        - load: {from: faces}
        - encode:
        - sample z: {temperature: 0}
        - add attribute vector: {vector: smile, strength: "2"}
        - decode:
        - sample: {temperature: 0}
        - save: {to: "{stem}.png"}
      """,
      says: """
        r.yaml:6:53: error: "strength" takes a number, not the text "2"; remove the quotes
          - add attribute vector: {vector: smile, strength: "2"}
                                                            ^~~
        """),
    MessageCase(
      "a number with a comma",
      """
      recipe: around
      stages:
        - load: {from: faces}
        - encode:
        - sample z: {temperature: 0}
        - add attribute vector: {vector: smile, strength: 1_5}
        - decode:
        - sample: {temperature: 0}
        - save: {to: "{stem}.png"}
      """,
      says: """
        r.yaml:6:53: error: "strength" takes a number, not the text "1_5"; a number has no underscores
          - add attribute vector: {vector: smile, strength: 1_5}
                                                            ^~~
        """),
    MessageCase(
      "a number out of range",
      """
      recipe: around
      stages:
        - load: {from: faces}
        - encode:
        - sample z: {temperature: 0}
        - add attribute vector: {vector: smile, strength: 5}
        - decode:
        - sample: {temperature: 0}
        - save: {to: "{stem}.png"}
      """,
      says: """
        r.yaml:6:53: error: "strength" must be from -4 to 4, not 5
          - add attribute vector: {vector: smile, strength: 5}
                                                            ^
        """),
    MessageCase(
      "a fraction for a whole number",
      """
      recipe: around
      stages:
        - load: {from: faces}
        - encode:
        - sample z: {temperature: 0, draws: 1.5}
        - decode:
        - sample: {temperature: 0}
        - save: {to: "{stem}.png"}
      """,
      says: """
        r.yaml:5:39: error: "draws" takes a whole number, not the number 1.5
          - sample z: {temperature: 0, draws: 1.5}
                                              ^~~
        """),
    MessageCase(
      "a word for true or false",
      """
      recipe: around
      stages:
        - load: {from: faces}
        - encode:
        - sample z: {temperature: 0}
        - modify dimensions: {a: 1}
        - decode:
        - sample: {temperature: 0}
        - save: {to: "{stem}.png", overwrite: yes}
      """,
      says: """
        r.yaml:9:41: error: "overwrite" takes true or false, not the text "yes"; write true
          - save: {to: "{stem}.png", overwrite: yes}
                                                ^~~
        """),
    MessageCase(
      "a list where nothing sweeps",
      """
      recipe: around
      stages:
        - load: {from: faces}
        - encode:
        - sample z: {temperature: 0}
        - modify dimensions: {a: 1}
        - decode:
        - sample: {temperature: 0}
        - save: {to: "{stem}.png", quality: [80, 90]}
      """,
      says: """
        r.yaml:9:39: error: "quality" takes a whole number, not a list; it cannot sweep
          - save: {to: "{stem}.png", quality: [80, 90]}
                                              ^
        """),
    MessageCase(
      "a list of the wrong length",
      """
      recipe: around
      stages:
        - load: {from: faces, crop: [0, 0, 64]}
        - encode:
        - sample z: {temperature: 0}
        - modify dimensions: {a: 1}
        - decode:
        - sample: {temperature: 0}
        - save: {to: "{stem}.png"}
      """,
      says: """
        r.yaml:3:31: error: "crop" takes a list of 4 whole numbers, not [0, 0, 64]
          - load: {from: faces, crop: [0, 0, 64]}
                                      ^
        """),
    MessageCase(
      "a word in a list of numbers",
      """
      recipe: around
      stages:
        - load: {from: faces, crop: [0, 0, 64, all]}
        - encode:
        - sample z: {temperature: 0}
        - modify dimensions: {a: 1}
        - decode:
        - sample: {temperature: 0}
        - save: {to: "{stem}.png"}
      """,
      says: """
        r.yaml:3:42: error: "crop" takes a list of 4 whole numbers, not the text "all"
          - load: {from: faces, crop: [0, 0, 64, all]}
                                                 ^~~
        """),
    MessageCase(
      "an interval the wrong way round",
      """
      recipe: around
      stages:
        - load: {from: faces}
        - encode:
        - sample z: {temperature: 0}
        - modify dimensions: {a: 1}
        - decode:
        - sample: {temperature: 0}
        - save: {to: "{stem}.png", range: [1, 0]}
      """,
      says: """
        r.yaml:9:37: error: "range" takes a list of two numbers, the lower first, not [1, 0]
          - save: {to: "{stem}.png", range: [1, 0]}
                                            ^
        """),
    MessageCase(
      "a mapping for a path",
      """
      recipe: around
      stages:
        - load: {from: {folder: faces}}
        - encode:
        - sample z: {temperature: 0}
        - modify dimensions: {a: 1}
        - decode:
        - sample: {temperature: 0}
        - save: {to: "{stem}.png"}
      """,
      says: """
        r.yaml:3:18: error: "from" takes a path or a list of paths, not a mapping
          - load: {from: {folder: faces}}
                         ^
        """),
    MessageCase(
      "two faults in one stage",
      """
      recipe: around
      stages:
        - load: {from: faces}
        - encode:
        - sample z: {temperature: 0}
        - add attribute vector: {vector: [], strength: much}
        - decode:
        - sample: {temperature: 0}
        - save: {to: "{stem}.png"}
      """,
      says: """
        r.yaml:6:36: error: "vector" takes a text, not an empty list; it cannot sweep
          - add attribute vector: {vector: [], strength: much}
                                           ^
        r.yaml:6:50: error: "strength" takes a number, not the text "much"
          - add attribute vector: {vector: [], strength: much}
                                                         ^~~~
        """),
    MessageCase(
      "a number no integer can hold",
      """
      recipe: around
      stages:
        - load: {from: faces}
        - encode:
        - sample z: {temperature: 0}
        - modify dimensions: {a: 1}
        - decode:
        - sample: {temperature: 0}
        - save: {to: "{stem}.png", quality: 9223372036854775807}
      """,
      says: """
        r.yaml:9:39: error: "quality" must be from 1 to 100, not 9223372036854775807
          - save: {to: "{stem}.png", quality: 9223372036854775807}
                                              ^~~~~~~~~~~~~~~~~~~
        """),
  ]
}
