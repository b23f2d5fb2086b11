/* test_facts.c - what analyses read of a library, whatever the order in which it was filled. */
#include "store/facts.h"

#include "query/parse.h"
#include "store/shelf.h"

static scrl_library *library;
static scrl__facts facts;

static void start(void)
{
    fixture_start();
    library = shelf_library();
    ck_assert_int_eq(scrl__facts_load(library, &facts), 0);
}

static void end(void)
{
    scrl__facts_free(&facts);
    scrl_library_close(library);
    fixture_end();
}

/* The index of a review by its date; SCRL_NONE without one. */
static uint32_t review_of(const char *published)
{
    for (uint32_t i = 0; i < facts.review_count; i++) {
        if (strcmp(facts.reviews[i].published, published) == 0)
            return i;
    }
    return SCRL_NONE;
}

START_TEST(passages_are_numbered_through_all_reviews)
{
    ck_assert_uint_eq(facts.review_count, 4);
    ck_assert_uint_eq(facts.passage_count, 6 + 6 + 3);
    ck_assert_uint_eq(facts.without_text, 1);
    const scrl__fact_review *north = &facts.reviews[review_of("2019-05")];
    ck_assert_uint_eq(north->passages, 6);
    ck_assert_uint_eq(north->year, 2019);
    for (uint32_t i = 0; i < facts.passage_count; i++) {
        const scrl__fact_review *review = &facts.reviews[facts.review_of[i]];
        ck_assert(i >= review->first && i < review->first + review->passages);
    }
}
END_TEST

static scrl__choice choose(const char *question)
{
    scrl__known_themes known = {NULL, 0};
    scrl__plan *plan = NULL;
    scrl__choice choice;
    ck_assert_int_eq(scrl__query_parse(ctx, question, &known, &plan), 0);
    ck_assert_int_eq(scrl__facts_choose(library, &facts, plan, &choice), 0);
    scrl__plan_free(plan);
    return choice;
}

START_TEST(a_question_chooses_its_passages)
{
    scrl__choice choice = choose("visit");
    ck_assert_uint_eq(choice.passages, 3);
    ck_assert_uint_eq(choice.reviews, 2);
    ck_assert(scrl__choice_has(&choice, facts.reviews[review_of("2019-05")].first + 2));
    scrl__choice_free(&choice);
    choice = choose("");
    ck_assert_uint_eq(choice.passages, 15);
    ck_assert_uint_eq(choice.reviews, 3);
    ck_assert_uint_eq(choice.undated, 1);
    scrl__choice_free(&choice);
}
END_TEST

static void facet_is(const char *field, int polarity, int level, const char *value, uint32_t count)
{
    scrl__facet_list list;
    ck_assert_int_eq(scrl__facts_facets(library, &facts, field, polarity, level, &list), 0);
    const scrl__facet *facet = scrl__facet_find(&list, value);
    ck_assert_msg(facet != NULL, "%s", value);
    ck_assert_msg(facet->count == count, "%s %s: %u", field, value, facet->count);
    for (uint32_t i = 1; i < facet->count; i++)
        ck_assert(facet->passages[i] > facet->passages[i - 1]);
    scrl__facet_list_free(&list);
}

START_TEST(facets_list_the_passages_of_each_value)
{
    facet_is("theme", -1, -1, "supervision", 3);
    facet_is("theme", SCRL_POLARITY_GOOD, -1, "supervision", 2);
    facet_is("theme", SCRL_POLARITY_GOOD, SCRL_LEVEL_CASE, "supervision", 1);
    facet_is("theme", -1, SCRL_LEVEL_SYSTEM, "voice_of_child", 1);
    facet_is("polarity", -1, -1, "problem", 2);
    facet_is("level", -1, -1, "system", 3);
    facet_is("year", -1, -1, "2019", 6);
    facet_is("nation", -1, -1, "wales", 9);
    facet_is("kind", -1, -1, "finding", 3);
    facet_is("agency", -1, -1, "agency_police", 1);
    scrl__facet_list list;
    ck_assert_int_eq(scrl__facts_facets(library, &facts, "colour", -1, -1, &list), SCRL_EINVAL);
}
END_TEST

