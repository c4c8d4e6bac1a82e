// The one way into protobuf-c for Swift.
#pragma once
#include <protobuf-c/protobuf-c.h>
