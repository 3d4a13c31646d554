import Testing

@testable import Checkpoints

@Suite struct HalfTests {
  /// Sign, exponent and fraction as the standard defines them, in double precision.
  func definition(_ bits: UInt16) -> Double {
    let sign = bits >> 15 == 1 ? -1.0 : 1.0
    let (exponent, fraction) = (Int(bits >> 10 & 31), Double(bits & 1023))
    switch exponent {
    case 0: return sign * fraction * 0x1p-24
    case 31: return fraction == 0 ? sign * .infinity : .nan
    default: return sign * (1 + fraction / 1024) * Double(sign: .plus, exponent: exponent - 15, significand: 1)
    }
  }

  @Test func everyHalfIsItsFloat() {
    for bits in UInt16.min ... .max {
      let (float, expected) = (Half.float(bits), definition(bits))
      if expected.isNaN {
        #expect(float.isNaN)
      } else if Double(float) != expected || float.sign != expected.sign {
        Issue.record("\(bits) became \(float)")
      }
    }
  }

  @Test func everyHalfSurvivesTheRoundTrip() {
    for bits in UInt16.min ... .max {
      let (back, isNaN) = (Half.bits(Half.float(bits)), Half.float(bits).isNaN)
      if isNaN ? !Half.float(back).isNaN : back != bits { Issue.record("\(bits) became \(back)") }
    }
  }

  @Test func betweenTwoHalvesTheNearerIsTakenAndInTheMiddleTheEvenOne() {
    for bits in UInt16(0)..<0x7BFF {
      let (low, high) = (Half.float(bits), Half.float(bits + 1))
      let middle = (low + high) / 2
      let even = bits & 1 == 0 ? bits : bits + 1
      let right =
        Half.bits(middle) == even && Half.bits(middle.nextDown) == bits && Half.bits(middle.nextUp) == bits + 1
        && Half.bits(-middle) == even | 0x8000
      if !right { Issue.record("around \(middle)") }
    }
  }

  @Test(arguments: [(65519.996, 0x7BFF), (65520, 0x7C00), (1e9, 0x7C00), (-.infinity, 0xFC00)] as [(Float, UInt16)])
  func whatIsTooLargeIsInfinite(value: Float, bits: UInt16) { #expect(Half.bits(value) == bits) }
}
