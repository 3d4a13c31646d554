@testable import Stages
