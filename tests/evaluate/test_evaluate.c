/* test_evaluate.c - an evaluation as a caller sees it: counts, ratios, disagreements and failures. */
#include "made.h"

#include <math.h>

#include "base/process.h"

#define PAGE(body)                                                                                                     \
    "<!DOCTYPE html><html><head><title>x</title></head><body><h1>Serious Case Review: Child A</h1>" body               \
    "</body></html>"

static const char report[] =
    PAGE("<h2>1. Introduction</h2><p>This Serious Case Review was commissioned by the Board.</p>"
         "<h2>2. Chronology</h2><p>On 3 March 2013 the police attended an incident of domestic abuse at the home.</p>"
         "<p>Child A was taken to hospital on 7 June 2013 with a broken arm.</p>"
         "<h2>3. Analysis</h2><p>The police did not share information about domestic violence with the school.</p>"
         "<p>The school nurse was in post throughout that long year.</p>"
         "<h2>4. Recommendations</h2><p>Recommendation 1: The Board should review its procedures on bruising.</p>"
         "<p>Recommendation 2: The Board should ask each agency for a report within a year.</p>");

static const made_gold usual = {
    .metadata = "{\"review_type\": \"scr\", \"nation\": null, \"pseudonyms\": [\"Child A\", \"Child Z\"], \"method\": "
                "\"rapid\"}",
    .sections = "[{\"heading\": \"Introduction\", \"number\": \"1\", \"level\": 1, \"role\": \"introduction\"},"
                "{\"heading\": \"Chronology\", \"number\": \"2\", \"level\": 2, \"role\": \"chronology\"},"
                "{\"heading\": \"Analysis\", \"number\": null, \"level\": 1, \"role\": \"findings\"},"
                "{\"heading\": \"Conclusion\", \"number\": \"5\", \"level\": 1, \"role\": \"conclusion\"}]",
    .statements =
        "[{\"kind\": \"recommendation\", \"quote\": \"The Board should review its procedures\", \"addressees\": "
        "[\"the BOARD\"], \"agencies\": []},"
        "{\"kind\": \"consideration\", \"quote\": \"The Board should ask each agency\", \"addressees\": [], "
        "\"agencies\": []},"
        "{\"kind\": \"finding\", \"quote\": \"There was nobody who saw\", \"addressees\": [], \"agencies\": []}]",
    .events =
        "[{\"from\": \"2013-03-03\", \"to\": \"2013-03-03\", \"precision\": \"day\", \"quote\": \"On 3 March 2013 the "
        "police attended\"},"
        "{\"from\": \"2013-06-01\", \"to\": \"2013-06-30\", \"precision\": \"month\", \"quote\": \"Child A was taken "
        "to "
        "hospital\"}]",
    .passages =
        "[{\"id\": \"p1\", \"quote\": \"On 3 March 2013 the police attended an incident of domestic abuse at the "
        "home.\"},"
        "{\"id\": \"p2\", \"quote\": \"The police did not share information about domestic violence with the "
        "school.\"},"
        "{\"id\": \"p3\", \"quote\": \"The school nurse was in post throughout that long year.\"},"
        "{\"id\": \"p4\", \"quote\": \"These words stand nowhere in the report that was read.\"}]"};

static const char codes[] =
    "{\"passages\": {"
    "\"p1\": [{\"theme\": \"domestic_abuse\", \"polarity\": \"neutral\", \"level\": \"case\"}],"
    "\"p2\": [{\"theme\": \"domestic_abuse\", \"polarity\": \"neutral\", \"level\": \"case\"},"
    "{\"theme\": \"agency_police\", \"polarity\": \"good\", \"level\": \"system\"}],"
    "\"p3\": [], "
    "\"p4\": [{\"theme\": \"domestic_abuse\", \"polarity\": \"neutral\", \"level\": \"case\"}]}}";

