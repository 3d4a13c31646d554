/// The latent half of the objective with graphics codes: what is inactive in a group is the same for all its pictures.
struct CodedTerms {
  private let terms: PosteriorTerms
  private let codes: GraphicsCodes
  private let pictures: ArraySlice<Int>

  /// - Parameter pictures: of the batch, whole groups one after the other.
  init(_ terms: PosteriorTerms, _ codes: GraphicsCodes, _ pictures: ArraySlice<Int>) {
    (self.terms, self.codes, self.pictures) = (terms, codes, pictures)
  }
}

extension CodedTerms: LatentTerms {
  var latents: [Float] { codes.clamped(terms.latents, pictures) }
  var shares: [Double]? { nil }
  var klDivergence: Double { terms.klDivergence }

  func penalty(_ objective: Objective, step: Int) -> Double {
    terms.penalty(objective, step: step) + codes.penalty(terms.mean, pictures)
      + (codes.anchors?.penalty(terms.mean, pictures) ?? 0)
  }

  func gradients(_ latents: [Float], losses: [Double], _ objective: Objective, step: Int) -> LatentGradients {
    var gradients = terms.gradients(codes.shared(latents, pictures), losses: losses, objective, step: step)
    codes.pull(&gradients.encoder[0], of: terms.mean, pictures)
    codes.anchors?.hold(&gradients.encoder[0], of: terms.mean, pictures)
    return gradients
  }
}
