public import Dataflow

extension Catalogue {
  /// Every stage that comes with Zoetrope, in the order of a recipe.
  public static let standard = Catalogue([
    Load.declaration,
    Encode.declaration,
    SampleZ.declaration,
    ModifyDimensions.declaration,
    AddAttributeVector.declaration,
    Interpolate.declaration,
    Traverse.declaration,
    Decode.declaration,
    Sample.declaration,
    KeepPhotograph.declaration,
    Montage.declaration,
    Save.declaration,
  ])
}
