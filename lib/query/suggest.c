/* suggest.c - the nearest word of a list, by edit distance over bytes: ids and filter names are ASCII. */
#include "query/suggest.h"

#include <string.h>

#define LONGEST 64u /* ids are shorter; what is longer gets no suggestion */

static unsigned least(unsigned a, unsigned b)
{
    return a < b ? a : b;
}

/* Optimal string alignment distance, in three rows. */
static unsigned distance(const char *a, size_t a_len, const char *b, size_t b_len)
{
    unsigned rows[3][LONGEST + 1];
    unsigned *before = rows[0], *last = rows[1], *now = rows[2];
    for (unsigned j = 0; j <= b_len; j++) {
        before[j] = 0;
        last[j] = j;
    }
    for (unsigned i = 1; i <= a_len; i++) {
        now[0] = i;
        for (unsigned j = 1; j <= b_len; j++) {
            now[j] = least(least(last[j], now[j - 1]) + 1, last[j - 1] + (a[i - 1] != b[j - 1]));
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                now[j] = least(now[j], before[j - 2] + 1);
        }
        unsigned *spare = before;
        before = last;
        last = now;
        now = spare;
    }
    return last[b_len];
}

const char *scrl__suggest(const char *word, size_t word_len, const char *const *items, size_t count)
{
    const char *best = NULL;
    unsigned best_distance = (unsigned)(word_len / 3) + 1;
    if (word_len == 0 || word_len > LONGEST)
        return NULL;
    for (size_t i = 0; i < count; i++) {
        size_t len = strlen(items[i]);
        if (len > LONGEST)
            continue;
        unsigned d = distance(word, word_len, items[i], len);
        if (d < best_distance) {
            best = items[i];
            best_distance = d;
        }
    }
    return best;
}
