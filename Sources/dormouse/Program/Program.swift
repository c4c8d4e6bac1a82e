internal import ArgumentParser
internal import ImportFiles
internal import Messages

/// Runs one command line to its exit status.
struct Program: Sendable {
  let console: Console

  /// Parses and runs the arguments behind the program's name, and reports what went wrong.
  func run(_ arguments: [String]) async -> ExitStatus {
    do {
      let hoisted = GlobalArguments.hoisted(arguments, below: Dormouse.self)
      var command = try Dormouse.parseAsRoot(hoisted)
      if var asynchronous = command as? any AsyncParsableCommand {
        try await asynchronous.run()
      } else {
        try command.run()
      }
      return .done
    } catch let error as CommandError {
      return report(error, isVerbose: GlobalArguments.isVerbose(arguments))
    } catch let error as ImportError {
      return report(CommandError(.failed, error.description.asSentence), isVerbose: false)
    } catch let error as MessageError {
      let message = "The server's answer cannot be read: \(error.message)"
      return report(CommandError(.failed, message), isVerbose: false)
    } catch {
      return reportUsage(error)
    }
  }

  private func report(_ error: CommandError, isVerbose: Bool) -> ExitStatus {
    for line in error.lines(isVerbose: isVerbose) { console.note(line) }
    return error.status
  }

  /// Help and completion scripts arrive as errors too, and go to standard output.
  private func reportUsage(_ error: any Error) -> ExitStatus {
    let text = Dormouse.fullMessage(for: error)
    guard Dormouse.exitCode(for: error) == .success else {
      console.note(text)
      return .usage
    }
    do throws(CommandError) {
      try console.print(text)
      return .done
    } catch {
      return error.status
    }
  }
}
