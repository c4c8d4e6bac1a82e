// What of libFuzzer the program that fuzzes calls; the library comes with the compiler.
#pragma once
#include <stddef.h>
#include <stdint.h>

/// Runs the fuzzer, or, given files, runs each of them once; answers the exit status.
int LLVMFuzzerRunDriver(
    int *argc, char ***argv, int (*user_callback)(const uint8_t *data, size_t size));