START_TEST(words_are_found_in_any_form_and_counted_by_stem)
{
    static const char *const forms[] = {"visits", "zebra"}, *const stems[] = {"visit", "supervis", "zebra"};
    scrl__facet_list list;
    uint32_t counts[3];
    ck_assert_int_eq(scrl__facts_words(library, &facts, forms, 2, &list), 0);
    ck_assert_uint_eq(list.count, 2);
    ck_assert_uint_eq(list.items[0].count, 3);
    ck_assert_uint_eq(list.items[1].count, 0);
    scrl__facet_list_free(&list);
    ck_assert_int_eq(scrl__facts_stem_counts(library, stems, 3, counts), 0);
    ck_assert_uint_eq(counts[0], 3);
    ck_assert_uint_eq(counts[1], 3);
    ck_assert_uint_eq(counts[2], 0);
}
END_TEST

START_TEST(sections_reach_from_heading_to_heading)
{
    uint32_t *section_of = NULL, count = 0;
    ck_assert_int_eq(scrl__facts_sections(library, &facts, &section_of, &count), 0);
    uint32_t first = facts.reviews[review_of("2019-05")].first;
    ck_assert_uint_eq(section_of[first + 1], section_of[first + 3]);
    ck_assert_uint_ne(section_of[first], section_of[first + 1]);
    ck_assert_uint_eq(section_of[first + 4], section_of[first + 1] + 1);
    ck_assert_uint_eq(section_of[facts.passage_count - 1], count - 1);
    free(section_of);
}
END_TEST

START_TEST(statements_have_their_words_and_passages)
{
    scrl__fact_statements statements;
    uint32_t north = review_of("2019-05"), found = 0;
    ck_assert_int_eq(scrl__facts_statements(library, &facts, &statements), 0);
    ck_assert_uint_eq(statements.count, 4);
    for (uint32_t i = 0; i < statements.count; i++) {
        const scrl__fact_statement *s = &statements.items[i];
        ck_assert(i == 0 || strcmp(facts.reviews[s[-1].review].sha256, facts.reviews[s->review].sha256) <= 0);
        if (s->review != north || strcmp(s->kind, "finding") != 0)
            continue;
        found++;
        ck_assert_uint_eq(s->first, facts.reviews[north].first + 2); /* it runs over two passages */
        ck_assert_uint_eq(s->last, facts.reviews[north].first + 3);
        ck_assert_uint_eq(s->words, 25);
        bool stepfather = false, bruising = false;
        for (uint32_t j = 0; j < s->bag.count; j++) {
            ck_assert(j == 0 || s->bag.words[j] > s->bag.words[j - 1]);
            stepfather = stepfather || strcmp(statements.pool.bytes.data + s->bag.words[j], "stepfath") == 0;
            bruising = bruising || strcmp(statements.pool.bytes.data + s->bag.words[j], "bruis") == 0;
        }
        ck_assert(stepfather && bruising);
    }
    ck_assert_uint_eq(found, 1);
    scrl__fact_statements_free(&statements);
}
END_TEST

static char told[256];

static void tell_tag(void *user, uint32_t passage, uint32_t from, uint32_t to, scrl_level level)
{
    (void)user;
    snprintf(told + strlen(told), sizeof(told) - strlen(told), "%u %d %d;", passage, to > from, level);
}

static int tell_text(void *user, uint32_t passage, const char *text, size_t len)
{
    (void)user;
    snprintf(told + strlen(told), sizeof(told) - strlen(told), "%u %.*s;", passage, (int)(len < 9 ? len : 9), text);
    return 0;
}

START_TEST(tags_and_texts_of_passages_are_handed_out)
{
    uint32_t first = facts.reviews[review_of("2019-05")].first;
    const uint32_t passages[] = {first + 2, first + 5};
    char expected[128];
    told[0] = '\0';
    ck_assert_int_eq(scrl__facts_tags(library, &facts, "supervision", passages, 2, tell_tag, NULL), 0);
    snprintf(expected, sizeof(expected), "%u 1 1;%u 1 1;", first + 2, first + 5);
    ck_assert_str_eq(told, expected);
    told[0] = '\0';
    ck_assert_int_eq(scrl__facts_tags(library, &facts, "no_such_theme", passages, 2, tell_tag, NULL), 0);
    ck_assert_str_eq(told, "");
    scrl__choice choice = choose("bruising");
    ck_assert_int_eq(scrl__facts_texts(library, &facts, &choice, tell_text, NULL), 0);
    snprintf(expected, sizeof(expected), "%u The core ;", first + 3);
    ck_assert_str_eq(told, expected);
    scrl__choice_free(&choice);
}
END_TEST

