internal import Foundation

/// The programs and folders that the tests belong to.
package enum BuiltProducts {
  /// Path of a program that was built together with the tests.
  package static func path(of program: String) -> String {
    // The test bundle lies beside the programs.
    Bundle.main.bundleURL.appending(path: program).path
  }

  /// Path of the checkout, found from this file.
  package static func checkout() -> String {
    URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().path
  }
}
