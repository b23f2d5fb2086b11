/* arena.c - a bump allocator over a chain of zeroed chunks. Chunks double up to a bound; what is large beside a chunk
 * gets one of its own, so that little of the current chunk is lost. Knows nothing of what is kept in it. */
#include "base/arena.h"

#include <stdalign.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#define FIRST_CHUNK ((size_t)4096)
#define LARGEST_CHUNK ((size_t)1 << 20)

struct chunk {
    struct chunk *next;
    size_t cap;
    size_t used;
    max_align_t data[];
};

struct scrl__arena {
    struct chunk *head; /* the chunk that small pieces are cut from */
    size_t next_cap;
};

static struct chunk *chunk_new(size_t cap)
{
    if (cap > SIZE_MAX - sizeof(struct chunk))
        return NULL;
    /* calloc: a fresh large chunk is zero already and costs no pass over it. */
    struct chunk *chunk = calloc(1, sizeof(*chunk) + cap);
    if (chunk != NULL)
        chunk->cap = cap;
    return chunk;
}

scrl__arena *scrl__arena_new(void)
{
    scrl__arena *arena = calloc(1, sizeof(*arena));
    if (arena == NULL)
        return NULL;
    arena->head = chunk_new(FIRST_CHUNK - sizeof(struct chunk));
    if (arena->head == NULL) {
        free(arena);
        return NULL;
    }
    arena->next_cap = FIRST_CHUNK * 2;
    return arena;
}

void scrl__arena_free(scrl__arena *arena)
{
    if (arena == NULL)
        return;
    for (struct chunk *chunk = arena->head; chunk != NULL;) {
        struct chunk *next = chunk->next;
        free(chunk);
        chunk = next;
    }
    free(arena);
}

static void *alloc_own_chunk(scrl__arena *arena, size_t size)
{
    struct chunk *chunk = chunk_new(size);
    if (chunk == NULL)
        return NULL;
    chunk->used = size;
    chunk->next = arena->head->next;
    arena->head->next = chunk;
    return chunk->data;
}

static void *alloc_new_head(scrl__arena *arena, size_t size)
{
    struct chunk *chunk = chunk_new(arena->next_cap);
    if (chunk == NULL)
        return NULL;
    if (arena->next_cap < LARGEST_CHUNK)
        arena->next_cap *= 2;
    chunk->used = size;
    chunk->next = arena->head;
    arena->head = chunk;
    return chunk->data;
}

/* 'align' is a power of two. */
static void *alloc_aligned(scrl__arena *arena, size_t size, size_t align)
{
    if (size == 0)
        size = 1;
    struct chunk *head = arena->head;
    size_t at = (head->used + align - 1) & ~(align - 1);
    if (at <= head->cap && size <= head->cap - at) {
        head->used = at + size;
        return (char *)head->data + at;
    }
    if (size > arena->next_cap / 4)
        return alloc_own_chunk(arena, size);
    return alloc_new_head(arena, size);
}

void *scrl__arena_alloc(scrl__arena *arena, size_t size)
{
    return alloc_aligned(arena, size, alignof(max_align_t));
}

char *scrl__arena_strndup(scrl__arena *arena, const char *s, size_t len)
{
    if (len == SIZE_MAX)
        return NULL;
    char *copy = alloc_aligned(arena, len + 1, 1);
    if (copy != NULL && len > 0)
        memcpy(copy, s, len);
    return copy;
}

char *scrl__arena_strdup(scrl__arena *arena, const char *s)
{
    return scrl__arena_strndup(arena, s, strlen(s));
}

void *scrl__arena_copy(scrl__arena *arena, const void *items, size_t count, size_t size)
{
    if (size != 0 && count > SIZE_MAX / size)
        return NULL;
    void *copy = scrl__arena_alloc(arena, count * size);
    if (copy != NULL && count * size > 0)
        memcpy(copy, items, count * size);
    return copy;
}
