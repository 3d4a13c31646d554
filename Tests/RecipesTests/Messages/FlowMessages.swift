import Testing

/// Edges of the graph that cannot be.
extension MessageCase {
  static let flow: [MessageCase] = [
    MessageCase(
      "one stage is missing in between",
      """
      recipe: around
      stages:
        - load: {from: faces}
        - encode:
        - modify dimensions: {a: 1}
        - decode:
        - sample: {temperature: 0}
        - save: {to: "{stem}.png"}
      """,
      says: """
        r.yaml:5:5: error: "modify dimensions" needs latents, but "encode" gives a posterior: put `sample z` between them; `temperature: 0` takes the mean
          - modify dimensions: {a: 1}
            ^~~~~~~~~~~~~~~~~
        """),
    MessageCase(
      "two stages are missing in between",
      """
      recipe: around
      stages:
        - load: {from: faces}
        - modify dimensions: {a: 1}
        - decode:
        - sample: {temperature: 0}
        - save: {to: "{stem}.png"}
      """,
      says: """
        r.yaml:4:5: error: "modify dimensions" needs latents, but "load" gives images: put `encode` and `sample z` between them; `temperature: 0` takes the mean
          - modify dimensions: {a: 1}
            ^~~~~~~~~~~~~~~~~
        """),
    MessageCase(
      "no stage leads back",
      """
      recipe: around
      stages:
        - load: {from: faces}
        - encode:
        - sample z: {temperature: 0}
        - modify dimensions: {a: 1}
        - decode:
        - encode:
        - sample: {temperature: 0}
        - save: {to: "{stem}.png"}
      """,
      says: """
        r.yaml:8:5: error: "encode" needs images, but "decode" gives a likelihood: put `sample` between them
          - encode:
            ^~~~~~
        r.yaml:9:5: error: "sample" needs likelihoods, but "encode#2" gives a posterior: put `sample z` and `decode` between them; `temperature: 0` takes the mean
          - sample: {temperature: 0}
            ^~~~~~
        """),
    MessageCase(
      "no source",
      """
      stages:
        - encode:
      """,
      says: """
        r.yaml:2:5: error: "encode" has no input; put a source such as "load" before it
          - encode:
            ^~~~~~
        r.yaml:2:5: error: nobody uses the posteriors of "encode"; end with "save", or take the stage out
          - encode:
            ^~~~~~
        """),
    MessageCase(
      "a source in the middle leaves what came before unused",
      """
      recipe: around
      stages:
        - load: {from: faces}
        - encode:
        - sample z: {temperature: 0}
        - load: {from: more}
        - encode:
        - sample z: {temperature: 0}
        - decode:
        - sample: {temperature: 0}
        - save: {to: "{stem}.png"}
      """,
      says: """
        r.yaml:5:5: error: nobody uses the latents of "sample z"; end with "save", or take the stage out
          - sample z: {temperature: 0}
            ^~~~~~~~
        """),
    MessageCase(
      "nothing at the end",
      """
      stages:
        - load: {from: faces}
        - encode:
      """,
      says: """
        r.yaml:3:5: error: nobody uses the posteriors of "encode"; end with "save", or take the stage out
          - encode:
            ^~~~~~
        """),
    MessageCase(
      "a stage after the end",
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
        - encode:
      """,
      says: """
        r.yaml:10:5: error: "encode" needs images, but "save" is an end and gives nothing; say with "input" which stage it follows
          - encode:
            ^~~~~~
        r.yaml:10:5: error: nobody uses the posteriors of "encode#2"; end with "save", or take the stage out
          - encode:
            ^~~~~~
        """),
    MessageCase(
      "a source with an input",
      """
      stages:
        - load: {from: faces}
        - load: {from: more}
          input: load
        - save: {to: x}
      """,
      says: """
        r.yaml:2:5: error: nobody uses the images of "load"; end with "save", or take the stage out
          - load: {from: faces}
            ^~~~
        r.yaml:4:12: error: "load" is a source and takes no input
            input: load
                   ^~~~
        """),
    MessageCase(
      "a stage that is a source here, with an input",
      """
      stages:
        - load: {from: faces}
        - encode:
        - sample z: {temperature: 1, from: prior}
          input: encode
        - save: {to: x}
      """,
      says: """
        r.yaml:5:12: error: "sample z" is a source here and takes no input
            input: encode
                   ^~~~~~
        """),
    MessageCase(
      "one input too many",
      """
      recipe: around
      stages:
        - load: {from: faces}
        - encode:
        - sample z: {temperature: 0}
        - modify dimensions: {a: 1}
        - decode:
          input: [sample z, sample z]
        - sample: {temperature: 0}
        - save: {to: "{stem}.png"}
      """,
      says: """
        r.yaml:6:5: error: nobody uses the latents of "modify dimensions"; end with "save", or take the stage out
          - modify dimensions: {a: 1}
            ^~~~~~~~~~~~~~~~~
        r.yaml:8:13: error: "decode" takes 1 input, not 2
            input: [sample z, sample z]
                    ^~~~~~~~
        """),
    MessageCase(
      "one input too few",
      """
      recipe: around
      stages:
        - load: {from: faces}
        - encode:
        - sample z: {temperature: 0}
        - interpolate:
        - decode:
        - sample: {temperature: 0}
        - save: {to: "{stem}.png"}
      """,
      says: """
        r.yaml:6:5: error: "interpolate" takes 2 inputs, not 1; name them: "input: [from, to]"
          - interpolate:
            ^~~~~~~~~~~
        """),
    MessageCase(
      "an unknown id",
      """
      recipe: around
      stages:
        - load: {from: faces}
        - encode:
        - sample z: {temperature: 0}
        - interpolate:
          input: [sample z, smaple z]
        - decode:
        - sample: {temperature: 0}
        - save: {to: "{stem}.png"}
      """,
      says: """
        r.yaml:7:23: error: no stage above has the id "smaple z"; did you mean "sample z"?
            input: [sample z, smaple z]
                              ^~~~~~~~
        """),
    MessageCase(
      "an id further down",
      """
      recipe: around
      stages:
        - load: {from: faces}
        - encode:
        - sample z: {temperature: 0}
        - modify dimensions: {a: 1}
          input: later
        - decode:
        - modify dimensions: {b: 1}
          id: later
          input: sample z
        - sample: {temperature: 0}
        - save: {to: "{stem}.png"}
      """,
      says: """
        r.yaml:7:12: error: no stage above has the id "later"; it stands further down, and a stage can only use what stands above it
            input: later
                   ^~~~~
        r.yaml:12:5: error: "sample" needs likelihoods, but "later" gives latents: put `decode` between them
          - sample: {temperature: 0}
            ^~~~~~
        """),
    MessageCase(
      "a stage further down, by its name",
      """
      recipe: around
      stages:
        - load: {from: faces}
        - encode:
        - sample z: {temperature: 0}
        - modify dimensions: {a: 1}
          input: decode
        - decode:
        - sample: {temperature: 0}
        - save: {to: "{stem}.png"}
      """,
      says: """
        r.yaml:7:12: error: no stage above has the id "decode"; it stands further down, and a stage can only use what stands above it
            input: decode
                   ^~~~~~
        """),
    MessageCase(
      "an id twice",
      """
      recipe: around
      stages:
        - load: {from: faces}
        - encode:
        - sample z: {temperature: 0}
        - modify dimensions: {a: 1}
          id: x
        - decode:
          id: x
        - sample: {temperature: 0}
        - save: {to: "{stem}.png"}
      """,
      says: """
        r.yaml:9:9: error: two stages have the id "x"
            id: x
                ^
        """),
  ]
}
