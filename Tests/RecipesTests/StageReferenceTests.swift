import Dataflow
import Recipes
import Testing

@Suite struct StageReferenceTests {
  @Test("The list has one line a stage, in columns")
  func list() {
    #expect(
      StageReference.list(Toy.catalogue)
        == """
        load                                   → images       Reads pictures.
        encode                images           → posteriors   Gives the posterior of each picture.
        sample z              posteriors       → latents      Draws a latent from a distribution.
        add attribute vector  latents          → latents      Moves latents along a direction.
        modify dimensions     latents          → latents      Changes single dimensions.
        interpolate           latents          → latents      Goes from one latent to another.
        decode                latents          → likelihoods  Gives the likelihood of each latent.
        sample                likelihoods      → images       Draws a picture from its likelihood.
        save                  images, latents  → files        Writes files.

        `zoetrope stages NAME` shows the fields of a stage and an example.

        """)
  }

  @Test("A page shows flow, fields and an example")
  func page() throws {
    #expect(
      StageReference.page(Toy.sampleZ)
        == """
        sample z
        ────────
        Draws a latent from a distribution.

        Flow
          posteriors → latents
          → latents

        Fields
          temperature  a number, from 0 to 10; required; may sweep
                       How much noise; 0 takes the mean.
          draws        a whole number, from 1 to 1000; 1 if left out
                       How many of each.
          from         posterior or prior; posterior if left out
                       Where the latents come from.

        Example
          - sample z: {temperature: 0}

        """)
  }

  @Test("A page of a stage with two inputs names them")
  func twoInputs() {
    #expect(
      StageReference.page(Toy.interpolate)
        == """
        interpolate
        ───────────
        Goes from one latent to another.

        Flow
          latents (from, to) → latents

        Fields
          steps     a whole number, from 2 to 100; 3 if left out
                    How many, both ends included.

        Example
          - interpolate: {steps: 5}
            input: [left, right]

        """)
  }

  @Test("An open list of fields is shown as NAME, and a stage without fields has no list")
  func openFields() {
    #expect(
      StageReference.page(Toy.modifyDimensions)
        == """
        modify dimensions
        ─────────────────
        Changes single dimensions.

        Flow
          latents → latents

        Fields
          NAME      a number; optional; may sweep
                    What is added to the dimension of that name.

        Example
          - modify dimensions: {smile: +1.5}

        """)
    #expect(!StageReference.page(Toy.encode).contains("Fields"))
  }
}
