/*
 * postings.h - which passages of a stretch a word stands in, and how often in each, as a row of 'list' holds it: packed to
 * about a byte a passage, quick to read, and read without trust.
 *
 *     a byte     form: 0 distances, 1 a bit for each passage of the stretch
 *     a byte     b: bits of a frequency: 1, 2 or 4
 *     two bytes  how many passages, less one; low byte first
 *     passages   form 0: how many others lie between each and the one before; form 1: the bits, lowest first
 *     b bits each, filled up to a byte: how often the word stands there, less one; all ones: the rest of it follows
 *     the rests, in the order of passages
 *
 * Distances and rests are bytes that are added up as long as they are 255.
 */
#ifndef SCRL_STORE_POSTINGS_H
#define SCRL_STORE_POSTINGS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/str.h"

/* How many numbers of passages a stretch has, whether the passages are still there or not. */
#define SCRL__STRETCH 8192u
#define SCRL__STRETCH_WORDS (SCRL__STRETCH / 64)

/* A passage, counted from the first of its stretch, and how often the word stands in it, at most 65,535 times. */
typedef struct scrl__posting {
    uint16_t passage, often;
} scrl__posting;

/* Adds a list to 'out'; there is at least one, they are in the order of passages, 'often' is at least 1. */
void scrl__postings_pack(const scrl__posting *items, size_t count, scrl__str *out);

/* How many passages a list says it has: 0 when it is none. */
size_t scrl__postings_count(const void *data, size_t len);

/* Takes a list apart: a bit for each passage, and how often for each of them in order ('often' may be NULL). False when
 * the bytes are no list. */
bool scrl__postings_unpack(const void *data, size_t len, uint64_t passages[SCRL__STRETCH_WORDS], uint16_t *often);

#endif
