/* bits.h - a set of passages: one bit a passage, by its place in the columns. */
#ifndef SCRL_STORE_BITS_H
#define SCRL_STORE_BITS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef struct scrl__bits {
    uint64_t *bits;
    size_t words; /* of 64 bits */
} scrl__bits;

/* An empty set for places below 'count'; 'bits' is NULL when memory is out. Free with scrl__bits_free(). */
scrl__bits scrl__bits_new(uint32_t count);
void scrl__bits_free(scrl__bits *set);

void scrl__bits_add(scrl__bits *set, uint32_t place);
void scrl__bits_add_range(scrl__bits *set, uint32_t first, uint32_t end);
bool scrl__bits_has(const scrl__bits *set, uint32_t place);

/* 'set' becomes what both have, either has, or it has and 'other' has not. */
void scrl__bits_and(scrl__bits *set, const scrl__bits *other);
void scrl__bits_or(scrl__bits *set, const scrl__bits *other);
void scrl__bits_without(scrl__bits *set, const scrl__bits *other);

size_t scrl__bits_count(const scrl__bits *set);

/* How many bits of a word are set; for processors of any age the compiler's own way is a call and a table. */
static inline size_t scrl__bits_in(uint64_t word)
{
    word -= word >> 1 & 0x5555555555555555u;
    word = (word & 0x3333333333333333u) + (word >> 2 & 0x3333333333333333u);
    return (size_t)(((word + (word >> 4)) & 0x0f0f0f0f0f0f0f0fu) * 0x0101010101010101u >> 56);
}

/* Of bits that are no set of places: adds to 'set', from 'place' on, what stands from 'first' on and before 'end'; and
 * how many are set there. */
void scrl__bits_copy(scrl__bits *set, uint32_t place, const uint64_t *bits, uint32_t first, uint32_t end);
size_t scrl__bits_between(const uint64_t *bits, uint32_t first, uint32_t end);

/* The first member at or after 'place', or UINT32_MAX. */
uint32_t scrl__bits_next(const scrl__bits *set, uint32_t place);

/* The last member, or UINT32_MAX. */
uint32_t scrl__bits_last(const scrl__bits *set);

#endif
