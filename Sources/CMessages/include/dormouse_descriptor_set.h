/* Made by Protos/generate from Protos/; do not edit. */
#pragma once

#include <stddef.h>
#include <stdint.h>

const uint8_t *dormouse_descriptor_set(size_t *count);
