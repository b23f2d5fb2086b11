/* hash.c - SHA-256 as hex digits. The digest is libmd's; only the spelling is ours. */
#include "base/hash.h"

#include <stdint.h>

#include <sha2.h>

void scrl__sha256_hex(const void *bytes, size_t len, char out[65])
{
    static const char digits[] = "0123456789abcdef";
    uint8_t digest[SHA256_DIGEST_LENGTH];
    SHA2_CTX state;
    SHA256Init(&state);
    if (len > 0)
        SHA256Update(&state, bytes, len);
    SHA256Final(digest, &state);
    for (size_t i = 0; i < SHA256_DIGEST_LENGTH; i++) {
        out[2 * i] = digits[digest[i] >> 4];
        out[2 * i + 1] = digits[digest[i] & 15];
    }
    out[64] = '\0';
}
