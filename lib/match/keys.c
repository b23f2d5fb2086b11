/*
 * keys.c - a hash table with open addressing, at most three quarters full. Its places are small, so that most of them stay in the processor's
 * nearer memory: they hold a number and eight bits of its key, which tell nearly all other keys apart.
 */
#include "match/keys.h"

#include <stdlib.h>

#include <scrl/context.h>

#include "base/str.h"

#define NUMBER_BITS 24u
#define NUMBER_MASK ((1u << NUMBER_BITS) - 1)

struct scrl__keys {
    uint32_t *places; /* (eight bits of the key, its number and 1); 0 when free */
    size_t size;
    uint64_t *keys; /* by number */
    size_t count, cap;
};

scrl__keys *scrl__keys_new(void)
{
    return calloc(1, sizeof(scrl__keys));
}

void scrl__keys_free(scrl__keys *keys)
{
    if (keys == NULL)
        return;
    free(keys->places);
    free(keys->keys);
    free(keys);
}

static size_t home_of(const scrl__keys *keys, uint64_t key)
{
    return (size_t)key & (keys->size - 1);
}

static uint32_t tag_of(uint64_t key)
{
    return (uint32_t)(key >> 56) << NUMBER_BITS;
}

/* The place of a key: its own, or a free one. */
static uint32_t *place_of(const scrl__keys *keys, uint64_t key)
{
    size_t at = home_of(keys, key);
    uint32_t tag = tag_of(key), place;
    while ((place = keys->places[at]) != 0 &&
           ((place & ~NUMBER_MASK) != tag || keys->keys[(place & NUMBER_MASK) - 1] != key))
        at = (at + 1) & (keys->size - 1);
    return &keys->places[at];
}

static int make_room(scrl__keys *keys)
{
    if (keys->count < keys->size / 4 * 3)
        return 0;
    size_t size = keys->size == 0 ? 16 : keys->size * 2;
    uint32_t *places = calloc(size, sizeof(*places));
    if (places == NULL)
        return SCRL_ENOMEM;
    free(keys->places);
    keys->places = places;
    keys->size = size;
    for (uint32_t i = 0; i < keys->count; i++)
        *place_of(keys, keys->keys[i]) = tag_of(keys->keys[i]) | (i + 1);
    return 0;
}

int scrl__keys_add(scrl__keys *keys, uint64_t key)
{
    if (keys->count == NUMBER_MASK || make_room(keys) != 0 ||
        scrl__grow((void **)&keys->keys, &keys->cap, keys->count, sizeof(*keys->keys)) != 0)
        return SCRL_ENOMEM;
    uint32_t *place = place_of(keys, key);
    if (*place != 0)
        return 0;
    keys->keys[keys->count++] = key;
    *place = tag_of(key) | (uint32_t)keys->count;
    return 1;
}

uint32_t scrl__keys_find(const scrl__keys *keys, uint64_t key)
{
    uint32_t place = keys->size == 0 ? 0 : *place_of(keys, key) & NUMBER_MASK;
    return place == 0 ? SCRL__NO_NUMBER : place - 1;
}

const void *scrl__keys_home(const scrl__keys *keys, uint64_t key)
{
    return keys->size == 0 ? NULL : &keys->places[home_of(keys, key)];
}

size_t scrl__keys_count(const scrl__keys *keys)
{
    return keys->count;
}
