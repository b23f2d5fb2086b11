/* arena.h - memory that is freed all at once. Everything in a finished document, review or tag list lives in one
 * arena. */
#ifndef SCRL_BASE_ARENA_H
#define SCRL_BASE_ARENA_H

#include <stddef.h>

typedef struct scrl__arena scrl__arena;

/* NULL when memory is out. */
scrl__arena *scrl__arena_new(void);
void scrl__arena_free(scrl__arena *arena);

/* Zeroed memory, aligned for any type; NULL when memory is out. A size of 0 gives a valid pointer. */
void *scrl__arena_alloc(scrl__arena *arena, size_t size);

/* Copies 'len' bytes and adds a NUL. */
char *scrl__arena_strndup(scrl__arena *arena, const char *s, size_t len);
char *scrl__arena_strdup(scrl__arena *arena, const char *s);

/* Copies an array of 'count' items of 'size' bytes; checks the product. */
void *scrl__arena_copy(scrl__arena *arena, const void *items, size_t count, size_t size);

#endif
