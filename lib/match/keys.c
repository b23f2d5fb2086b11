/* keys.c - a hash table with open addressing, at most half full. */
#include "match/keys.h"

#include <stdlib.h>

#include <scrl/context.h>

typedef struct slot {
    uint64_t key;
    uint32_t number; /* and 1; 0 in a free place */
} slot;

struct scrl__keys {
    slot *slots;
    size_t size;
    uint32_t count;
};

scrl__keys *scrl__keys_new(void)
{
    return calloc(1, sizeof(scrl__keys));
}

void scrl__keys_free(scrl__keys *keys)
{
    if (keys == NULL)
        return;
    free(keys->slots);
    free(keys);
}

static size_t home_of(const scrl__keys *keys, uint64_t key)
{
    return (size_t)key & (keys->size - 1);
}

/* The place of a key: its own, or a free one. */
static slot *place_of(const scrl__keys *keys, uint64_t key)
{
    size_t at = home_of(keys, key);
    while (keys->slots[at].number != 0 && keys->slots[at].key != key)
        at = (at + 1) & (keys->size - 1);
    return &keys->slots[at];
}

static int make_room(scrl__keys *keys)
{
    if (keys->count < keys->size / 2)
        return 0;
    scrl__keys larger = {.size = keys->size == 0 ? 16 : keys->size * 2, .count = keys->count};
    larger.slots = calloc(larger.size, sizeof(*larger.slots));
    if (larger.slots == NULL)
        return SCRL_ENOMEM;
    for (size_t i = 0; i < keys->size; i++) {
        if (keys->slots[i].number != 0)
            *place_of(&larger, keys->slots[i].key) = keys->slots[i];
    }
    free(keys->slots);
    *keys = larger;
    return 0;
}

int scrl__keys_add(scrl__keys *keys, uint64_t key)
{
    if (make_room(keys) != 0)
        return SCRL_ENOMEM;
    slot *place = place_of(keys, key);
    if (place->number != 0)
        return 0;
    *place = (slot){key, ++keys->count};
    return 1;
}

uint32_t scrl__keys_find(const scrl__keys *keys, uint64_t key)
{
    return keys->size == 0 ? SCRL__NO_NUMBER : place_of(keys, key)->number - 1;
}

void scrl__keys_expect(const scrl__keys *keys, uint64_t key)
{
    if (keys->size > 0)
        __builtin_prefetch(&keys->slots[home_of(keys, key)]);
}
