/* hash.h - SHA-256 (by libmd), as 64 lower-case hex digits. */
#ifndef SCRL_BASE_HASH_H
#define SCRL_BASE_HASH_H

#include <stddef.h>

void scrl__sha256_hex(const void *bytes, size_t len, char out[65]);

#endif
