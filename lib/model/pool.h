/* pool.h - strings kept once, named by their offset; offset 0 is "". */
#ifndef SCRL_MODEL_POOL_H
#define SCRL_MODEL_POOL_H

#include <stdint.h>

#include "base/str.h"

typedef struct scrl__pool {
    scrl__str bytes;
    uint32_t *slots; /* open addressing; 0 is free */
    size_t slot_count, used;
} scrl__pool;

/* Returns 0 or SCRL_ENOMEM. */
int scrl__pool_init(scrl__pool *pool);
void scrl__pool_free(scrl__pool *pool);

/* The offset of a string, which is added when it is new. Bytes after a NUL are left out. Out of memory: 0, and
 * pool->bytes.failed is set. */
uint32_t scrl__pool_add(scrl__pool *pool, const char *s, size_t len);

#endif
