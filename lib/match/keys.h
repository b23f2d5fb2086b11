/* keys.h - numbers of 64-bit keys: which entry of a model a feature is. */
#ifndef SCRL_MATCH_KEYS_H
#define SCRL_MATCH_KEYS_H

#include <stddef.h>
#include <stdint.h>

#define SCRL__NO_NUMBER UINT32_MAX

typedef struct scrl__keys scrl__keys;

/* NULL when memory is out. */
scrl__keys *scrl__keys_new(void);
void scrl__keys_free(scrl__keys *keys);

/* Gives a key the next number, from 0. Returns 1, 0 when the key has a number already, or SCRL_ENOMEM. */
int scrl__keys_add(scrl__keys *keys, uint64_t key);

/* The number of a key, or SCRL__NO_NUMBER. */
uint32_t scrl__keys_find(const scrl__keys *keys, uint64_t key);

/* Where in memory a key is looked for first, to be asked for ahead. NULL before the first key. */
const void *scrl__keys_home(const scrl__keys *keys, uint64_t key);

size_t scrl__keys_count(const scrl__keys *keys);

#endif
