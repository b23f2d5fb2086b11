/* test_review.c - what the structure room collects comes out in reading order, and outlives the builder. */
#include "suite.h"

#include <string.h>

#include "model/review.h"

static scrl_context *ctx;
static scrl_document *doc;
static scrl__review_builder builder;

static void set_up(void)
{
    scrl__builder *b = NULL;
    scrl__block_in heading = {.kind = SCRL_BLOCK_HEADING, .level = 1, .text = "Findings", .text_len = 8};
    scrl__block_in text = {.kind = SCRL_BLOCK_PARAGRAPH, .text = "Visits were late. Nobody asked.", .text_len = 31};
    ck_assert_int_eq(scrl_context_new(NULL, &ctx), 0);
    ck_assert_int_eq(scrl__builder_new(ctx, "a.txt", "text/1", &b), 0);
    ck_assert_int_eq(scrl__builder_block(b, &heading), 0);
    ck_assert_int_eq(scrl__builder_block(b, &text), 0);
    ck_assert_int_eq(scrl__builder_finish(b, "x", 1, &doc), 0);
    scrl__builder_free(b);
    ck_assert_int_eq(scrl__review_builder_init(&builder, doc), 0);
}

static void tear_down(void)
{
    scrl__review_builder_free(&builder);
    scrl_document_free(doc);
    scrl_context_free(ctx);
}

static scrl_review *finish(void)
{
    scrl_review *review = NULL;
    ck_assert_int_eq(scrl__review_builder_finish(&builder, &review), 0);
    return review;
}

START_TEST(statements_stand_in_reading_order_with_their_names)
{
    static const char *const addressees[] = {"The Board", "Police"};
    scrl__statement_in late = {.kind = "finding", .label = "Finding 2", .start = 27, .end = 40};
    scrl__statement_in early = {
        .kind = "recommendation", .start = 9, .end = 26, .addressees = addressees, .addressee_count = 2};
    scrl_statement s = SCRL_STATEMENT_INIT;
    scrl__review_builder_statement(&builder, &late);
    scrl__review_builder_statement(&builder, &early);
    scrl_review *review = finish();
    ck_assert_uint_eq(scrl_review_statement_count(review), 2);
    ck_assert_int_eq(scrl_review_statement(review, 0, &s), 0);
    ck_assert_str_eq(s.kind, "recommendation");
    ck_assert_str_eq(s.label, "");
    ck_assert_uint_eq(s.addressee_count, 2);
    ck_assert_str_eq(scrl_review_statement_addressee(review, 0, 1), "Police");
    ck_assert_ptr_null(scrl_review_statement_addressee(review, 0, 2));
    ck_assert_ptr_null(scrl_review_statement_agency(review, 0, 0));
    ck_assert_int_eq(scrl_review_statement(review, 1, &s), 0);
    ck_assert_str_eq(s.label, "Finding 2");
    ck_assert_int_eq(scrl_review_statement(review, 2, &s), SCRL_EINVAL);
    scrl_review_free(review);
}
END_TEST

START_TEST(places_parts_and_asks_belong_to_their_statement)
{
    static const char *const asks[] = {"training", "audit"};
    static const scrl__place_in repeats[] = {{NULL, SCRL_NONE, 27, 40}}, parts[] = {{"prevalence", 0, 27, 40}};
    scrl__statement_in asked = {.kind = "recommendation", .start = 9, .end = 26, .asks = asks, .ask_count = 2};
    scrl__statement_in found = {.kind = "finding", .start = 27, .end = 40, .type_printed = "Tools"};
    scrl_statement s = SCRL_STATEMENT_INIT;
    scrl_place p = SCRL_PLACE_INIT;
    asked.repeats = repeats;
    asked.repeat_count = 1;
    found.parts = parts;
    found.part_count = 1;
    scrl__review_builder_statement(&builder, &asked);
    scrl__review_builder_statement(&builder, &found);
    scrl_review *review = finish();
    ck_assert_str_eq(scrl_review_statement_ask(review, 0, 1), "audit");
    ck_assert_ptr_null(scrl_review_statement_ask(review, 0, 2));
    ck_assert_int_eq(scrl_review_statement_place(review, 0, 0, &p), 0);
    ck_assert_uint_eq(p.start, 9);
    ck_assert_int_eq(scrl_review_statement_place(review, 0, 1, &p), 0);
    ck_assert_uint_eq(p.start, 27);
    ck_assert_str_eq(p.part, "");
    ck_assert_int_eq(scrl_review_statement_place(review, 0, 2, &p), SCRL_EINVAL);
    ck_assert_int_eq(scrl_review_statement_part(review, 0, 0, &p), SCRL_EINVAL);
    ck_assert_int_eq(scrl_review_statement(review, 1, &s), 0);
    ck_assert_str_eq(s.type_printed, "Tools");
    ck_assert_uint_eq(s.place_count, 1);
    ck_assert_int_eq(scrl_review_statement_part(review, 1, 0, &p), 0);
    ck_assert_str_eq(p.part, "prevalence");
    ck_assert_int_eq(scrl_review_statement_place(review, 2, 0, &p), SCRL_EINVAL);
    scrl_review_free(review);
}
END_TEST

