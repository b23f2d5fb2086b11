/*
 * postings.c - packs and reads lists of passages. Where a word stands in more than a seventh of the passages a bit for each
 * is shorter than distances, and reading it is copying.
 */
#include "store/postings.h"

#include <string.h>

#define HEADER 4u
#define DENSE (SCRL__STRETCH / 7)

enum { DISTANCES, BITS };

static void put_number(scrl__str *out, uint32_t number)
{
    for (; number >= 255; number -= 255)
        scrl__str_addc(out, (char)255);
    scrl__str_addc(out, (char)number);
}

static void put_passages(const scrl__posting *items, size_t count, scrl__str *out)
{
    unsigned char bits[SCRL__STRETCH / 8] = {0};
    uint32_t next = 0;
    for (size_t i = 0; i < count; i++) {
        if (count <= DENSE)
            put_number(out, items[i].passage - next);
        next = items[i].passage + 1u;
        bits[items[i].passage / 8] |= (unsigned char)(1u << items[i].passage % 8);
    }
    if (count > DENSE)
        scrl__str_add(out, (const char *)bits, sizeof(bits));
}

/* How many bytes frequencies take with fields of 'width' bits. */
static size_t cost(const scrl__posting *items, size_t count, unsigned width)
{
    uint32_t most = (1u << width) - 1;
    size_t bytes = (count * width + 7) / 8;
    for (size_t i = 0; i < count; i++)
        if (items[i].often - 1u >= most)
            bytes += 1 + (items[i].often - 1u - most) / 255;
    return bytes;
}

static void put_frequencies(const scrl__posting *items, size_t count, unsigned width, scrl__str *out)
{
    uint32_t most = (1u << width) - 1, byte = 0;
    unsigned bits = 0;
    for (size_t i = 0; i < count; i++) {
        uint32_t more = items[i].often - 1u;
        byte |= (more < most ? more : most) << bits;
        bits += width;
        if (bits == 8 || i + 1 == count) {
            scrl__str_addc(out, (char)byte);
            byte = bits = 0;
        }
    }
    for (size_t i = 0; i < count; i++)
        if (items[i].often - 1u >= most)
            put_number(out, items[i].often - 1u - most);
}

void scrl__postings_pack(const scrl__posting *items, size_t count, scrl__str *out)
{
    unsigned width = 1;
    for (unsigned other = 2; other <= 4; other *= 2)
        if (cost(items, count, other) < cost(items, count, width))
            width = other;
    scrl__str_addc(out, count > DENSE ? BITS : DISTANCES);
    scrl__str_addc(out, (char)width);
    scrl__str_addc(out, (char)((count - 1) & 0xff));
    scrl__str_addc(out, (char)((count - 1) >> 8));
    put_passages(items, count, out);
    put_frequencies(items, count, width, out);
}

/* A list while it is read; 'at' is NULL once it has turned out to be none. */
typedef struct reading {
    const unsigned char *at, *end;
} reading;

/* The next number, or one that is too large for anything. */
static uint32_t take_number(reading *r)
{
    uint32_t number = 0;
    while (r->at != NULL && r->at < r->end && number < 2 * UINT16_MAX) {
        unsigned char byte = *r->at++;
        number += byte;
        if (byte < 255)
            return number;
    }
    r->at = NULL;
    return UINT32_MAX;
}

static void take_distances(reading *r, size_t count, uint64_t *passages)
{
    uint32_t next = 0;
    memset(passages, 0, SCRL__STRETCH / 8);
    for (size_t i = 0; i < count && r->at != NULL; i++) {
        uint32_t distance = r->at < r->end && *r->at < 255 ? *r->at++ : take_number(r);
        if (distance >= SCRL__STRETCH - next) {
            r->at = NULL;
            return;
        }
        next += distance;
        passages[next / 64] |= (uint64_t)1 << (next % 64);
        next++;
    }
}

static void take_bits(reading *r, size_t count, uint64_t *passages)
{
    size_t members = 0;
    if ((size_t)(r->end - r->at) < SCRL__STRETCH / 8) {
        r->at = NULL;
        return;
    }
    for (size_t i = 0; i < SCRL__STRETCH_WORDS; i++) {
        passages[i] = 0;
        for (unsigned byte = 0; byte < 8; byte++)
            passages[i] |= (uint64_t)*r->at++ << (8 * byte);
        members += (size_t)__builtin_popcountll(passages[i]);
    }
    if (members != count)
        r->at = NULL;
}

static void take_frequencies(reading *r, size_t count, unsigned width, uint16_t *often)
{
    const unsigned char *fields = r->at;
    uint32_t most = (1u << width) - 1;
    size_t bytes = (count * width + 7) / 8;
    if ((size_t)(r->end - r->at) < bytes) {
        r->at = NULL;
        return;
    }
    r->at += bytes;
    for (size_t i = 0; i < count && r->at != NULL; i++) {
        uint32_t more = (uint32_t)fields[i * width / 8] >> (i * width % 8) & most;
        if (more == most)
            more += take_number(r);
        if (more >= UINT16_MAX)
            r->at = NULL;
        often[i] = (uint16_t)(more + 1);
    }
    if (r->at != r->end)
        r->at = NULL;
}

size_t scrl__postings_count(const void *data, size_t len)
{
    const unsigned char *bytes = data;
    if (bytes == NULL || len < HEADER || bytes[0] > BITS || (bytes[1] != 1 && bytes[1] != 2 && bytes[1] != 4))
        return 0;
    size_t count = 1u + bytes[2] + 256u * bytes[3];
    return count <= SCRL__STRETCH ? count : 0;
}

bool scrl__postings_unpack(const void *data, size_t len, uint64_t passages[SCRL__STRETCH_WORDS], uint16_t *often)
{
    const unsigned char *bytes = data;
    size_t count = scrl__postings_count(data, len);
    if (count == 0)
        return false;
    reading r = {bytes + HEADER, bytes + len};
    if (bytes[0] == BITS)
        take_bits(&r, count, passages);
    else
        take_distances(&r, count, passages);
    if (r.at != NULL && often != NULL)
        take_frequencies(&r, count, bytes[1], often);
    return r.at != NULL;
}
