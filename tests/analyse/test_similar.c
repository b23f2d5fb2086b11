/* test_similar.c - which review is most like another, and by what. */
#include "analyse/made.h"
#include "analyse/texts.h"

/* Three passages each. The second shares both words and themes with the first, the third a word, the last nothing. */
static const made_review reviews[] = {{"", 3}, {"", 3}, {"", 3}, {"", 3}};
static const made_value words[] = {
    {"ligature", "110100000000"}, {"ward", "100110010000"}, {"school", "000000001001"}, {NULL, NULL}};
static const made_value themes[] = {
    {"handover", "100010000000"}, {"discharge", "010100000000"}, {"absence", "000000100010"}, {NULL, NULL}};

static scrl__facts facts;
static scrl__result result;

static void start(void)
{
    made_start();
    facts = made_facts(reviews, 4);
    ck_assert_int_eq(scrl__result_open(ctx, &result, sizeof(scrl__likeness)), 0);
}

static void end(void)
{
    scrl__result_close(&result);
    scrl__facts_free(&facts);
    made_end();
}

static void run(uint32_t review, const char *in, uint64_t limit)
{
    scrl__facet_list by_words = made_facets(words), by_themes = made_facets(themes);
    scrl__choice choice = made_choice(&facts, in);
    ck_assert_int_eq(scrl__similar(ctx, &facts, review, &by_words, &by_themes, &choice, limit, &result), 0);
    scrl__choice_free(&choice);
    scrl__facet_list_free(&by_words);
    scrl__facet_list_free(&by_themes);
}

START_TEST(the_likest_comes_first_with_what_it_shares)
{
    run(0, NULL, 10);
    const scrl__likeness *first = scrl__result_next(&result);
    ck_assert_uint_eq(first->review, 1);
    ck_near(first->by_themes, 1, 1e-9);
    ck_near(first->likeness, (first->text + 1) / 2, 1e-9);
    ck_assert(first->text > 0.5 && first->text <= 1);
    ck_assert_str_eq(first->words, "ligature; ward");
    ck_assert_str_eq(first->themes, "discharge; handover");
    const scrl__likeness *second = scrl__result_next(&result);
    ck_assert_uint_eq(second->review, 2);
    ck_assert_str_eq(second->words, "ward");
    ck_assert_str_eq(second->themes, "");
    ck_assert_ptr_null(scrl__result_next(&result)); /* the last one shares nothing */
}
END_TEST

START_TEST(the_question_and_the_limit_choose_the_reviews)
{
    run(0, "000000111111", 10);
    ck_assert_uint_eq(result.count, 1);
    ck_assert_uint_eq(((const scrl__likeness *)scrl__result_next(&result))->review, 2);
    result.count = result.at = 0;
    run(0, NULL, 1);
    ck_assert_uint_eq(result.count, 1);
}
END_TEST

START_TEST(telling_words_are_rare_elsewhere_and_not_of_this_review_alone)
{
    scrl__lexicon lexicon;
    size_t out[SCRL__TELLING_MOST];
    ck_assert_int_eq(scrl__lexicon_open(ctx, &lexicon), 0);
    scrl__lexicon_passage(&lexicon, 0, "ligature the anna");
    ck_assert_int_eq(scrl__lexicon_add(&lexicon, "ligatur", 7, 0, 8), 0);
    ck_assert_int_eq(scrl__lexicon_add(&lexicon, "the", 3, 9, 12), 0);
    ck_assert_int_eq(scrl__lexicon_add(&lexicon, "anna", 4, 13, 17), 0);
    const uint32_t counts[] = {2, 12, 1}; /* in passages of the library */
    ck_assert_uint_eq(scrl__telling_words(&facts, &lexicon, counts, out), 2);
    ck_assert_uint_eq(out[0], 0);
    ck_assert_uint_eq(out[1], 1);
    scrl__lexicon_close(&lexicon);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("analyse");
    TCase *tests = tcase_create("similar");
    tcase_add_checked_fixture(tests, start, end);
    tcase_add_test(tests, the_likest_comes_first_with_what_it_shares);
    tcase_add_test(tests, the_question_and_the_limit_choose_the_reviews);
    tcase_add_test(tests, telling_words_are_rare_elsewhere_and_not_of_this_review_alone);
    suite_add_tcase(suite, tests);
    return run_suite(suite);
}
