/* test_record.c - every kind of record as JSON and as a row of CSV, with the same names. */
#include <scrl/export.h>

#include "out/capture.h"
#include "store/fixture.h"

static const char *const fields[] = {
    "review,title,review_type,publisher,published,file,page,heading,role,number,ordinal,start,end,kind,score,text",
    "review,title,review_type,publisher,published,file,page,heading,role,number,ordinal,start,end,kind,label,"
    "addressees,text",
    "review,title,review_type,publisher,published,file,page,heading,role,number,ordinal,start,end,kind,label,from,to,"
    "text",
    "review,title,review_type,publisher,published,file,page,heading,role,number,ordinal,start,end,theme,polarity,level,"
    "confidence,evidence_start,evidence_end,rule,model,polarity_by,level_by,text",
    "value,passages,reviews,problem,good,recommended,neutral",
    "a,b,together,with_a,with_b,units,reviews,expected,lift,overlap,p,q,few",
    "value,year,with,reviews,passages,share,low,high,few",
    "row,column,passages,reviews,row_passages,row_reviews,column_passages,column_reviews,all_passages,all_reviews,few",
    "value,a,a_units,b,b_units,a_share,b_share,ratio,p,q,few",
};

static char *header(scrl_record kind)
{
    capture c = CAPTURE_INIT;
    ck_assert_int_eq(scrl_export_row(ctx, kind, NULL, capture_write, &c), 0);
    return c.text;
}

START_TEST(the_header_names_the_columns)
{
    for (int kind = SCRL_RECORD_PASSAGE; kind <= SCRL_RECORD_CONTRAST; kind++) {
        char expected[512], *row = header((scrl_record)kind);
        snprintf(expected, sizeof(expected), "%s\r\n", fields[kind]);
        ck_assert_str_eq(row, expected);
        free(row);
    }
}
END_TEST

/* Both forms of a record; the JSON has the keys of the header. */
static void both_forms(scrl_record kind, const void *record, const char *row, const char *json)
{
    capture c = CAPTURE_INIT, j = CAPTURE_INIT;
    char *names = header(kind);
    ck_assert_int_eq(scrl_export_row(ctx, kind, record, capture_write, &c), 0);
    ck_assert_int_eq(scrl_export_record(ctx, kind, record, capture_write, &j), 0);
    ck_assert_str_eq(c.text, row);
    ck_assert_msg(strcmp(j.text, json) == 0, "%s", j.text);
    names[strcspn(names, "\r")] = '\0';
    ck_assert_str_eq(json_ask(j.text, "SELECT key FROM json_each(?1)"), names);
    free(names);
    capture_free(&c);
    capture_free(&j);
}

START_TEST(a_pair_and_a_year_in_both_forms)
{
    scrl_pair pair = {sizeof(pair), "a", "b", 3, 4, 5, 11, 2, 20.0 / 11, 1.65, 0.5, 0.25, 1.0, 1};
    both_forms(SCRL_RECORD_PAIR, &pair, "a,b,3,4,5,11,2,1.81818,1.65,0.5,0.25,1,true\r\n",
               "{\"a\":\"a\",\"b\":\"b\",\"together\":3,\"with_a\":4,\"with_b\":5,\"units\":11,\"reviews\":2,"
               "\"expected\":1.81818,\"lift\":1.65,\"overlap\":0.5,\"p\":0.25,\"q\":1,\"few\":true}\n");
    scrl_year year = {sizeof(year), "a, \"b\"", 0, 1, 2, 3, 0.5, 0.1, 0.9, 0};
    both_forms(SCRL_RECORD_YEAR, &year, "\"a, \"\"b\"\"\",,1,2,3,0.5,0.1,0.9,false\r\n",
               "{\"value\":\"a, \\\"b\\\"\",\"year\":null,\"with\":1,\"reviews\":2,\"passages\":3,\"share\":0.5,"
               "\"low\":0.1,\"high\":0.9,\"few\":false}\n");
}
END_TEST

/* A statement with a member of each kind. */
static scrl_hit made_hit(void)
{
    scrl_hit hit = SCRL_HIT_INIT;
    hit.unit = SCRL_UNIT_STATEMENT;
    hit.review = "ab12";
    hit.title = "Child A, a review";
    hit.kind = "finding";
    hit.addressees = "the board; police";
    hit.page = 7;
    hit.start = 10;
    hit.end = 20;
    hit.text = "Nobody asked.";
    hit.text_len = 13;
    return hit;
}