static scrl_context *ctx;
static scrl_structure *structure;
static scrl_themes *themes;
static made folder;
static scrl_evaluation *evaluation;

static void set_up(void)
{
    ctx = made_context();
    structure = NULL;
    themes = NULL;
    evaluation = NULL;
    ck_assert_int_eq(scrl_structure_load(ctx, NULL, &structure), 0);
    ck_assert_int_eq(scrl_themes_load(ctx, source_path("tests/tag/set"), &themes), 0);
    folder = made_folder();
}

static void tear_down(void)
{
    scrl_evaluation_free(evaluation);
    scrl_themes_free(themes);
    scrl_structure_free(structure);
    made_remove(&folder);
    scrl_context_free(ctx);
}

/* Evaluates the folder as it stands, keeping disagreements. */
static void evaluate(uint32_t theme_passages)
{
    const char *paths[] = {folder.dir};
    scrl_evaluation_options options = SCRL_EVALUATION_OPTIONS_INIT;
    options.theme_passages = theme_passages;
    options.disagreements = 1;
    ck_assert_int_eq(scrl_evaluate(ctx, structure, themes, paths, 1, &options, &evaluation), 0);
}

static void evaluate_usual(void)
{
    made_gold_file(&folder, &usual);
    made_file(&folder, "codes.json", codes);
    made_file(&folder, "report.html", report);
    evaluate(0);
}

static scrl_measure measure(uint32_t file, const char *name, const char *group)
{
    scrl_measure m = SCRL_MEASURE_INIT;
    for (size_t i = 0; scrl_evaluation_measure(evaluation, i, &m) == 0; i++) {
        if (m.file == file && strcmp(m.measure, name) == 0 && strcmp(m.group, group) == 0)
            return m;
    }
    ck_abort_msg("no measure %s %s", name, group);
    return m;
}

static void assert_counts(const char *name, const char *group, unsigned gold, unsigned found, unsigned right)
{
    scrl_measure m = measure(SCRL_NONE, name, group);
    ck_assert_msg(m.gold == gold && m.found == found && m.right == right, "%s %s: %u %u %u", name, group,
                  (unsigned)m.gold, (unsigned)m.found, (unsigned)m.right);
}

/* The one disagreement of a measure with that gold value and text, or fails. */
static scrl_disagreement disagreement(const char *name, const char *what, const char *text)
{
    scrl_disagreement d = SCRL_DISAGREEMENT_INIT;
    for (size_t i = 0; scrl_evaluation_disagreement(evaluation, i, &d) == 0; i++) {
        if (strcmp(d.measure, name) == 0 && strcmp(d.what, what) == 0 && strncmp(d.text, text, strlen(text)) == 0)
            return d;
    }
    ck_abort_msg("no disagreement %s %s", name, what);
    return d;
}

START_TEST(headings_are_matched_and_compared)
{
    evaluate_usual();
    assert_counts("heading", "", 4, 4, 3);
    assert_counts("heading_level", "", 4, 3, 2);
    assert_counts("heading_number", "", 4, 3, 2);
    assert_counts("heading_role", "", 4, 3, 2);
    ck_assert_str_eq(disagreement("heading", "missed", "Conclusion").gold, "conclusion");
    ck_assert_str_eq(disagreement("heading", "extra", "Recommendations").found, "recommendations");
    scrl_disagreement d = disagreement("heading_role", "wrong", "Analysis");
    ck_assert_str_eq(d.gold, "findings");
    ck_assert_str_eq(d.found, "analysis");
    ck_assert_uint_lt(d.start, d.end);
    scrl_measure m = measure(SCRL_NONE, "heading_role", "");
    ck_assert_double_eq_tol(m.precision, 2.0 / 3, 1e-9);
    ck_assert_double_eq_tol(m.recall, 0.5, 1e-9);
    ck_assert(isnan(m.f1));
}
END_TEST

