/// The message types that have a JSON form of their own.
enum WellKnownType: String {
  case timestamp = "google.protobuf.Timestamp"
  case duration = "google.protobuf.Duration"
  case fieldMask = "google.protobuf.FieldMask"
  case any = "google.protobuf.Any"
  case boolValue = "google.protobuf.BoolValue"
  case bytesValue = "google.protobuf.BytesValue"
  case doubleValue = "google.protobuf.DoubleValue"
  case floatValue = "google.protobuf.FloatValue"
  case int32Value = "google.protobuf.Int32Value"
  case int64Value = "google.protobuf.Int64Value"
  case stringValue = "google.protobuf.StringValue"
  case uInt32Value = "google.protobuf.UInt32Value"
  case uInt64Value = "google.protobuf.UInt64Value"
}
