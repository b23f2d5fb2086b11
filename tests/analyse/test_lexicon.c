/* test_lexicon.c - the words of passages, and the forms that stand for them. */
#include "analyse/lexicon.h"

#include "analyse/made.h"

static scrl__lexicon lexicon;

static void start(void)
{
    made_start();
    ck_assert_int_eq(scrl__lexicon_open(ctx, &lexicon), 0);
}

static void end(void)
{
    scrl__lexicon_close(&lexicon);
    made_end();
}

static void add(uint32_t passage, const char *stem, const char *form)
{
    scrl__lexicon_passage(&lexicon, passage, form);
    ck_assert_int_eq(scrl__lexicon_add(&lexicon, stem, strlen(stem), 0, strlen(form)), 0);
}

static const scrl__facet *facet_of(scrl__facet_list *list, const char *value)
{
    ck_assert_int_eq(scrl__lexicon_facets(ctx, &lexicon, list), 0);
    return scrl__facet_find(list, value);
}

START_TEST(forms_of_a_word_are_one_and_the_shortest_is_shown)
{
    scrl__facet_list list;
    add(0, "visit", "Visiting");
    add(0, "visit", "visits");
    add(2, "visit", "VISIT");
    const scrl__facet *visit = facet_of(&list, "visit");
    ck_assert_ptr_nonnull(visit);
    ck_assert_uint_eq(list.count, 1);
    ck_assert_uint_eq(visit->count, 2);
    ck_assert_uint_eq(visit->passages[0], 0);
    ck_assert_uint_eq(visit->passages[1], 2);
    scrl__facet_list_free(&list);
}
END_TEST

START_TEST(of_forms_of_one_length_the_first_of_the_alphabet_is_shown)
{
    scrl__facet_list list;
    add(0, "famili", "families");
    add(1, "famili", "familied");
    ck_assert_ptr_nonnull(facet_of(&list, "familied"));
    scrl__facet_list_free(&list);
}
END_TEST

START_TEST(numbers_and_short_words_are_left_out)
{
    scrl__facet_list list;
    add(0, "2019", "2019");
    add(0, "a", "A");
    add(0, "of", "of");
    ck_assert_int_eq(scrl__lexicon_facets(ctx, &lexicon, &list), 0);
    ck_assert_uint_eq(list.count, 0);
    scrl__facet_list_free(&list);
}
END_TEST

START_TEST(many_words_are_kept_apart)
{
    scrl__facet_list list;
    char word[16];
    for (uint32_t i = 0; i < 5000; i++) {
        snprintf(word, sizeof(word), "word%c%u", 'a' + (int)(i % 26), i);
        add(i, word, word);
    }
    const scrl__facet *facet = facet_of(&list, "worda4992");
    ck_assert_ptr_nonnull(facet);
    ck_assert_uint_eq(facet->count, 1);
    ck_assert_uint_eq(facet->passages[0], 4992);
    ck_assert_uint_eq(list.count, 5000);
    scrl__facet_list_free(&list);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("analyse");
    TCase *tests = tcase_create("lexicon");
    tcase_add_checked_fixture(tests, start, end);
    tcase_add_test(tests, forms_of_a_word_are_one_and_the_shortest_is_shown);
    tcase_add_test(tests, of_forms_of_one_length_the_first_of_the_alphabet_is_shown);
    tcase_add_test(tests, numbers_and_short_words_are_left_out);
    tcase_add_test(tests, many_words_are_kept_apart);
    suite_add_tcase(suite, tests);
    return run_suite(suite);
}