START_TEST(repeated_headings_are_matched_in_order)
{
    made_gold g = {.sections = "[{\"heading\": \"Finding\", \"level\": 1, \"role\": \"findings\"},"
                               "{\"heading\": \"In this case\", \"level\": 2, \"role\": \"findings\"},"
                               "{\"heading\": \"Lessons\", \"level\": 1, \"role\": \"lessons\"},"
                               "{\"heading\": \"In this case\", \"level\": 3, \"role\": \"lessons\"}]"};
    made_gold_file(&folder, &g);
    made_file(
        &folder, "report.html",
        PAGE("<h2>Lessons</h2><p>One.</p><h3>Of note</h3><p>A word.</p><h4>In this case</h4><p>Two words here.</p>"));
    evaluate(0);
    assert_counts("heading", "", 4, 3, 2);
    assert_counts("heading_level", "", 4, 2, 2);
}
END_TEST

START_TEST(statements_are_matched_by_kind_and_first_words)
{
    evaluate_usual();
    assert_counts("statement", "", 3, 2, 1);
    assert_counts("statement", "recommendation", 1, 2, 1);
    assert_counts("statement", "consideration", 1, 0, 0);
    assert_counts("addressee", "", 1, 1, 1);
    scrl_disagreement d = disagreement("statement", "wrong", "The Board should ask each agency");
    ck_assert_str_eq(d.gold, "consideration");
    ck_assert_str_eq(d.found, "recommendation");
    d = disagreement("statement", "missed", "There was nobody");
    ck_assert_str_eq(d.group, "finding");
    ck_assert_uint_eq(d.start, d.end);
    scrl_measure m = measure(SCRL_NONE, "statement", "");
    ck_assert_double_eq_tol(m.precision, 0.5, 1e-9);
    ck_assert_double_eq_tol(m.recall, 1.0 / 3, 1e-9);
    ck_assert_double_eq_tol(m.f1, 0.4, 1e-9);
}
END_TEST

START_TEST(events_need_the_same_days)
{
    evaluate_usual();
    assert_counts("event", "", 2, 2, 1);
    assert_counts("event_precision", "", 2, 1, 1);
    scrl_disagreement d = disagreement("event", "wrong", "Child A was taken");
    ck_assert_str_eq(d.gold, "2013-06-01..2013-06-30, month");
    ck_assert_str_eq(d.found, "2013-06-07, day");
}
END_TEST

START_TEST(a_quote_may_go_on_behind_a_short_sentence)
{
    made_gold g = usual;
    g.events =
        "[{\"from\": \"2013-06-07\", \"to\": \"2013-06-07\", \"precision\": \"day\", \"quote\": \"Child A was taken "
        "to hospital on 7 June 2013 with a broken arm. The police\"},"
        "{\"from\": \"2013-03-03\", \"to\": \"2013-03-03\", \"precision\": \"day\", \"quote\": \"On 3 March 2013 the "
        "nurse\"}]";
    made_gold_file(&folder, &g);
    made_file(&folder, "report.html", report);
    evaluate(0);
    assert_counts("event", "", 2, 2, 1);
}
END_TEST

START_TEST(a_value_where_gold_has_none_counts_against_precision)
{
    evaluate_usual();
    assert_counts("field", "review_type", 1, 1, 1);
    assert_counts("field", "nation", 0, measure(SCRL_NONE, "field", "nation").found > 0, 0);
    scrl_measure pseudonyms = measure(SCRL_NONE, "field", "pseudonyms");
    ck_assert_uint_eq(pseudonyms.gold, 2);
    ck_assert_uint_eq(pseudonyms.right, 1);
    scrl_measure all = measure(SCRL_NONE, "field", "");
    ck_assert_uint_eq(all.gold, 4);
    ck_assert_uint_eq(all.right, 2);
    ck_assert_uint_gt(all.found, 2);
    ck_assert_str_eq(disagreement("field", "missed", "").gold, "Child Z");
}
END_TEST