START_TEST(records_with_hits_have_the_hits_columns)
{
    scrl_hit one = made_hit(), two = made_hit();
    two.review = "cd34";
    scrl_recurrence said = {sizeof(said), &one, &two, "earlier", 0.5, "asked; nobody", "voice_of_child", ""};
    capture j = CAPTURE_INIT, c = CAPTURE_INIT;
    ck_assert_int_eq(scrl_export_record(ctx, SCRL_RECORD_RECURRENCE, &said, capture_write, &j), 0);
    ck_assert_str_eq(json_ask(j.text, "SELECT json_extract(?1, '$.shared_words[1]')"), "nobody");
    ck_assert_str_eq(json_ask(j.text, "SELECT json_array_length(?1, '$.shared_addressees')"), "0");
    ck_assert_str_eq(json_ask(j.text, "SELECT json_extract(?1, '$.review')"), "ab12");
    ck_assert_str_eq(json_ask(j.text, "SELECT json_extract(?1, '$.before_review')"), "cd34");
    ck_assert_str_eq(json_ask(j.text, "SELECT json_extract(?1, '$.before_addressees[1]')"), "police");
    ck_assert_str_eq(json_ask(j.text, "SELECT json_extract(?1, '$.before_end')"), "20");
    ck_assert_int_eq(scrl_export_row(ctx, SCRL_RECORD_RECURRENCE, &said, capture_write, &c), 0);
    ck_assert(strncmp(c.text, "earlier,0.5,asked; nobody,voice_of_child,,ab12,\"Child A, a review\",", 67) == 0);
    capture_free(&j);
    capture_free(&c);
    scrl_line line = {sizeof(line), &one, "left ", "key", " right", 0, 5, 8, 14};
    ck_assert_int_eq(scrl_export_record(ctx, SCRL_RECORD_LINE, &line, capture_write, &j), 0);
    ck_assert_str_eq(json_ask(j.text, "SELECT json_extract(?1, '$.right') || json_extract(?1, '$.page')"), " right7");
    capture_free(&j);
    scrl_message message = {sizeof(message), "finding", 1, &one, 2, 1, 5, 4, "since"};
    ck_assert_int_eq(scrl_export_record(ctx, SCRL_RECORD_MESSAGE, &message, capture_write, &j), 0);
    ck_assert_str_eq(json_ask(j.text, "SELECT json_extract(?1, '$.text')"), "Nobody asked.");
    capture_free(&j);
    scrl_likeness likeness = {sizeof(likeness), &one, 0.5, 0.25, 0.75, "asked", ""};
    ck_assert_int_eq(scrl_export_record(ctx, SCRL_RECORD_LIKENESS, &likeness, capture_write, &j), 0);
    ck_assert_str_eq(json_ask(j.text, "SELECT json_extract(?1, '$.by_themes')"), "0.75");
    capture_free(&j);
}
END_TEST

START_TEST(hits_are_rows_of_their_unit)
{
    scrl_hit hit = made_hit();
    capture c = CAPTURE_INIT;
    hit.polarity = SCRL_POLARITY_GOOD;
    hit.level = SCRL_LEVEL_SYSTEM;
    ck_assert_int_eq(scrl_export_row(ctx, SCRL_RECORD_STATEMENT, &hit, capture_write, &c), 0);
    ck_assert_str_eq(c.text,
                     "ab12,\"Child A, a review\",,,,,7,,,,0,10,20,finding,,the board; police,Nobody asked.\r\n");
    capture_free(&c);
    ck_assert_int_eq(scrl_export_row(ctx, SCRL_RECORD_TAG, &hit, capture_write, &c), 0);
    ck_assert_ptr_nonnull(strstr(c.text, ",good,system,"));
    capture_free(&c);
}
END_TEST

START_TEST(a_record_of_an_older_caller_is_read_as_far_as_it_goes)
{
    scrl_count count = {offsetof(scrl_count, reviews), "x", 7, 99, 99, 99, 99, 99};
    capture c = CAPTURE_INIT;
    ck_assert_int_eq(scrl_export_row(ctx, SCRL_RECORD_COUNT, &count, capture_write, &c), 0);
    ck_assert_str_eq(c.text, "x,7,0,0,0,0,0\r\n");
    capture_free(&c);
}
END_TEST

START_TEST(wrong_use_and_a_full_disk_are_reported)
{
    scrl_pair pair = SCRL_PAIR_INIT; /* never filled: empty, not a crash */
    capture c = {NULL, 0, 3};
    ck_assert_int_eq(scrl_export_row(ctx, (scrl_record)99, &pair, capture_write, &c), SCRL_EINVAL);
    ck_assert_int_eq(scrl_export_record(ctx, SCRL_RECORD_PAIR, NULL, capture_write, &c), SCRL_EINVAL);
    ck_assert_int_eq(scrl_export_row(ctx, SCRL_RECORD_PAIR, &pair, NULL, NULL), SCRL_EINVAL);
    ck_assert_int_eq(scrl_export_row(ctx, SCRL_RECORD_PAIR, &pair, capture_write, &c), SCRL_ECANCELLED);
    ck_assert_int_eq(scrl_export_record(ctx, SCRL_RECORD_PAIR, &pair, capture_write, &c), SCRL_ECANCELLED);
    capture_free(&c);
    scrl_line line = SCRL_LINE_INIT; /* without its hit */
    ck_assert_int_eq(scrl_export_row(ctx, SCRL_RECORD_LINE, &line, capture_write, &c), 0);
    capture_free(&c);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("out");
    TCase *tests = tcase_create("record");
    tcase_add_checked_fixture(tests, fixture_start, fixture_end);
    tcase_add_test(tests, the_header_names_the_columns);
    tcase_add_test(tests, a_pair_and_a_year_in_both_forms);
    tcase_add_test(tests, records_with_hits_have_the_hits_columns);
    tcase_add_test(tests, hits_are_rows_of_their_unit);
    tcase_add_test(tests, a_record_of_an_older_caller_is_read_as_far_as_it_goes);
    tcase_add_test(tests, wrong_use_and_a_full_disk_are_reported);
    suite_add_tcase(suite, tests);
    return run_suite(suite);
}