START_TEST(items_are_read_as_a_search_gives_them)
{
    uint32_t north = review_of("2019-05");
    scrl__arena *arena = scrl__arena_new();
    scrl_hit hit;
    ck_assert_int_eq(scrl__facts_statement_hit(library, &facts, north, 1, arena, &hit), 0);
    ck_assert_str_eq(hit.kind, "recommendation");
    ck_assert_str_eq(hit.label, "R1");
    ck_assert_str_eq(hit.addressees, "the board");
    ck_assert_str_eq(hit.title, "Review of Child A");
    ck_assert_uint_eq(hit.page, 3);
    ck_assert_int_eq(scrl__facts_passage_hit(library, &facts, facts.reviews[north].first + 3, arena, &hit), 0);
    ck_assert_str_eq(hit.heading, "Findings");
    ck_assert_str_eq(hit.number, "1.2");
    ck_assert_int_eq(scrl__facts_review_hit(library, &facts, north, arena, &hit), 0);
    ck_assert_str_eq(hit.review_type, "lcspr");
    ck_assert_int_eq(scrl__facts_statement_hit(library, &facts, north, 99, arena, &hit), SCRL_EBUSY);
    scrl__arena_free(arena);
}
END_TEST

START_TEST(a_library_that_was_filled_in_another_order_gives_the_same_statements)
{
    scrl_library *other = shelf_library_from(2);
    scrl__facts other_facts;
    scrl__fact_statements one, two;
    ck_assert_int_eq(scrl__facts_load(other, &other_facts), 0);
    ck_assert_int_eq(scrl__facts_statements(library, &facts, &one), 0);
    ck_assert_int_eq(scrl__facts_statements(other, &other_facts, &two), 0);
    ck_assert_uint_eq(one.count, two.count);
    for (uint32_t i = 0; i < one.count; i++) {
        ck_assert_str_eq(facts.reviews[one.items[i].review].sha256, other_facts.reviews[two.items[i].review].sha256);
        ck_assert_uint_eq(one.items[i].ordinal, two.items[i].ordinal);
        ck_assert_uint_eq(one.items[i].bag.count, two.items[i].bag.count);
    }
    scrl__fact_statements_free(&one);
    scrl__fact_statements_free(&two);
    scrl__facts_free(&other_facts);
    scrl_library_close(other);
}
END_TEST

START_TEST(passages_of_two_reviews_that_overlap_are_refused)
{
    scrl__facts broken;
    ck_assert_int_eq(
        sqlite3_exec(library->db, "UPDATE review SET passages = 1000 WHERE passages > 0", NULL, NULL, NULL), 0);
    ck_assert_int_eq(scrl__facts_load(library, &broken), SCRL_ECORRUPT);
}
END_TEST

START_TEST(a_passage_without_a_review_is_reported)
{
    scrl__facts fewer;
    scrl__facet_list list;
    ck_assert_int_eq(sqlite3_exec(library->db, "UPDATE review SET passages = 2 WHERE passages > 2", NULL, NULL, NULL),
                     0);
    ck_assert_int_eq(scrl__facts_load(library, &fewer), 0);
    ck_assert_int_eq(scrl__facts_facets(library, &fewer, "theme", -1, -1, &list), SCRL_ECORRUPT);
    scrl__facts_free(&fewer);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("store");
    TCase *tests = tcase_create("facts");
    tcase_add_checked_fixture(tests, start, end);
    tcase_add_test(tests, passages_are_numbered_through_all_reviews);
    tcase_add_test(tests, a_question_chooses_its_passages);
    tcase_add_test(tests, facets_list_the_passages_of_each_value);
    tcase_add_test(tests, words_are_found_in_any_form_and_counted_by_stem);
    tcase_add_test(tests, sections_reach_from_heading_to_heading);
    tcase_add_test(tests, statements_have_their_words_and_passages);
    tcase_add_test(tests, tags_and_texts_of_passages_are_handed_out);
    tcase_add_test(tests, items_are_read_as_a_search_gives_them);
    tcase_add_test(tests, a_library_that_was_filled_in_another_order_gives_the_same_statements);
    tcase_add_test(tests, passages_of_two_reviews_that_overlap_are_refused);
    tcase_add_test(tests, a_passage_without_a_review_is_reported);
    suite_add_tcase(suite, tests);
    return run_suite(suite);
}