START_TEST(tags_belong_to_the_passage_that_they_overlap)
{
    evaluate_usual();
    assert_counts("passage", "", 4, 3, 3);
    assert_counts("theme", "domestic_abuse", 3, 2, 2);
    assert_counts("theme", "agency_police", 1, 2, 1);
    ck_assert_str_eq(disagreement("passage", "missed", "These words").what, "missed");
    scrl_disagreement d = disagreement("theme", "extra", "On 3 March");
    ck_assert_str_eq(d.group, "agency_police");
    d = disagreement("theme_level", "wrong", "The police did not share");
    ck_assert_str_eq(d.gold, "good system");
    /* By hand: 4 passages, 3 gold, 2 found, 2 right: observed 3/4, expected 1/2. */
    ck_assert_double_eq_tol(measure(SCRL_NONE, "theme", "domestic_abuse").kappa, 0.5, 1e-9);
}
END_TEST

START_TEST(the_whole_stands_beside_its_parts_and_the_simplest_way)
{
    evaluate_usual();
    scrl_measure whole = measure(SCRL_NONE, "theme", "");
    assert_counts("theme_rules", "", 4, (unsigned)whole.found, (unsigned)whole.right);
    assert_counts("theme_models", "", 4, 0, 0);
    /* "domestic abuse" once, rightly; "police" twice, once rightly. */
    assert_counts("theme_labels", "", 4, 3, 2);
    assert_counts("theme_confidence", "", 0, (unsigned)whole.found, (unsigned)whole.right);
    ck_assert_uint_gt(measure(SCRL_NONE, "theme_confidence", "70 to 79").found, 0);
}
END_TEST

START_TEST(means_are_over_themes_with_enough_passages)
{
    evaluate_usual();
    ck_assert_uint_eq(measure(SCRL_NONE, "theme_mean", "").gold, 0);
    ck_assert(isnan(measure(SCRL_NONE, "theme_mean", "").f1));
    scrl_evaluation_free(evaluation);
    evaluate(2);
    scrl_measure m = measure(SCRL_NONE, "theme_mean", "");
    ck_assert_uint_eq(m.gold, 1);
    ck_assert_double_eq_tol(m.f1, 0.8, 1e-9);
    ck_assert_double_eq_tol(m.kappa, 0.5, 1e-9);
}
END_TEST

START_TEST(files_add_up_and_passages_count_once)
{
    made_gold g = usual;
    g.files = "[\"source.html\", \"report.html\", \"again.html\", \"none.html\"]";
    made_gold_file(&folder, &g);
    made_file(&folder, "codes.json", codes);
    made_file(&folder, "report.html", report);
    made_file(&folder, "again.html", report);
    evaluate(4);
    ck_assert_uint_eq(scrl_evaluation_file_count(evaluation), 3);
    assert_counts("heading", "", 8, 8, 6);
    ck_assert_uint_eq(measure(1, "heading", "").gold, 4);
    /* Six gold passages in two files are three of the review. */
    ck_assert_uint_eq(measure(SCRL_NONE, "theme", "domestic_abuse").gold, 6);
    ck_assert_uint_eq(measure(SCRL_NONE, "theme_mean", "").gold, 0);
    scrl_evaluation_file file = SCRL_EVALUATION_FILE_INIT;
    ck_assert_int_eq(scrl_evaluation_file_get(evaluation, 2, &file), 0);
    ck_assert_str_eq(file.name, "none.html");
    ck_assert_int_eq(file.status, SCRL_ENOTFOUND);
    ck_assert_str_ne(file.message, "");
}
END_TEST

START_TEST(a_file_without_text_is_named_and_left_out)
{
    made_gold g = usual;
    g.files = "[\"report.html\", \"blank.txt\"]";
    made_gold_file(&folder, &g);
    made_file(&folder, "report.html", report);
    made_file(&folder, "blank.txt", "\n\n");
    evaluate(0);
    scrl_evaluation_file file = SCRL_EVALUATION_FILE_INIT;
    ck_assert_int_eq(scrl_evaluation_file_get(evaluation, 1, &file), 0);
    ck_assert_int_ne(file.status, 0);
    assert_counts("heading", "", 4, 4, 3);
}
END_TEST

