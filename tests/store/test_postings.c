/* test_postings.c - lists of passages come back as they were packed, and bytes that are no list are refused. */
#include "store/postings.h"
#include "suite.h"

static scrl__posting items[SCRL__STRETCH];
static uint64_t passages[SCRL__STRETCH_WORDS];
static uint16_t often[SCRL__STRETCH];
static unsigned seed;

static unsigned pick(unsigned below)
{
    seed = seed * 1103515245U + 12345U;
    return (seed >> 8) % below;
}

/* Packs 'count' items, and checks that the same come back; returns the bytes, to be freed. */
static scrl__str round_trip(size_t count)
{
    scrl__str packed = SCRL__STR_INIT;
    size_t item = 0;
    scrl__postings_pack(items, count, &packed);
    ck_assert(!packed.failed);
    ck_assert_uint_eq(scrl__postings_count(packed.data, packed.len), count);
    ck_assert(scrl__postings_unpack(packed.data, packed.len, passages, often));
    for (uint32_t i = 0; i < SCRL__STRETCH; i++) {
        if ((passages[i / 64] >> (i % 64) & 1) == 0)
            continue;
        ck_assert_uint_lt(item, count);
        ck_assert_uint_eq(items[item].passage, i);
        ck_assert_uint_eq(items[item].often, often[item]);
        item++;
    }
    ck_assert_uint_eq(item, count);
    return packed;
}

/* One in 'apart' passages, with frequencies up to 'most'. */
static size_t make(unsigned apart, unsigned most)
{
    size_t count = 0;
    for (unsigned i = 0; i < SCRL__STRETCH; i++)
        if (pick(apart) == 0)
            items[count++] = (scrl__posting){(uint16_t)i, (uint16_t)(1 + pick(most))};
    return count;
}

START_TEST(what_was_packed_comes_back)
{
    static const unsigned aparts[] = {1, 2, 7, 8, 64, 700}, mosts[] = {1, 2, 6, 40, 65535};
    seed = 3;
    for (size_t a = 0; a < 6; a++)
        for (size_t m = 0; m < 5; m++) {
            scrl__str packed = round_trip(make(aparts[a], mosts[m]));
            scrl__str_free(&packed);
        }
}
END_TEST

START_TEST(the_ends_of_a_stretch_and_of_a_frequency_come_back)
{
    static const scrl__posting ends[] = {{0, 1}, {0, 65535}, {SCRL__STRETCH - 1, 1}, {SCRL__STRETCH - 1, 65535}};
    for (size_t i = 0; i < 4; i++) {
        items[0] = ends[i];
        scrl__str packed = round_trip(1);
        scrl__str_free(&packed);
    }
    items[0] = ends[0];
    items[1] = ends[2];
    scrl__str packed = round_trip(2);
    scrl__str_free(&packed);
}
END_TEST

START_TEST(a_list_takes_about_a_byte_a_passage)
{
    seed = 5;
    for (unsigned apart = 2; apart <= 64; apart *= 2) {
        size_t count = make(apart, 2);
        scrl__str packed = round_trip(count);
        ck_assert_uint_lt(packed.len, count * 3 / 2);
        scrl__str_free(&packed);
    }
}
END_TEST

/* A list that ends too early, or goes on behind its end. */
START_TEST(a_list_of_another_length_is_refused)
{
    seed = 7;
    for (unsigned apart = 2; apart <= 200; apart *= 10) {
        scrl__str packed = round_trip(make(apart, 20));
        for (size_t len = 0; len < packed.len; len++)
            ck_assert(!scrl__postings_unpack(packed.data, len, passages, often));
        scrl__str_addc(&packed, '\0');
        ck_assert(!scrl__postings_unpack(packed.data, packed.len, passages, often));
        scrl__str_free(&packed);
    }
    ck_assert(!scrl__postings_unpack(NULL, 0, passages, often));
}
END_TEST

START_TEST(what_leads_out_of_the_stretch_is_refused)
{
    static const unsigned char out[] = {0, 1, 1, 0, 255, 254, 255, 0}, wide[] = {0, 3, 0, 0, 0, 0},
                               form[] = {2, 1, 0, 0, 0, 0};
    unsigned char far[200] = {0, 1, 0, 0};
    memset(far + 4, 255, sizeof(far) - 4);
    ck_assert(!scrl__postings_unpack(out, sizeof(out), passages, often));
    ck_assert(!scrl__postings_unpack(far, sizeof(far), passages, often));
    ck_assert(!scrl__postings_unpack(wide, sizeof(wide), passages, often));
    ck_assert(!scrl__postings_unpack(form, sizeof(form), passages, often));
}
END_TEST

/* Whatever the bytes are, no passage is outside of the stretch (the sanitizers watch), and where they are taken the bits are as many as
 * is said. */
START_TEST(any_bytes_do_no_harm)
{
    unsigned char bytes[4000];
    int taken = 0;
    seed = (unsigned)_i;
    for (int round = 0; round < 2000; round++) {
        size_t len = pick(pick(8) == 0 ? sizeof(bytes) : 40), bits = 0;
        for (size_t i = 0; i < len; i++)
            bytes[i] = (unsigned char)(pick(3) == 0 ? 255 : pick(256));
        bytes[0] = (unsigned char)(pick(10) == 0 ? 1 : 0);
        bytes[1] = (unsigned char)(1u << pick(4));
        bytes[2] = (unsigned char)pick(6);
        bytes[3] = (unsigned char)(pick(20) == 0 ? pick(256) : 0);
        if (!scrl__postings_unpack(bytes, len, passages, often))
            continue;
        for (size_t i = 0; i < SCRL__STRETCH_WORDS; i++)
            bits += (size_t)__builtin_popcountll(passages[i]);
        ck_assert_uint_eq(bits, scrl__postings_count(bytes, len));
        taken++;
    }
    ck_assert_int_gt(taken, 0);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("store");
    TCase *tests = tcase_create("postings");
    tcase_add_test(tests, what_was_packed_comes_back);
    tcase_add_test(tests, the_ends_of_a_stretch_and_of_a_frequency_come_back);
    tcase_add_test(tests, a_list_takes_about_a_byte_a_passage);
    tcase_add_test(tests, a_list_of_another_length_is_refused);
    tcase_add_test(tests, what_leads_out_of_the_stretch_is_refused);
    tcase_add_loop_test(tests, any_bytes_do_no_harm, 1, 6);
    suite_add_tcase(suite, tests);
    return run_suite(suite);
}
