/// A header block that was received, shared by the streams on which the same came again.
package final class ReceivedHeaders {
  /// The block.
  package let block: HeaderBlock
  /// What the user of the session notes about the block; 0 at first.
  package var mark = 0

  /// What it is as a request or its trailers.
  let form: RequestForm

  init(_ block: HeaderBlock, _ form: RequestForm = RequestForm()) {
    self.block = block
    self.form = form
  }
}
