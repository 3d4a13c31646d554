/// How an attribute vector is found.
public struct FitSettings: Sendable {
  /// How the direction comes from the two classes.
  public enum Method: String, CaseIterable, Sendable {
    /// From the mean latent without the attribute to the mean with it.
    case means
    /// At a right angle to the boundary of a logistic regression on standardised latents, whose penalty is chosen on
    /// pictures that are left out meanwhile. It tells the classes apart best, and so acts where the attribute shows.
    case logistic
  }

  /// How the direction is found.
  public var method: Method

  /// The labels that the vector is balanced over: pictures count so that each of the 2ᵏ cells weighs the same in either
  /// class.
  public var balance: [String]

  /// Vectors whose directions the vector is to be at a right angle to.
  public var projectedOut: [AttributeVector]

  /// Whether the vector has one number for each channel of a spatial latent, the same at every place, instead of a field.
  public var isPerChannel: Bool

  /// The difference of the class means, as a field where latents are spatial, unless something else is said.
  public init(
    method: Method = .means, balance: [String] = [], projectedOut: [AttributeVector] = [], isPerChannel: Bool = false
  ) {
    self.isPerChannel = isPerChannel
    self.method = method
    self.balance = balance
    self.projectedOut = projectedOut
  }

  /// In words, for the vector's file.
  func description(penalty: Double?) -> String {
    var text = method == .means ? "difference of means" : "logistic regression"
    if let penalty { text += " (L2 penalty \(penalty))" }
    if isPerChannel { text += " of the channels" }
    if !balance.isEmpty { text += ", balanced over " + balance.joined(separator: ", ") }
    if !projectedOut.isEmpty { text += ", at a right angle to " + projectedOut.map(\.name).joined(separator: ", ") }
    return text
  }
}
