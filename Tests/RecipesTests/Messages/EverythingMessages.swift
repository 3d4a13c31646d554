import Testing

/// Everything at once.
extension MessageCase {
  static let everything: [MessageCase] = [
    MessageCase(
      "seven mistakes in one file",
      """
      recipe: seven mistakes
      modle: builtin:faces
      seed: -3
      parameters:
        strength: {type: number, default: 9, max: 4}
      stages:
        - load: {from: faces, fit: strech}
        - encode
        - sample z: {temprature: 0}
        - add attribute vector: {vector: smile, strength: "${strength}"}
        - decoder:
        - sample: {temperature: hot}
        - save: {to: "{stem}.png"}
      """,
      says: """
        r.yaml:2:1: error: unknown key "modle"; did you mean "model"?
        modle: builtin:faces
        ^~~~~
        r.yaml:3:7: error: "seed" takes a whole number from 0 on, not the number -3
        seed: -3
              ^~
        r.yaml:5:37: error: parameter "strength" must be at most 4, not 9
          strength: {type: number, default: 9, max: 4}
                                            ^
        r.yaml:7:30: error: "fit" takes crop, pad or stretch, not the text "strech"; did you mean "stretch"?
          - load: {from: faces, fit: strech}
                                     ^~~~~~
        r.yaml:8:5: error: a stage ends with a colon: "- encode:"
          - encode
            ^~~~~~
        r.yaml:9:16: error: unknown field "temprature" of stage "sample z"; did you mean "temperature"?
          - sample z: {temprature: 0}
                       ^~~~~~~~~~
        r.yaml:11:5: error: unknown stage "decoder"; did you mean "decode"?
          - decoder:
            ^~~~~~~
        r.yaml:12:27: error: "temperature" takes a number, not the text "hot"
          - sample: {temperature: hot}
                                  ^~~
        """)
  ]
}
