internal import ArgumentParser

/// Moves the options that every command takes from before a command's name to behind it, where the
/// command itself reads them.
enum GlobalArguments {
  /// Names of the shared options that take a value.
  static let valued: Set<String> = [
    "--server", "--tenant", "--token-file", "--ca", "--context", "--output", "-o", "--timeout",
    "--wait",
  ]
  /// Names of the shared options that take none.
  static let flags: Set<String> = ["--plaintext", "--verbose", "-v"]

  /// The same arguments with the shared options behind the names of commands.
  static func hoisted(_ arguments: [String], below root: any ParsableCommand.Type) -> [String] {
    var path: [String] = []
    var shared: [String] = []
    var rest = arguments[...]
    var command = root
    while let word = rest.first {
      if let count = length(of: word) {
        shared += rest.prefix(count)
        rest = rest.dropFirst(count)
      } else if let found = subcommand(word, of: command) {
        path.append(word)
        rest = rest.dropFirst()
        command = found
      } else {
        break
      }
    }
    // A command that only holds others takes no options; help shows without them.
    let takesOptions =
      command.configuration.subcommands.isEmpty || command.configuration.defaultSubcommand != nil
    return path + (takesOptions ? shared : []) + rest
  }

  /// Whether errors are to be shown with their details.
  static func isVerbose(_ arguments: [String]) -> Bool {
    arguments.prefix { $0 != "--" }.contains { $0 == "--verbose" || $0 == "-v" }
  }

  /// How many arguments a shared option takes up, itself included; nil for anything else.
  private static func length(of word: String) -> Int? {
    if flags.contains(word) { return 1 }
    if valued.contains(word) { return 2 }
    guard let equals = word.firstIndex(of: "=") else { return nil }
    return valued.contains(String(word[..<equals])) ? 1 : nil
  }

  private static func subcommand(
    _ name: String, of command: any ParsableCommand.Type
  ) -> (any ParsableCommand.Type)? {
    command.configuration.subcommands.first { $0.configuration.commandName == name }
  }
}
