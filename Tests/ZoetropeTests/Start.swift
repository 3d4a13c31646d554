@testable import Zoetrope
