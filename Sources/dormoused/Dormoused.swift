internal import ArgumentParser

@main
struct Dormoused: ParsableCommand {
}
