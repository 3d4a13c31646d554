public import Dataflow

extension Catalogue {
  /// Every stage that comes with Zoetrope, in the order of a recipe.
  public static let standard = Catalogue([
    Load.declaration,
    Encode.declaration,
    SampleZ.declaration,
    SetCondition<Latent>.declaration,
    ModifyDimensions.declaration,
    AddAttributeVector.declaration,
    Interpolate.declaration,
    Curve.declaration,
    Analogy.declaration,
    ChainGrid.declaration,
    Traverse.declaration,
    Manifold.declaration,
    Decode.declaration,
    Sample.declaration,
    KeepPhotograph.declaration,
    Montage.declaration,
    Animate.declaration,
    RunTool.declaration,
    Save.declaration,
  ])
}
