import Statistics
import Testing

@Suite("Principal components")
struct PrincipalComponentsTests {
  @Test("Directions, variances and shares are scikit-learn's, for many vectors and for few", arguments: [true, false])
  func reference(_ isMany: Bool) throws {
    let reference = try StatisticsReference.load()
    let vectors = Matrix(rows: isMany ? reference.many : reference.few)
    let expected = isMany ? reference.componentsOfMany : reference.componentsOfFew
    let components = PrincipalComponents(vectors, count: expected.variances.count)
    #expect(difference(components.directions.elements, expected.directions.flatMap(\.self)) < 1e-9)
    #expect(difference(components.variances, expected.variances) < 1e-12)
    #expect(difference(components.shares, expected.shares) < 1e-12)
  }

  @Test("n vectors have at most n − 1 components, and those without variance none")
  func rank() throws {
    let reference = try StatisticsReference.load()
    #expect(PrincipalComponents(Matrix(rows: reference.few), count: 9).variances.count == 5)
    let line = Matrix(rows: (0..<8).map { [Double($0), Double($0) * 2, 5] })
    let components = PrincipalComponents(line, count: 3)
    #expect(components.variances.count == 1)
    #expect(difference(components.directions.row(0), [0.2, 0.8, 0].map { $0.squareRoot() }) < 1e-12)
    #expect(PrincipalComponents(Matrix(rows: 5, columns: 9, repeating: 2), count: 3).variances.isEmpty)
  }

  @Test("A vector is the mean and its coordinates along the directions")
  func coordinates() throws {
    let reference = try StatisticsReference.load()
    let components = PrincipalComponents(Matrix(rows: reference.many), count: 7)
    let vector = reference.many[3]
    let back = components.directions.transposedTimes(components.coordinates(vector))
    #expect(difference(zip(back, components.mean).map { $0 + $1 }, vector) < 1e-12)
  }
}
