/* test_hit.c - hits, counts and outcomes as JSON lines: the keys that docs/json.md promises, and none without a value. */
#include <scrl/export.h>

#include "out/capture.h"
#include "store/shelf.h"

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

/* The first hit of a question as JSON. */
static capture export_first(const char *question, scrl_unit unit)
{
    capture c = CAPTURE_INIT;
    scrl_search_options options = SCRL_SEARCH_OPTIONS_INIT;
    scrl_search *search = NULL;
    scrl_hit hit = SCRL_HIT_INIT;
    options.unit = unit;
    ck_assert_int_eq(scrl_search_new(library, question, &options, &search), 0);
    ck_assert_int_eq(scrl_search_next(search, &hit), 1);
    ck_assert_int_eq(scrl_export_hit(ctx, search, &hit, capture_write, &c), 0);
    scrl_search_free(search);
    check_line(c.text);
    return c;
}

#define REVIEW_KEYS "unit,review,file,title,review_type,published,"

START_TEST(every_unit_has_its_keys)
{
    static const struct {
        const char *question;
        scrl_unit unit;
        const char *name, *keys;
    } units[] = {
        {"stepfather", SCRL_UNIT_PASSAGE, "passage",
         REVIEW_KEYS "ordinal,kind,page,start,end,heading,role,number,text,score,highlights,cursor"},
        {"police", SCRL_UNIT_STATEMENT, "statement",
         REVIEW_KEYS "ordinal,kind,page,start,end,heading,role,label,addressees,text,cursor"},
        {"May", SCRL_UNIT_EVENT, "event",
         REVIEW_KEYS "ordinal,kind,page,start,end,heading,role,label,from,to,text,cursor"},
        {"police", SCRL_UNIT_TAG, "tag",
         REVIEW_KEYS "ordinal,page,start,end,heading,role,theme,polarity,level,evidence_start,evidence_end,rule,model,"
                     "confidence,polarity_by,level_by,state,text,cursor"},
        {"stepfather", SCRL_UNIT_REVIEW, "review", REVIEW_KEYS "pages,words,cursor"},
        {"stepfather", SCRL_UNIT_SECTION, "section",
         REVIEW_KEYS "ordinal,page,start,end,heading,role,number,level_number,text,cursor"},
        {"stepfather", SCRL_UNIT_VALUE, "value", REVIEW_KEYS "ordinal,kind,page,start,end,text,cursor"},
        {"", SCRL_UNIT_WARNING, "warning", REVIEW_KEYS "ordinal,kind,page,start,end,text,cursor"},
    };
    for (size_t i = 0; i < sizeof(units) / sizeof(units[0]); i++) {
        capture c = export_first(units[i].question, units[i].unit);
        ck_assert_str_eq(json_at(c.text, "$.unit"), units[i].name);
        ck_assert_str_eq(json_keys(c.text, "$"), units[i].keys);
        capture_free(&c);
    }
}
END_TEST

START_TEST(keys_without_a_value_are_left_out)
{
    capture c = export_first("neglect", SCRL_UNIT_PASSAGE);
    ck_assert_str_eq(json_keys(c.text, "$"),
                     "unit,review,file,title,ordinal,kind,page,start,end,role,text,score,highlights,cursor");
    capture_free(&c);
}
END_TEST

START_TEST(highlights_are_bytes_of_the_text)
{
    capture c = export_first("cafe bruise", SCRL_UNIT_PASSAGE);
    ck_assert_str_eq(
        json_ask(c.text, "SELECT CAST(substr(CAST(json_extract(?1, '$.text') AS BLOB), json_extract(value, '$.start')"
                         " + 1, json_extract(value, '$.end') - json_extract(value, '$.start')) AS TEXT)"
                         " FROM json_each(?1, '$.highlights')"),
        "caf\xc3\xa9,bruising");
    capture_free(&c);
}
END_TEST

START_TEST(a_hit_without_words_has_no_highlights_and_no_score)
{
    capture c = export_first("polarity:good", SCRL_UNIT_PASSAGE);
    ck_assert_str_eq(json_at(c.text, "$.highlights"), "[]");
    ck_assert_str_eq(json_at(c.text, "$.score"), "0");
    capture_free(&c);
    c = export_first("", SCRL_UNIT_PASSAGE);
    ck_assert_str_eq(json_at(c.text, "$.score"), "0");
    capture_free(&c);
}
END_TEST

START_TEST(counts_have_polarities_where_there_are_tags)
{
    capture c = CAPTURE_INIT;
    scrl_facets *facets = NULL;
    scrl_count count = SCRL_COUNT_INIT;
    ck_assert_int_eq(scrl_facets_new(library, "", "theme", &facets), 0);
    ck_assert_int_eq(scrl_facets_next(facets, &count), 1);
    ck_assert_int_eq(scrl_export_count(ctx, "theme", &count, capture_write, &c), 0);
    check_line(c.text);
    ck_assert_str_eq(
        c.text, "{\"field\":\"theme\",\"value\":\"supervision\",\"passages\":3,\"reviews\":2,\"problem\":0,\"good\":2,"
                "\"recommended\":1,\"neutral\":0}\n");
    capture_free(&c);
    scrl_facets_free(facets);
    ck_assert_int_eq(scrl_facets_new(library, "", "nation", &facets), 0);
    ck_assert_int_eq(scrl_facets_next(facets, &count), 1);
    ck_assert_int_eq(scrl_export_count(ctx, "nation", &count, capture_write, &c), 0);
    ck_assert_str_eq(json_keys(c.text, "$"), "field,value,passages,reviews");
    capture_free(&c);
    scrl_facets_free(facets);
}
END_TEST

