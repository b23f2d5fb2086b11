/* bits.c - sets as arrays of 64-bit words: all of a set's operations are a pass over some ten thousand words at most. */
#include "store/bits.h"

#include <stdlib.h>

scrl__bits scrl__bits_new(uint32_t count)
{
    size_t words = (size_t)count / 64 + 1;
    return (scrl__bits){calloc(words, sizeof(uint64_t)), words};
}

void scrl__bits_free(scrl__bits *set)
{
    free(set->bits);
    *set = (scrl__bits){NULL, 0};
}

void scrl__bits_add(scrl__bits *set, uint32_t place)
{
    set->bits[place / 64] |= (uint64_t)1 << (place % 64);
}

void scrl__bits_add_range(scrl__bits *set, uint32_t first, uint32_t end)
{
    while (first < end) {
        if (first % 64 == 0 && end - first >= 64) {
            set->bits[first / 64] = UINT64_MAX;
            first += 64;
        } else {
            scrl__bits_add(set, first++);
        }
    }
}

bool scrl__bits_has(const scrl__bits *set, uint32_t place)
{
    return (set->bits[place / 64] >> (place % 64) & 1) != 0;
}

void scrl__bits_and(scrl__bits *set, const scrl__bits *other)
{
    for (size_t i = 0; i < set->words; i++)
        set->bits[i] &= other->bits[i];
}

void scrl__bits_or(scrl__bits *set, const scrl__bits *other)
{
    for (size_t i = 0; i < set->words; i++)
        set->bits[i] |= other->bits[i];
}

void scrl__bits_without(scrl__bits *set, const scrl__bits *other)
{
    for (size_t i = 0; i < set->words; i++)
        set->bits[i] &= ~other->bits[i];
}

size_t scrl__bits_count(const scrl__bits *set)
{
    size_t count = 0;
    for (size_t i = 0; i < set->words; i++)
        count += scrl__bits_in(set->bits[i]);
    return count;
}

uint32_t scrl__bits_next(const scrl__bits *set, uint32_t place)
{
    size_t i = place / 64;
    if (i >= set->words)
        return UINT32_MAX;
    uint64_t word = set->bits[i] & (UINT64_MAX << (place % 64));
    while (word == 0) {
        if (++i >= set->words)
            return UINT32_MAX;
        word = set->bits[i];
    }
    return (uint32_t)(i * 64) + (uint32_t)__builtin_ctzll(word);
}

uint32_t scrl__bits_last(const scrl__bits *set)
{
    for (size_t i = set->words; i > 0; i--)
        if (set->bits[i - 1] != 0)
            return (uint32_t)((i - 1) * 64) + 63u - (uint32_t)__builtin_clzll(set->bits[i - 1]);
    return UINT32_MAX;
}

/* The bits from 'first' on, at most 64 of them, and before 'end'. */
static uint64_t some(const uint64_t *bits, uint32_t first, uint32_t end)
{
    uint64_t word = bits[first / 64] >> (first % 64);
    if (first % 64 != 0 && first / 64 < (end - 1) / 64)
        word |= bits[first / 64 + 1] << (64 - first % 64);
    return end - first >= 64 ? word : word & (((uint64_t)1 << (end - first)) - 1);
}

void scrl__bits_copy(scrl__bits *set, uint32_t place, const uint64_t *bits, uint32_t first, uint32_t end)
{
    for (; first<end; first = end - first> 64 ? first + 64 : end, place += 64) {
        uint64_t word = some(bits, first, end);
        set->bits[place / 64] |= word << (place % 64);
        if (place % 64 != 0 && word >> (64 - place % 64) != 0)
            set->bits[place / 64 + 1] |= word >> (64 - place % 64);
    }
}

size_t scrl__bits_between(const uint64_t *bits, uint32_t first, uint32_t end)
{
    size_t count = 0;
    for (; first<end; first = end - first> 64 ? first + 64 : end)
        count += scrl__bits_in(some(bits, first, end));
    return count;
}
