/* test_review.c - a review as JSON: exactly the keys that docs/json.md promises, and the words that the ranges say. */
#include <scrl/export.h>

#include "out/capture.h"
#include "store/shelf.h"

/* Shelf review 'i' as JSON, with or without tags; freed by the caller. */
static capture export_shelf(size_t i, bool with_tags)
{
    capture c = CAPTURE_INIT;
    scrl_document *doc = shelf_document(&shelf[i]);
    scrl_review *review = shelf_make(doc, &shelf[i]);
    scrl_tags *tags = with_tags ? shelf_tags(doc, &shelf[i]) : NULL;
    ck_assert_int_eq(scrl_export_review(ctx, review, tags, capture_write, &c), 0);
    scrl_tags_free(tags);
    scrl_review_free(review);
    scrl_document_free(doc);
    check_line(c.text);
    return c;
}

START_TEST(the_object_has_the_keys_that_are_promised)
{
    capture c = export_shelf(0, true);
    ck_assert_str_eq(json_keys(c.text, "$"),
                     "file,sha256,reader,pages,warnings,metadata,sections,blocks,sentences,statements,"
                     "events,acts,checks,gaps,citations,tags,spans");
    ck_assert_str_eq(json_keys(c.text, "$.metadata"),
                     "title,review_type,nation,publisher,area,pseudonyms,published,incident_date,period_from,period_to,"
                     "subject_count,age,age_band,outcome,harm_types,legal_status,living_with,agencies,agency_names,"
                     "method,reviewers,chair,language,"
                     "reference,recipients,pages,words,counts");
    ck_assert_str_eq(json_keys(c.text, "$.metadata.counts"), "findings,lessons,recommendations,good_practice,events");
    ck_assert_str_eq(json_keys(c.text, "$.sections[0]"), "id,parent,level,number,heading,role,page,start,end");
    ck_assert_str_eq(json_keys(c.text, "$.blocks[0]"), "id,section,kind,number,page,start,end,text");
    ck_assert_str_eq(json_keys(c.text, "$.sentences[0]"), "start,end,act");
    ck_assert_str_eq(json_keys(c.text, "$.acts[0]"), "act,sentences,words");
    ck_assert_str_eq(json_keys(c.text, "$.checks[0]"), "id,asks,count,of");
    ck_assert_str_eq(json_keys(c.text, "$.statements[0]"),
                     "kind,label,text,section,page,start,end,addressees,agencies,deadline,owner,asks,type_printed,"
                     "places,parts");
    ck_assert_str_eq(json_keys(c.text, "$.events[0]"), "from,to,precision,printed,text,page,start,end,age,agencies");
    ck_assert_str_eq(json_keys(c.text, "$.tags[0]"),
                     "theme,polarity,level,block,start,end,text,evidence,rule,model,confidence,"
                     "section_role,polarity_by,level_by");
    ck_assert_str_eq(json_keys(c.text, "$.tags[0].evidence[0]"), "start,end");
    ck_assert_str_eq(json_keys(c.text, "$.spans"), "title");
    ck_assert_str_eq(json_keys(c.text, "$.spans.title[0]"), "start,end");
    capture_free(&c);
    c = export_shelf(3, true);
    ck_assert_str_eq(json_keys(c.text, "$.warnings[0]"), "code,page,message");
    capture_free(&c);
}
END_TEST

START_TEST(what_is_not_stated_is_null_or_an_empty_list)
{
    capture c = export_shelf(2, false);
    ck_assert_str_eq(json_type_at(c.text, "$.metadata.review_type"), "null");
    ck_assert_str_eq(json_type_at(c.text, "$.metadata.published"), "null");
    ck_assert_str_eq(json_type_at(c.text, "$.metadata.subject_count"), "null");
    ck_assert_str_eq(json_at(c.text, "$.metadata.harm_types"), "[]");
    ck_assert_str_eq(json_type_at(c.text, "$.blocks[0].section"), "null");
    ck_assert_str_eq(json_type_at(c.text, "$.blocks[0].number"), "null");
    ck_assert_str_eq(json_at(c.text, "$.tags"), "[]");
    ck_assert_str_eq(json_at(c.text, "$.events"), "[]");
    ck_assert_str_eq(json_at(c.text, "$.pages"), "0");
    capture_free(&c);
    c = export_shelf(0, true);
    ck_assert_str_eq(json_type_at(c.text, "$.sections[0].parent"), "null");
    ck_assert_str_eq(json_type_at(c.text, "$.statements[0].deadline"), "null");
    capture_free(&c);
}
END_TEST

START_TEST(values_are_plain_and_lists_keep_their_order)
{
    capture c = export_shelf(0, true);
    ck_assert_str_eq(json_at(c.text, "$.metadata.title"), "Review of Child A");
    ck_assert_str_eq(json_at(c.text, "$.metadata.published"), "2019-05");
    ck_assert_str_eq(json_at(c.text, "$.metadata.agencies"), "[\"agency_police\",\"agency_health\"]");
    ck_assert_str_eq(json_at(c.text, "$.metadata.pseudonyms"), "[\"Ann\"]");
    ck_assert_str_eq(json_at(c.text, "$.metadata.counts.findings"), "1");
    ck_assert_str_eq(json_at(c.text, "$.metadata.counts.recommendations"), "1");
    ck_assert_str_eq(json_at(c.text, "$.metadata.counts.events"), "2");
    ck_assert_str_eq(json_at(c.text, "$.statements[1].addressees"), "[\"the board\"]");
    ck_assert_str_eq(json_at(c.text, "$.statements[1].agencies"), "[\"agency_police\"]");
    ck_assert_str_eq(json_at(c.text, "$.sections[0].number"), "1");
    ck_assert_str_eq(json_at(c.text, "$.sections[1].role"), "recommendations");
    ck_assert_str_eq(json_at(c.text, "$.tags[0].section_role"), "findings");
    capture_free(&c);
}
END_TEST