START_TEST(outcomes_of_indexing_have_what_applies)
{
    capture c = CAPTURE_INIT;
    scrl_index_event event = {
        .size = sizeof(event), .file = "a\"b\n.txt", .outcome = SCRL_INDEX_UNCHANGED, .message = ""};
    ck_assert_int_eq(scrl_export_index_event(ctx, &event, capture_write, &c), 0);
    check_line(c.text);
    ck_assert_str_eq(json_keys(c.text, "$"), "file,outcome");
    ck_assert_str_eq(json_at(c.text, "$.file"), event.file);
    capture_free(&c);
    event.outcome = SCRL_INDEX_FAILED;
    event.status = SCRL_EFORMAT;
    event.message = "not a PDF";
    ck_assert_int_eq(scrl_export_index_event(ctx, &event, capture_write, &c), 0);
    ck_assert_str_eq(json_keys(c.text, "$"), "file,outcome,status,message");
    ck_assert_str_eq(json_at(c.text, "$.status"), scrl_status_text(SCRL_EFORMAT));
    capture_free(&c);
    scrl_document *doc = shelf_document(&shelf[3]);
    event = (scrl_index_event){
        .size = sizeof(event), .file = "a", .outcome = SCRL_INDEX_ADDED, .message = "", .document = doc};
    ck_assert_int_eq(scrl_export_index_event(ctx, &event, capture_write, &c), 0);
    ck_assert_str_eq(json_keys(c.text, "$"), "file,outcome,sha256,pages,warnings");
    ck_assert_str_eq(json_at(c.text, "$.warnings"), "1");
    capture_free(&c);
    scrl_document_free(doc);
}
END_TEST

START_TEST(wrong_use_and_stopping_are_told)
{
    capture c = CAPTURE_INIT;
    scrl_search *search = NULL;
    scrl_hit hit = SCRL_HIT_INIT;
    scrl_count count = SCRL_COUNT_INIT;
    ck_assert_int_eq(scrl_search_new(library, "home", NULL, &search), 0);
    ck_assert_int_eq(scrl_search_next(search, &hit), 1);
    ck_assert_int_eq(scrl_export_hit(NULL, search, &hit, capture_write, &c), SCRL_EINVAL);
    ck_assert_int_eq(scrl_export_hit(ctx, NULL, &hit, capture_write, &c), SCRL_EINVAL);
    ck_assert_int_eq(scrl_export_hit(ctx, search, NULL, capture_write, &c), SCRL_EINVAL);
    ck_assert_int_eq(scrl_export_hit(ctx, search, &hit, NULL, &c), SCRL_EINVAL);
    ck_assert_int_eq(scrl_export_count(ctx, NULL, &count, capture_write, &c), SCRL_EINVAL);
    ck_assert_int_eq(scrl_export_index_event(ctx, NULL, capture_write, &c), SCRL_EINVAL);
    c.stop_after = 0;
    ck_assert_int_eq(scrl_export_hit(ctx, search, &hit, capture_write, &c), SCRL_ECANCELLED);
    scrl_search_free(search);
    capture_free(&c);
}
END_TEST

/* A record that no search filled: nothing in it is a string. */
START_TEST(a_hit_that_was_never_filled_is_refused)
{
    capture c = CAPTURE_INIT;
    scrl_search *search = NULL;
    scrl_hit hit = SCRL_HIT_INIT;
    ck_assert_int_eq(scrl_search_new(library, "home", NULL, &search), 0);
    ck_assert_int_eq(scrl_export_hit(ctx, search, &hit, capture_write, &c), SCRL_EINVAL);
    hit.unit = (scrl_unit)99;
    hit.review = hit.file = "";
    ck_assert_int_eq(scrl_export_hit(ctx, search, &hit, capture_write, &c), SCRL_EINVAL);
    ck_assert_uint_eq(c.len, 0);
    scrl_search_free(search);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("out");
    TCase *tests = tcase_create("hit");
    tcase_add_checked_fixture(tests, start, end);
    tcase_add_test(tests, every_unit_has_its_keys);
    tcase_add_test(tests, keys_without_a_value_are_left_out);
    tcase_add_test(tests, highlights_are_bytes_of_the_text);
    tcase_add_test(tests, a_hit_without_words_has_no_highlights_and_no_score);
    tcase_add_test(tests, counts_have_polarities_where_there_are_tags);
    tcase_add_test(tests, outcomes_of_indexing_have_what_applies);
    tcase_add_test(tests, wrong_use_and_stopping_are_told);
    tcase_add_test(tests, a_hit_that_was_never_filled_is_refused);
    suite_add_tcase(suite, tests);
    return run_suite(suite);
}
