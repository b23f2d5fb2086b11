/* pool.c - a string pool: one byte string with NUL-terminated entries and a hash table of their offsets. */
#include "model/pool.h"

#include <stdlib.h>
#include <string.h>

#include <scrl/context.h>

static uint32_t hash_bytes(const char *s, size_t len)
{
    uint32_t hash = 2166136261u;
    for (size_t i = 0; i < len; i++)
        hash = (hash ^ (unsigned char)s[i]) * 16777619u;
    return hash;
}

int scrl__pool_init(scrl__pool *pool)
{
    memset(pool, 0, sizeof(*pool));
    pool->slot_count = 64;
    pool->slots = calloc(pool->slot_count, sizeof(*pool->slots));
    scrl__str_addc(&pool->bytes, '\0');
    return pool->slots == NULL || pool->bytes.failed ? SCRL_ENOMEM : 0;
}

void scrl__pool_free(scrl__pool *pool)
{
    scrl__str_free(&pool->bytes);
    free(pool->slots);
    memset(pool, 0, sizeof(*pool));
}

/* The slot that holds the string, or the free one where it would go. */
static size_t find_slot(const scrl__pool *pool, const char *s, size_t len)
{
    size_t slot = hash_bytes(s, len) & (pool->slot_count - 1);
    while (pool->slots[slot] != 0) {
        const char *entry = pool->bytes.data + pool->slots[slot];
        if (strncmp(entry, s, len) == 0 && entry[len] == '\0')
            break;
        slot = (slot + 1) & (pool->slot_count - 1);
    }
    return slot;
}

static int double_slots(scrl__pool *pool)
{
    uint32_t *old = pool->slots;
    size_t old_count = pool->slot_count;
    uint32_t *slots = calloc(old_count * 2, sizeof(*slots));
    if (slots == NULL)
        return SCRL_ENOMEM;
    pool->slots = slots;
    pool->slot_count = old_count * 2;
    for (size_t i = 0; i < old_count; i++) {
        if (old[i] == 0)
            continue;
        const char *entry = pool->bytes.data + old[i];
        pool->slots[find_slot(pool, entry, strlen(entry))] = old[i];
    }
    free(old);
    return 0;
}

uint32_t scrl__pool_add(scrl__pool *pool, const char *s, size_t len)
{
    len = s == NULL ? 0 : strnlen(s, len);
    if (len == 0 || pool->bytes.failed)
        return 0;
    size_t slot = find_slot(pool, s, len);
    if (pool->slots[slot] != 0)
        return pool->slots[slot];
    size_t offset = pool->bytes.len;
    if (offset + len >= UINT32_MAX || (pool->used * 2 >= pool->slot_count && double_slots(pool) != 0)) {
        pool->bytes.failed = true;
        return 0;
    }
    scrl__str_add(&pool->bytes, s, len);
    scrl__str_addc(&pool->bytes, '\0');
    if (pool->bytes.failed)
        return 0;
    pool->slots[find_slot(pool, s, len)] = (uint32_t)offset;
    pool->used++;
    return (uint32_t)offset;
}
