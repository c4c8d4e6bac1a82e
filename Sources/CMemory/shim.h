// The C library's settings of how it keeps memory, which Swift's overlay of that library leaves out.
#pragma once
#include <malloc.h>
