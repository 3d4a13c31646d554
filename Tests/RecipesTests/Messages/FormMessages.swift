import Testing

/// Files that are no recipes.
extension MessageCase {
  static let form: [MessageCase] = [
    MessageCase(
      "an empty file",
      """

      """,
      says: """
        r.yaml:1:1: error: there is nothing in this file; a recipe has "stages"
        """),
    MessageCase(
      "a list",
      """
      - load:
      """,
      says: """
        r.yaml:1:1: error: a recipe is a mapping with "model" and "stages", not a list
        - load:
        ^
        """),
    MessageCase(
      "no stages",
      """
      recipe: x
      """,
      says: """
        r.yaml:1:1: error: the recipe has no "stages"
        recipe: x
        ^
        """),
    MessageCase(
      "stages that are no list",
      """
      stages: load
      """,
      says: """
        r.yaml:1:9: error: "stages" takes a list of stages, each as "- name: {fields}", not the text "load"
        stages: load
                ^~~~
        """),
    MessageCase(
      "stages that are an empty list",
      """
      stages: []
      """,
      says: """
        r.yaml:1:9: error: "stages" takes a list of stages, each as "- name: {fields}", not an empty list
        stages: []
                ^
        """),
    MessageCase(
      "a stage without a colon",
      """
      recipe: around
      stages:
        - load: {from: faces}
        - encode
        - sample z: {temperature: 0}
        - modify dimensions: {a: 1}
        - decode:
        - sample: {temperature: 0}
        - save: {to: "{stem}.png"}
      """,
      says: """
        r.yaml:4:5: error: a stage ends with a colon: "- encode:"
          - encode
            ^~~~~~
        """),
    MessageCase(
      "an unknown stage without a colon",
      """
      stages:
        - lode
      """,
      says: """
        r.yaml:2:5: error: a stage ends with a colon: "- lode:"
          - lode
            ^~~~
        r.yaml:2:5: error: unknown stage "lode"; `zoetrope stages` lists them
          - lode
            ^~~~
        """),
    MessageCase(
      "two stages in one entry",
      """
      recipe: around
      stages:
        - load: {from: faces}
        - encode:
          sample z: {temperature: 0}
        - modify dimensions: {a: 1}
        - decode:
        - sample: {temperature: 0}
        - save: {to: "{stem}.png"}
      """,
      says: """
        r.yaml:5:5: error: one stage a list entry, but here stand "encode" and "sample z"; begin each with its own "-", or indent its fields
            sample z: {temperature: 0}
            ^~~~~~~~
        """),
    MessageCase(
      "fields that are not indented",
      """
      stages:
        - load:
          from: faces
        - save: {to: x}
      """,
      says: """
        r.yaml:3:5: error: one stage a list entry, but here stand "load" and "from"; begin each with its own "-", or indent its fields
            from: faces
            ^~~~
        """),
    MessageCase(
      "only an id",
      """
      stages:
        - id: x
      """,
      says: """
        r.yaml:2:5: error: a stage is a mapping with its name as the key, as "- load: {from: faces}"
          - id: x
            ^
        """),
    MessageCase(
      "an empty entry",
      """
      stages:
        -
        - load: {from: x}
      """,
      says: """
        r.yaml:2:4: error: a stage is a mapping with its name as the key, as "- load: {from: faces}"
          -
           ^
        """),
    MessageCase(
      "fields that are no mapping",
      """
      recipe: around
      stages:
        - load: {from: faces}
        - encode:
        - sample z: {temperature: 0}
        - modify dimensions: 3
        - decode:
        - sample: {temperature: 0}
        - save: {to: "{stem}.png"}
      """,
      says: """
        r.yaml:6:24: error: the fields of "modify dimensions" are a mapping, as {from: faces}, not the number 3
          - modify dimensions: 3
                               ^
        """),
    MessageCase(
      "an id that is a list",
      """
      recipe: around
      stages:
        - load: {from: faces}
        - encode:
        - sample z: {temperature: 0}
        - modify dimensions: {a: 1}
          id: [x]
        - decode:
        - sample: {temperature: 0}
        - save: {to: "{stem}.png"}
      """,
      says: """
        r.yaml:7:9: error: "id" takes a name, not a list
            id: [x]
                ^
        """),
    MessageCase(
      "an input that is a mapping",
      """
      recipe: around
      stages:
        - load: {from: faces}
        - encode:
        - sample z: {temperature: 0}
        - modify dimensions: {a: 1}
          input: {x: y}
        - decode:
        - sample: {temperature: 0}
        - save: {to: "{stem}.png"}
      """,
      says: """
        r.yaml:7:12: error: "input" takes the id of a stage, or a list of ids, not a mapping
            input: {x: y}
                   ^
        """),
    MessageCase(
      "a negative seed",
      """
      seed: -1
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
        r.yaml:1:7: error: "seed" takes a whole number from 0 on, not the number -1
        seed: -1
              ^~
        """),
    MessageCase(
      "a model that is a list",
      """
      model: [x]
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
        r.yaml:1:8: error: "model" takes a name such as builtin:faces, or a model folder, not a list
        model: [x]
               ^
        """),
    MessageCase(
      "a title that is a list",
      """
      recipe: [x]
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
        r.yaml:1:9: error: "recipe" takes a title, not a list
        recipe: [x]
                ^
        """),
    MessageCase(
      "a parameter without quotes",
      """
      recipe: around
      stages:
        - load: {from: ${input}}
        - encode:
        - sample z: {temperature: 0}
        - modify dimensions: {a: 1}
        - decode:
        - sample: {temperature: 0}
        - save: {to: "{stem}.png"}
      """,
      says: """
        r.yaml:3:18: error: put quotes around it: "${input}" (a { without quotes begins a mapping)
          - load: {from: ${input}}
                         ^~~~~~~~
        """),
  ]
}