START_TEST(a_folder_that_cannot_be_read_does_not_stop_the_rest)
{
    made_gold_file(&folder, &usual);
    made_file(&folder, "report.html", report);
    const char *paths[] = {"no/such/folder", folder.dir};
    ck_assert_int_eq(scrl_evaluate(ctx, structure, NULL, paths, 2, NULL, &evaluation), 0);
    scrl_evaluation_file file = SCRL_EVALUATION_FILE_INIT;
    ck_assert_int_eq(scrl_evaluation_file_get(evaluation, 0, &file), 0);
    ck_assert_str_eq(file.name, "");
    ck_assert_int_eq(file.status, SCRL_ENOTFOUND);
    assert_counts("heading", "", 4, 4, 3);
    ck_assert_uint_eq(scrl_evaluation_disagreement_count(evaluation), 0);
}
END_TEST

static int keep(void *user, const char *bytes, size_t len)
{
    char *text = user;
    ck_assert_uint_lt(strlen(text) + len, 65536);
    strncat(text, bytes, len);
    return 0;
}

static int refuse(void *user, const char *bytes, size_t len)
{
    (void)user;
    (void)bytes;
    (void)len;
    return 1;
}

START_TEST(json_has_files_measures_and_disagreements)
{
    static char text[65536];
    evaluate_usual();
    ck_assert_int_eq(scrl_export_evaluation(ctx, evaluation, keep, text), 0);
    ck_assert_ptr_nonnull(strstr(text, "{\"unit\":\"file\",\"gold_folder\":\""));
    ck_assert_ptr_nonnull(
        strstr(text, "{\"unit\":\"measure\",\"gold_folder\":null,\"file\":null,\"measure\":\"heading\",\"group\":"
                     "null,\"gold\":4,\"found\":4,\"right\":3,\"precision\":0.75,\"recall\":0.75,\"f1\":0.75,"
                     "\"kappa\":null}\n"));
    ck_assert_ptr_nonnull(
        strstr(text, "\"measure\":\"heading\",\"group\":null,\"what\":\"missed\",\"gold\":\"conclusion\""));
    ck_assert_int_eq(scrl_export_evaluation(ctx, evaluation, refuse, NULL), SCRL_ECANCELLED);
}
END_TEST

START_TEST(wrong_use_is_refused)
{
    const char *paths[] = {NULL};
    scrl_evaluation_options options = SCRL_EVALUATION_OPTIONS_INIT;
    ck_assert_int_eq(scrl_evaluate(NULL, structure, themes, paths, 0, NULL, &evaluation), SCRL_EINVAL);
    ck_assert_int_eq(scrl_evaluate(ctx, NULL, themes, paths, 0, NULL, &evaluation), SCRL_EINVAL);
    ck_assert_int_eq(scrl_evaluate(ctx, structure, themes, NULL, 1, NULL, &evaluation), SCRL_EINVAL);
    ck_assert_int_eq(scrl_evaluate(ctx, structure, themes, paths, 1, NULL, &evaluation), SCRL_EINVAL);
    ck_assert_int_eq(scrl_evaluate(ctx, structure, themes, paths, 0, NULL, NULL), SCRL_EINVAL);
    options.ocr = 2;
    ck_assert_int_eq(scrl_evaluate(ctx, structure, themes, paths, 0, &options, &evaluation), SCRL_EINVAL);
    options.size = 1;
    ck_assert_int_eq(scrl_evaluate(ctx, structure, themes, paths, 0, &options, &evaluation), SCRL_EINVAL);
    ck_assert_ptr_null(evaluation);
    ck_assert_int_eq(scrl_evaluate(ctx, structure, themes, NULL, 0, NULL, &evaluation), 0);
    ck_assert_uint_eq(scrl_evaluation_measure_count(evaluation), 0);
    scrl_measure m = SCRL_MEASURE_INIT;
    ck_assert_int_eq(scrl_evaluation_measure(evaluation, 0, &m), SCRL_EINVAL);
    ck_assert_int_eq(scrl_export_evaluation(ctx, NULL, keep, NULL), SCRL_EINVAL);
    scrl_evaluation_free(NULL);
}
END_TEST

