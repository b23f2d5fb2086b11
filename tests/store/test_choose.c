/* test_choose.c - which passages a question chooses: filters on reviews, exact words and beginnings as they are written, what
 * stands together. Expected answers are read off the shelf (shelf.h). */
#include "store/shelf.h"

#include <scrl/query.h>

static scrl_library *library;

static void start(void)
{
    fixture_start();
    library = shelf_library();
}

static void end(void)
{
    scrl_library_close(library);
    fixture_end();
}

static int compare_strings(const void *left, const void *right)
{
    return strcmp(left, right);
}

/* "file ordinal" of each passage, sorted, with a comma between. */
static const char *places(const char *question)
{
    static char text[1024];
    char items[32][32];
    size_t count = 0;
    scrl_search_options options = SCRL_SEARCH_OPTIONS_INIT;
    scrl_search *search = NULL;
    scrl_hit hit = SCRL_HIT_INIT;
    ck_assert_msg(scrl_search_new(library, question, &options, &search) == 0, "%s: %s", question, ctx->message);
    while (scrl_search_next(search, &hit) == 1 && count < 32)
        snprintf(items[count++], sizeof(items[0]), "%.1s%u", hit.file, (unsigned)hit.ordinal);
    scrl_search_free(search);
    if (count > 0)
        qsort(items, count, sizeof(items[0]), compare_strings);
    text[0] = '\0';
    for (size_t i = 0; i < count; i++)
        snprintf(text + strlen(text), sizeof(text) - strlen(text), "%s%s", i > 0 ? "," : "", items[i]);
    return text;
}

START_TEST(beginnings_are_those_of_words_as_written)
{
    ck_assert_str_eq(places("neglect*"), "u1");
    ck_assert_str_eq(places("superv*"), "n5,s2,u2");
    ck_assert_str_eq(places("supervisi*"), "n5,s2,u2"); /* longer than the stem */
    ck_assert_str_eq(places("supervisor*"), "");
    ck_assert_str_eq(places("visit*"), "n2,s2,s5");
    ck_assert_str_eq(places("visito*"), "n2"); /* "visitors", not "visited" */
    ck_assert_str_eq(places("visited*"), "n2,s2");
    ck_assert_str_eq(places("\"health vis\"*"), "n2");
    ck_assert_str_eq(places("\"health visited\"*"), "");
    ck_assert_str_eq(places("CAF\xc3\x89*"), "n3");
}
END_TEST

START_TEST(exact_words_are_not_stemmed)
{
    ck_assert_str_eq(places("visit"), "n2,s2,s5");
    ck_assert_str_eq(places("=visit"), "s5");
    ck_assert_str_eq(places("=visited"), "n2,s2");
    ck_assert_str_eq(places("exact:nurses"), "u2");
    ck_assert_str_eq(places("=\"school nurse\""), "s2");
    ck_assert_str_eq(places("=\"school nurses\""), "");
    ck_assert_str_eq(places("=\"THE Home\""), "n2,s5");
    ck_assert_str_eq(places("visit NOT =visited"), "s5");
    ck_assert_str_eq(places("NOT =visited visit"), "s5");
    ck_assert_str_eq(places("=visits OR =nurses"), "u2");
}
END_TEST

START_TEST(near_takes_beginnings_and_exact_words)
{
    ck_assert_str_eq(places("nurs* near/9 strong"), "s2");
    ck_assert_str_eq(places("(nurse OR stepfather) near/1 strong"), "s2");
    ck_assert_str_eq(places("=visited near/3 home"), "n2");
    ck_assert_str_eq(places("=visit near/3 home"), "s5");
    ck_assert_str_eq(places("=visit near/1 home"), "");
}
END_TEST

START_TEST(sentences_are_told_apart)
{
    ck_assert_str_eq(places("stepfather home"), "n2");
    ck_assert_str_eq(places("same:sentence(stepfather home)"), "");
    ck_assert_str_eq(places("same:sentence(health stepfather)"), "n2");
    ck_assert_str_eq(places("same:sentence(stepfather -home)"), "n2");
    ck_assert_str_eq(places("same:sentence(supervision =nurse)"), "s2");
    ck_assert_str_eq(places("same:sentence(\"core group\" bruis*)"), "n3");
    ck_assert_str_eq(places("same:sentence(theme:voice_of_child theme:supervision)"), "n2,s2");
    ck_assert_str_eq(places("same:sentence(theme:voice_of_child home polarity:good)"), "");
    ck_assert_str_eq(places("same:sentence(theme:voice_of_child theme:supervision level:system)"), "n2");
}
END_TEST

