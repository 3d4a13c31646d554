import Statistics
import Testing

@Suite struct MomentsTests {
  @Test func meanAndCovarianceOfFourPoints() {
    var moments = Moments(dimension: 2)
    for point in [[1.0, 2], [3, 2], [1, 6], [3, 10]] { moments.add(point) }
    #expect(moments.count == 4)
    #expect(moments.mean == [2, 5])
    let expected = [4.0 / 3, 4.0 / 3, 4.0 / 3, 44.0 / 3]
    for (found, value) in zip(moments.covariance, expected) { #expect(abs(found - value) < 1e-12) }
  }
}
