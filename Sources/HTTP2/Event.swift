/// What happened on a connection.
///
/// No reference to a stream is counted: the session keeps it until the event was taken.
enum Event {
  case ofStream(Unmanaged<Stream>, StreamEvent)
  case ofConnection(ConnectionEvent)
}