START_TEST(roles_are_other_until_they_are_set)
{
    scrl__review_builder_role(&builder, 0, "findings");
    scrl_review *review = finish();
    ck_assert_str_eq(scrl_review_role(review, 0), "findings");
    ck_assert_str_eq(scrl_review_role(review, SCRL_NONE), "other");
    ck_assert_str_eq(scrl_review_role(review, 5), "other");
    scrl_review_free(review);
}
END_TEST

START_TEST(the_text_before_the_first_heading_has_a_role_too)
{
    scrl__review_builder_role(&builder, SCRL_NONE, "front_matter");
    scrl_review *review = finish();
    ck_assert_str_eq(scrl_review_role(review, SCRL_NONE), "front_matter");
    ck_assert_str_eq(scrl_review_role(review, 0), "other");
    scrl_review_free(review);
}
END_TEST

START_TEST(values_stand_in_the_order_of_the_minimum_data_set)
{
    scrl_value v = SCRL_VALUE_INIT;
    scrl__review_builder_value(&builder, "published", "2021-03", 0, 8);
    scrl__review_builder_value(&builder, "pseudonyms", "Child B", 0, 3);
    scrl__review_builder_value(&builder, "title", "A Review", 0, 0);
    scrl__review_builder_value(&builder, "pseudonyms", "Child A", 3, 5);
    scrl_review *review = finish();
    ck_assert_uint_eq(scrl_review_value_count(review), 4);
    scrl_review_value(review, 0, &v);
    ck_assert_str_eq(v.field, "title");
    scrl_review_value(review, 1, &v);
    ck_assert_str_eq(v.value, "Child B"); /* lists keep the order of the text */
    scrl_review_value(review, 3, &v);
    ck_assert_str_eq(v.field, "published");
    ck_assert_str_eq(scrl_review_field(review, "published"), "2021-03");
    ck_assert_ptr_null(scrl_review_field(review, "area"));
    scrl_review_free(review);
}
END_TEST

START_TEST(two_events_of_one_sentence_keep_their_order)
{
    scrl_event e = SCRL_EVENT_INIT;
    static const char *const agencies[] = {"agency_police", "agency_housing"};
    const scrl__event_in day = {.from = "2020-05-01",
                                .to = "2020-05-01",
                                .precision = "day",
                                .printed = "1 May 2020",
                                .age = "aged 3",
                                .start = 9,
                                .end = 26,
                                .agencies = agencies,
                                .agency_count = 2};
    const scrl__event_in year = {
        .from = "2019-01-01", .to = "2019-12-31", .precision = "year", .printed = "2019", .start = 9, .end = 26};
    scrl__review_builder_event(&builder, &day);
    scrl__review_builder_event(&builder, &year);
    scrl_review *review = finish();
    ck_assert_uint_eq(scrl_review_event_count(review), 2);
    scrl_review_event(review, 0, &e);
    ck_assert_str_eq(e.printed, "1 May 2020");
    ck_assert_str_eq(e.age, "aged 3");
    ck_assert_uint_eq(e.agency_count, 2);
    ck_assert_str_eq(scrl_review_event_agency(review, 0, 1), "agency_housing");
    ck_assert_ptr_null(scrl_review_event_agency(review, 0, 2));
    scrl_review_event(review, 1, &e);
    ck_assert_str_eq(e.from, "2019-01-01");
    scrl_review_free(review);
}
END_TEST

START_TEST(a_review_keeps_its_document_alive)
{
    scrl_review *review = finish();
    scrl_document_free(doc);
    doc = NULL;
    ck_assert_uint_eq(scrl_document_section_count(scrl_review_document(review)), 1);
    scrl_review_free(review);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("model");
    TCase *tests = tcase_create("review");
    tcase_add_checked_fixture(tests, set_up, tear_down);
    tcase_add_test(tests, statements_stand_in_reading_order_with_their_names);
    tcase_add_test(tests, places_parts_and_asks_belong_to_their_statement);
    tcase_add_test(tests, roles_are_other_until_they_are_set);
    tcase_add_test(tests, the_text_before_the_first_heading_has_a_role_too);
    tcase_add_test(tests, values_stand_in_the_order_of_the_minimum_data_set);
    tcase_add_test(tests, two_events_of_one_sentence_keep_their_order);
    tcase_add_test(tests, a_review_keeps_its_document_alive);
    suite_add_tcase(suite, tests);
    return run_suite(suite);
}
