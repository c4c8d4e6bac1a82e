// The one way into nghttp2 for Swift.
#pragma once
#include <nghttp2/nghttp2.h>
