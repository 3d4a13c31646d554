import Statistics
import Testing

@Suite("Moments")
struct MomentsTests {
  @Test("Mean and covariance of three points")
  func small() {
    var moments = Moments(dimension: 2)
    for vector in [[0.0, 2], [2, 4], [4, 0]] { moments.add(vector) }
    #expect(moments.mean == [2, 2])
    #expect(moments.covariance == Matrix(rows: [[4, -2], [-2, 4]]))
    #expect(moments.variance == [4, 4])
  }

  @Test("They are numpy's")
  func reference() throws {
    let reference = try StatisticsReference.load()
    let moments = Moments(Matrix(rows: reference.many))
    #expect(moments.count == 60)
    #expect(difference(moments.mean, reference.mean) < 1e-13)
    #expect(difference(moments.covariance.elements, reference.covariance.flatMap(\.self)) < 1e-13)
  }

  @Test("One vector does not vary")
  func one() {
    var moments = Moments(dimension: 2)
    moments.add([3, 4])
    #expect(moments.mean == [3, 4])
    #expect(moments.covariance == Matrix(rows: 2, columns: 2))
  }
}