START_TEST(the_development_set_can_be_measured)
{
    const char *path = shared_path("gold/reviews/d02");
    if (path == NULL)
        return;
    const char *paths[] = {path};
    ck_assert_int_eq(scrl_evaluate(ctx, structure, NULL, paths, 1, NULL, &evaluation), 0);
    scrl_measure passages = measure(SCRL_NONE, "passage", "");
    ck_assert_uint_gt(passages.gold, 0);
    ck_assert_double_gt(passages.recall, 0.9);
    ck_assert_double_gt(measure(SCRL_NONE, "heading", "").f1, 0.9);
}
END_TEST

/* The status of the scan that gold names beside its other files. */
static int status_of_scan(int ocr)
{
    const char *path = shared_path("gold/reviews/d03");
    scrl_evaluation_options options = SCRL_EVALUATION_OPTIONS_INIT;
    scrl_evaluation_file file = SCRL_EVALUATION_FILE_INIT;
    options.ocr = ocr;
    ck_assert_int_eq(scrl_evaluate(ctx, structure, NULL, &path, 1, &options, &evaluation), 0);
    for (size_t i = 0; scrl_evaluation_file_get(evaluation, i, &file) == 0; i++) {
        if (strcmp(file.name, "d03-scan.pdf") == 0)
            return file.status;
    }
    ck_abort_msg("the scan is not measured");
    return 0;
}

START_TEST(a_scan_is_measured_where_ocr_is_asked_for)
{
    if (shared_path("gold/reviews/d03") == NULL)
        return;
    if (!scrl__process_available("tesseract") || !scrl__process_available("pdftoppm")) {
        fprintf(stderr, "tesseract or poppler is not installed: left out\n");
        return;
    }
    ck_assert_int_eq(status_of_scan(0), SCRL_EUNSUPPORTED);
    scrl_evaluation_free(evaluation);
    ck_assert_int_eq(status_of_scan(1), 0);
    ck_assert_double_gt(measure(SCRL_NONE, "passage", "").recall, 0.9);
}
END_TEST

int main(void)
{
    const TTest *const tests[] = {headings_are_matched_and_compared,
                                  repeated_headings_are_matched_in_order,
                                  statements_are_matched_by_kind_and_first_words,
                                  events_need_the_same_days,
                                  a_quote_may_go_on_behind_a_short_sentence,
                                  a_value_where_gold_has_none_counts_against_precision,
                                  tags_belong_to_the_passage_that_they_overlap,
                                  the_whole_stands_beside_its_parts_and_the_simplest_way,
                                  means_are_over_themes_with_enough_passages,
                                  files_add_up_and_passages_count_once,
                                  a_file_without_text_is_named_and_left_out,
                                  a_folder_that_cannot_be_read_does_not_stop_the_rest,
                                  json_has_files_measures_and_disagreements,
                                  wrong_use_is_refused,
                                  the_development_set_can_be_measured,
                                  a_scan_is_measured_where_ocr_is_asked_for};
    Suite *suite = suite_create("evaluate");
    TCase *tcase = tcase_create("evaluate");
    tcase_add_checked_fixture(tcase, set_up, tear_down);
    tcase_set_timeout(tcase, 300);
    for (size_t i = 0; i < sizeof(tests) / sizeof(tests[0]); i++)
        tcase_add_test(tcase, tests[i]);
    suite_add_tcase(suite, tcase);
    return run_suite(suite);
}
