internal import CNGHTTP2

extension Session {
  /// How many streams the peer lets us have open at once; further requests wait inside.
  package var peerMaxStreams: Int {
    Int(nghttp2_session_get_remote_settings(handle, NGHTTP2_SETTINGS_MAX_CONCURRENT_STREAMS))
  }
}
