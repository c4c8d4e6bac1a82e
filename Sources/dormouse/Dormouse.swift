internal import ArgumentParser

@main
struct Dormouse: ParsableCommand {
}