START_TEST(sections_are_told_apart)
{
    ck_assert_str_eq(places("same:section(stepfather bruising)"), "n2,n3");
    ck_assert_str_eq(places("same:section(stepfather police)"), "");
    ck_assert_str_eq(places("same:passage(nurse strong)"), "s2");
    ck_assert_str_eq(places("same:section(theme:voice_of_child father)"), "s2,s3");
}
END_TEST

START_TEST(headings_choose_what_stands_under_them)
{
    ck_assert_str_eq(places("heading:finding"), "n1,n2,n3,s1,s2,s3");
    ck_assert_str_eq(places("heading:chronology visit"), "s5");
    ck_assert_str_eq(places("heading:\"no such words\""), "");
}
END_TEST

START_TEST(dates_of_events_choose_passages)
{
    ck_assert_str_eq(places("date:2018"), "n2,n3");
    ck_assert_str_eq(places("date:2018-02"), "n3");
    ck_assert_str_eq(places("date:..2018-01-02"), "n2,s5");
    ck_assert_str_eq(places("date:2018-02-04.."), "");
}
END_TEST

START_TEST(reviews_are_chosen_by_their_minimum_data)
{
    ck_assert_str_eq(places("home nation:wales"), "s3,s5,u1");
    ck_assert_str_eq(places("home area:shire"), "n2");
    ck_assert_str_eq(places("home area:\"NORTH shire\""), "n2");
    ck_assert_str_eq(places("home area:esk"), "u1"); /* accents are ignored */
    ck_assert_str_eq(places("home area:shi"), "");
    ck_assert_str_eq(places("home published:2019-05"), "n2");
    ck_assert_str_eq(places("home published:2019-06.."), "");
    ck_assert_str_eq(places("home year:..2018"), "s3,s5");
    ck_assert_str_eq(places("home title:paper"), "u1");
    ck_assert_str_eq(places("home (type:lcspr OR NOT nation:wales)"), "n2");
    ck_assert_str_eq(places("home -type:lcspr -type:scr"), "u1");
    ck_assert_str_eq(places("home outcome:death"), "");
}
END_TEST

START_TEST(any_mixture_is_a_combination_of_sets)
{
    ck_assert_str_eq(places("(=visit OR theme:voice_of_child) nation:wales"), "s2,s5");
    ck_assert_str_eq(places("home -(=visit OR year:2019)"), "s3,u1");
    ck_assert_str_eq(places("NOT (NOT home)"), "n2,s3,s5,u1");
    ck_assert_str_eq(places("(role:findings -theme:supervision) OR =nurses"), "n1,n3,s1,s3,u2");
}
END_TEST

/* Words are noted as they come; what another connection or a new document brings is known at once. */
START_TEST(a_new_document_brings_its_words)
{
    scrl_library_close(library);
    library = open_library();
    shelf_put(library, 0);
    ck_assert_str_eq(places("neglect*"), "");
    scrl_library *other = open_library();
    shelf_put(other, 2);
    scrl_library_close(other);
    ck_assert_str_eq(places("neglect*"), "u1");
    ck_assert_str_eq(places("=nurses"), "u2");
    ck_assert_int_eq(scrl_library_remove(library, "undated.txt"), 0);
    ck_assert_str_eq(places("=nurses OR neglect*"), "");
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("store");
    TCase *tests = tcase_create("choose");
    tcase_add_checked_fixture(tests, start, end);
    tcase_add_test(tests, beginnings_are_those_of_words_as_written);
    tcase_add_test(tests, exact_words_are_not_stemmed);
    tcase_add_test(tests, near_takes_beginnings_and_exact_words);
    tcase_add_test(tests, sentences_are_told_apart);
    tcase_add_test(tests, sections_are_told_apart);
    tcase_add_test(tests, headings_choose_what_stands_under_them);
    tcase_add_test(tests, dates_of_events_choose_passages);
    tcase_add_test(tests, reviews_are_chosen_by_their_minimum_data);
    tcase_add_test(tests, any_mixture_is_a_combination_of_sets);
    tcase_add_test(tests, a_new_document_brings_its_words);
    suite_add_tcase(suite, tests);
    return run_suite(suite);
}