/* Whatever has a range has the words of the text at that range: all text is the blocks, each followed by a line end. */
START_TEST(ranges_are_bytes_of_the_text)
{
    for (size_t i = 0; i < SHELF_COUNT; i++) {
        capture c = export_shelf(i, true);
        static const char *const lists[] = {"blocks", "statements", "events", "tags"};
        for (size_t j = 0; j < sizeof(lists) / sizeof(lists[0]); j++) {
            char sql[700];
            snprintf(sql, sizeof(sql),
                     "WITH doc(t) AS (SELECT CAST(group_concat(json_extract(value, '$.text') || char(10), '') AS BLOB)"
                     "  FROM json_each(?1, '$.blocks'))"
                     "SELECT count(*) FROM json_each(?1, '$.%s'), doc WHERE CAST(substr(t, json_extract(value, "
                     "'$.start') + 1,"
                     " json_extract(value, '$.end') - json_extract(value, '$.start')) AS TEXT) <> json_extract(value, "
                     "'$.text')",
                     lists[j]);
            ck_assert_msg(strcmp(json_ask(c.text, sql), "0") == 0, "%s of %s", lists[j], shelf[i].path);
        }
        capture_free(&c);
    }
}
END_TEST

START_TEST(a_tab_and_accents_survive)
{
    capture c = export_shelf(1, true);
    ck_assert_str_eq(json_at(c.text, "$.blocks[5].text"), "2 May\tA visit to the home");
    ck_assert_str_eq(json_at(c.text, "$.blocks[5].kind"), "table_row");
    capture_free(&c);
    c = export_shelf(0, true);
    ck_assert_ptr_nonnull(strstr(json_at(c.text, "$.blocks[3].text"), "caf\xc3\xa9"));
    capture_free(&c);
}
END_TEST

/* A field named twice would make two equal keys, of which a reader sees one. */
START_TEST(no_key_stands_twice)
{
    scrl_document *doc = shelf_document(&shelf[0]);
    scrl__review_builder b;
    scrl_review *review = NULL;
    capture c = CAPTURE_INIT;
    ck_assert_int_eq(scrl__review_builder_init(&b, doc), 0);
    scrl__review_builder_value(&b, "agencies", "agency_police", 0, 3);
    scrl__review_builder_value(&b, "title", "T", 0, 4);
    scrl__review_builder_value(&b, "agencies", "agency_health", 5, 9);
    scrl__review_builder_value(&b, "subject_count", "2", 0, 2);
    ck_assert_int_eq(scrl__review_builder_finish(&b, &review), 0);
    scrl__review_builder_free(&b);
    ck_assert_int_eq(scrl_export_review(ctx, review, NULL, capture_write, &c), 0);
    ck_assert_str_eq(json_keys(c.text, "$.spans"), "title,subject_count,agencies");
    ck_assert_str_eq(json_at(c.text, "$.spans.agencies"), "[{\"start\":0,\"end\":3},{\"start\":5,\"end\":9}]");
    ck_assert_str_eq(json_type_at(c.text, "$.metadata.subject_count"), "integer");
    capture_free(&c);
    scrl_review_free(review);
    scrl_document_free(doc);
}
END_TEST

START_TEST(the_writer_may_stop)
{
    capture c = CAPTURE_INIT;
    scrl_document *doc = shelf_document(&shelf[0]);
    scrl_review *review = shelf_make(doc, &shelf[0]);
    c.stop_after = 10;
    ck_assert_int_eq(scrl_export_review(ctx, review, NULL, capture_write, &c), SCRL_ECANCELLED);
    ck_assert_int_eq(scrl_export_review(NULL, review, NULL, capture_write, &c), SCRL_EINVAL);
    ck_assert_int_eq(scrl_export_review(ctx, NULL, NULL, capture_write, &c), SCRL_EINVAL);
    ck_assert_int_eq(scrl_export_review(ctx, review, NULL, NULL, &c), SCRL_EINVAL);
    capture_free(&c);
    scrl_review_free(review);
    scrl_document_free(doc);
}
END_TEST

START_TEST(tags_of_another_document_are_refused)
{
    capture c = CAPTURE_INIT;
    scrl_document *doc = shelf_document(&shelf[0]), *other = shelf_document(&shelf[2]);
    scrl_review *review = shelf_make(other, &shelf[2]);
    scrl_tags *tags = shelf_tags(doc, &shelf[0]);
    ck_assert_int_eq(scrl_export_review(ctx, review, tags, capture_write, &c), SCRL_EINVAL);
    ck_assert_uint_eq(c.len, 0);
    scrl_tags_free(tags);
    scrl_review_free(review);
    scrl_document_free(doc);
    scrl_document_free(other);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("out");
    TCase *tests = tcase_create("review");
    tcase_add_checked_fixture(tests, fixture_start, fixture_end);
    tcase_add_test(tests, the_object_has_the_keys_that_are_promised);
    tcase_add_test(tests, what_is_not_stated_is_null_or_an_empty_list);
    tcase_add_test(tests, values_are_plain_and_lists_keep_their_order);
    tcase_add_test(tests, ranges_are_bytes_of_the_text);
    tcase_add_test(tests, a_tab_and_accents_survive);
    tcase_add_test(tests, no_key_stands_twice);
    tcase_add_test(tests, the_writer_may_stop);
    tcase_add_test(tests, tags_of_another_document_are_refused);
    suite_add_tcase(suite, tests);
    return run_suite(suite);
}
