// The one way into zlib for Swift.
#pragma once
#include <zlib.h>
