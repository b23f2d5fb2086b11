/* test_place.c - a place is found again by its words, and only when there is no doubt. */
#include "fixture.h"
#include "store/place.h"

static scrl_document *doc_of(const char *const paragraphs[])
{
    scrl__builder *b = NULL;
    scrl_document *doc = NULL;
    ck_assert_int_eq(scrl__builder_new(ctx, "made.txt", "text/1", &b), 0);
    for (size_t i = 0; paragraphs[i] != NULL; i++)
        add_block(b, SCRL_BLOCK_PARAGRAPH, 0, paragraphs[i]);
    ck_assert_int_eq(scrl__builder_finish(b, "x", 1, &doc), 0);
    scrl__builder_free(b);
    return doc;
}
#define DOC(...) doc_of((const char *const[]){__VA_ARGS__, NULL})

START_TEST(a_place_lies_in_one_block_and_cuts_no_character)
{
    scrl_document *doc = DOC("one caf\xc3\xa9", "two");
    scrl__mark_place place;
    ck_assert(scrl__mark_place_at(doc, 0, 3, &place));
    ck_assert_uint_eq(place.block, 0);
    ck_assert(scrl__mark_place_at(doc, 4, 9, &place));
    ck_assert(!scrl__mark_place_at(doc, 4, 8, &place));
    ck_assert(!scrl__mark_place_at(doc, 4, 12, &place));
    ck_assert(!scrl__mark_place_at(doc, 3, 3, &place));
    ck_assert(!scrl__mark_place_at(doc, 10, UINT32_MAX, &place));
    ck_assert(scrl__mark_place_at(doc, 10, 13, &place));
    ck_assert_uint_eq(place.block, 1);
    scrl_document_free(doc);
}
END_TEST

START_TEST(the_number_among_equal_words_is_kept)
{
    scrl_document *doc = DOC("seen once", "seen twice", "seen again");
    scrl__mark_place place, found;
    ck_assert(scrl__mark_place_at(doc, 10, 14, &place));
    ck_assert_uint_eq(place.nth, 1);
    ck_assert_uint_eq(place.total, 3);
    scrl_document *moved = DOC("A new paragraph.", "seen once", "seen twice", "seen again");
    ck_assert(scrl__mark_place_again(moved, "seen", &place, &found));
    ck_assert_uint_eq(found.block, 2);
    scrl_document *fewer = DOC("A new paragraph.", "seen once", "seen again");
    ck_assert(!scrl__mark_place_again(fewer, "seen", &place, &found));
    scrl_document *one = DOC("A new paragraph.", "it was seen");
    ck_assert(scrl__mark_place_again(one, "seen", &place, &found));
    ck_assert_uint_eq(found.start, 24);
    ck_assert(!scrl__mark_place_again(one, "not there", &place, &found));
    scrl_document_free(doc);
    scrl_document_free(moved);
    scrl_document_free(fewer);
    scrl_document_free(one);
}
END_TEST

START_TEST(words_over_two_blocks_are_in_no_place)
{
    scrl_document *doc = DOC("the end", "the start");
    ck_assert_uint_eq(scrl__mark_place_of(doc, "end\nthe").total, 0);
    ck_assert_uint_eq(scrl__mark_place_of(doc, "").total, 0);
    ck_assert_uint_eq(scrl__mark_place_of(doc, "the").total, 2);
    scrl_document_free(doc);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("store");
    TCase *tests = tcase_create("place");
    tcase_add_checked_fixture(tests, fixture_start, fixture_end);
    tcase_add_test(tests, a_place_lies_in_one_block_and_cuts_no_character);
    tcase_add_test(tests, the_number_among_equal_words_is_kept);
    tcase_add_test(tests, words_over_two_blocks_are_in_no_place);
    suite_add_tcase(suite, tests);
    return run_suite(suite);
}
