/* test_analyse.c - the analyses as a caller meets them: what they give for a small library, and what wrong use gives. */
#include <math.h>

#include <scrl/analyse.h>

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

static scrl_totals totals_of(const scrl_analysis *analysis)
{
    scrl_totals totals = SCRL_TOTALS_INIT;
    ck_assert_int_eq(scrl_analysis_totals(analysis, &totals), 0);
    return totals;
}

START_TEST(themes_that_stand_together)
{
    scrl_cooccur_options options = SCRL_COOCCUR_OPTIONS_INIT;
    scrl_analysis *analysis = NULL;
    scrl_pair pair = SCRL_PAIR_INIT;
    options.least = 1;
    ck_assert_int_eq(scrl_cooccur_new(library, "", &options, &analysis), 0);
    int found = 0;
    while (scrl_cooccur_next(analysis, &pair) == 1) {
        if (strcmp(pair.a, "supervision") != 0 || strcmp(pair.b, "voice_of_child") != 0)
            continue;
        found = 1;
        ck_assert_uint_eq(pair.together, 2);
        ck_assert_uint_eq(pair.with_a, 3);
        ck_assert_uint_eq(pair.with_b, 2);
        ck_assert_uint_eq(pair.units, 3);
        ck_assert_uint_eq(pair.reviews, 2);
    }
    ck_assert_int_eq(found, 1);
    ck_assert_uint_eq(totals_of(analysis).units, 3);
    ck_assert_uint_eq(totals_of(analysis).without_text, 1);
    scrl_analysis_free(analysis);
}
END_TEST

START_TEST(a_polarity_and_a_place_limit_the_pairs)
{
    scrl_cooccur_options options = SCRL_COOCCUR_OPTIONS_INIT;
    scrl_analysis *analysis = NULL;
    scrl_pair pair = SCRL_PAIR_INIT;
    options.least = 1;
    options.polarity = "problem";
    ck_assert_int_eq(scrl_cooccur_new(library, "", &options, &analysis), 0);
    ck_assert_int_eq(scrl_cooccur_next(analysis, &pair), 0); /* voice_of_child alone is a problem */
    scrl_analysis_free(analysis);
    options.polarity = NULL;
    options.within = SCRL_WITHIN_REVIEW;
    options.theme = "agency_police";
    ck_assert_int_eq(scrl_cooccur_new(library, "", &options, &analysis), 0);
    int pairs = 0;
    while (scrl_cooccur_next(analysis, &pair) == 1) {
        ck_assert_str_eq(pair.a, "agency_police");
        ck_assert_uint_eq(pair.units, 2);
        pairs++;
    }
    ck_assert_int_eq(pairs, 2);
    scrl_analysis_free(analysis);
}
END_TEST

START_TEST(years_with_what_they_are_shares_of)
{
    scrl_analysis *analysis = NULL;
    scrl_year year = SCRL_YEAR_INIT;
    ck_assert_int_eq(scrl_trend_new(library, "theme:voice_of_child", NULL, &analysis), 0);
    ck_assert_int_eq(scrl_trend_next(analysis, &year), 1);
    ck_assert_uint_eq(year.year, 2015);
    ck_assert_uint_eq(year.with, 1);
    ck_assert_uint_eq(year.reviews, 1);
    ck_assert_int_eq(scrl_trend_next(analysis, &year), 1);
    ck_assert_uint_eq(year.year, 2019);
    ck_assert_int_eq(scrl_trend_next(analysis, &year), 1);
    ck_assert_uint_eq(year.year, 0);
    ck_assert_uint_eq(year.with, 0);
    ck_assert_int_eq(year.few, 1);
    ck_assert_int_eq(scrl_trend_next(analysis, &year), 0);
    scrl_analysis_free(analysis);
    scrl_trend_options options = SCRL_TREND_OPTIONS_INIT;
    options.among = "nation:wales";
    options.field = "theme";
    ck_assert_int_eq(scrl_trend_new(library, "", &options, &analysis), 0);
    while (scrl_trend_next(analysis, &year) == 1)
        ck_assert_uint_ne(year.year, 2019);
    scrl_analysis_free(analysis);
}
END_TEST

START_TEST(one_field_by_another)
{
    scrl_analysis *analysis = NULL;
    scrl_cell cell = SCRL_CELL_INIT;
    ck_assert_int_eq(scrl_table_new(library, "", "agency", "kind", &analysis), 0);
    ck_assert_int_eq(scrl_table_next(analysis, &cell), 1);
    ck_assert_str_eq(cell.row, "agency_health");
    ck_assert_str_eq(cell.column, "good_practice");
    ck_assert_uint_eq(cell.all_passages, 15);
    ck_assert_uint_eq(cell.all_reviews, 3);
    ck_assert_int_eq(scrl_table_next(analysis, &cell), 1);
    ck_assert_str_eq(cell.row, "agency_police");
    ck_assert_str_eq(cell.column, "recommendation");
    ck_assert_int_eq(scrl_table_next(analysis, &cell), 0);
    scrl_analysis_free(analysis);
}
END_TEST

START_TEST(two_sets_by_theme_and_by_word)
{
    scrl_compare_options options = SCRL_COMPARE_OPTIONS_INIT;
    scrl_analysis *analysis = NULL;
    scrl_contrast contrast = SCRL_CONTRAST_INIT;
    options.least = 1;
    ck_assert_int_eq(scrl_compare_new(library, "nation:england", "nation:wales", &options, &analysis), 0);
    int found = 0;
    while (scrl_compare_next(analysis, &contrast) == 1) {
        ck_assert_uint_eq(contrast.a_units, 1);
        ck_assert_uint_eq(contrast.b_units, 2);
        found += strcmp(contrast.value, "agency_police") == 0 && contrast.a == 1 && contrast.b == 0;
    }
    ck_assert_int_eq(found, 1);
    ck_assert_uint_eq(totals_of(analysis).other_passages, 9);
    scrl_analysis_free(analysis);
    options.field = "word";
    options.within = SCRL_WITHIN_PASSAGE;
    ck_assert_int_eq(scrl_compare_new(library, "nation:england", "nation:wales", &options, &analysis), 0);
    found = 0;
    while (scrl_compare_next(analysis, &contrast) == 1)
        found += strcmp(contrast.value, "supervision") == 0 && contrast.a == 1 && contrast.b == 2;
    ck_assert_int_eq(found, 1);
    scrl_analysis_free(analysis);
}
END_TEST

START_TEST(words_in_context_with_their_place)
{
    scrl_concordance_options options = SCRL_CONCORDANCE_OPTIONS_INIT;
    scrl_analysis *analysis = NULL;
    scrl_line line = SCRL_LINE_INIT;
    options.sort = SCRL_LINE_RIGHT;
    options.width = 12;
    ck_assert_int_eq(scrl_concordance_new(library, "visit", &options, &analysis), 0);
    ck_assert_int_eq(scrl_concordance_next(analysis, &line), 1);
    ck_assert_str_eq(line.key, "visited");
    ck_assert_str_eq(line.right, ".");
    ck_assert_str_eq(line.left, "The nurse ");
    ck_assert(strncmp(line.hit->text + line.key_start, "visited", 7) == 0);
    ck_assert_str_eq(line.hit->title, "Review of Child B");
    ck_assert_int_eq(scrl_concordance_next(analysis, &line), 1);
    ck_assert_str_eq(line.right, " the home at");
    ck_assert_uint_eq(line.hit->page, 1);
    ck_assert_int_eq(scrl_concordance_next(analysis, &line), 1);
    ck_assert_str_eq(line.key, "visit");
    ck_assert_str_eq(line.right, " to the home");
    ck_assert_int_eq(scrl_concordance_next(analysis, &line), 0);
    ck_assert_uint_eq(totals_of(analysis).found, 3);
    scrl_analysis_free(analysis);
    ck_assert_int_eq(scrl_concordance_new(library, "theme:supervision", NULL, &analysis), 0);
    ck_assert_int_eq(scrl_concordance_next(analysis, &line), 0); /* no words are asked for */
    scrl_analysis_free(analysis);
}
END_TEST

/* A review of one recommendation, published at a date. */
static void put_said(const char *path, const char *published, const char *text)
{
    shelf_review review = {path,  path,  "lcspr", NULL, NULL, published, {{HEADING, 1, 0, "", "Recommendations"}},
                           {{0}}, {{0}}, {{0}}};
    review.blocks[1] = (shelf_block){PARAGRAPH, 0, 0, "", text};
    review.tags[0] = (shelf_tag){1, "supervision", RECOMMENDED, SCRL_LEVEL_SYSTEM};
    review.statements[0] = (shelf_statement){1, 1, "recommendation", "R9", "the board", NULL};
    scrl_document *doc = shelf_document(&review);
    scrl_review *made = shelf_make(doc, &review);
    scrl_tags *tags = shelf_tags(doc, &review);
    ck_assert_int_eq(scrl_library_put(library, path, made, tags, NULL), 0);
    scrl_tags_free(tags);
    scrl_review_free(made);
    scrl_document_free(doc);
}

START_TEST(what_was_said_before_with_what_is_shared)
{
    scrl_analysis *analysis = NULL;
    scrl_recurrence said = SCRL_RECURRENCE_INIT;
    put_said(
        "old.txt", "2012",
        "The board should ensure supervision of all staff every month, written down by the managers of each team.");
    put_said("new.txt", "2022",
             "The board should ensure supervision of all staff every month, written down by managers.");
    put_said("when.txt", NULL, "Managers should ensure supervision every month.");
    ck_assert_int_eq(scrl_recur_new(library, "year:2022", NULL, &analysis), 0);
    ck_assert_int_eq(scrl_recur_next(analysis, &said), 1);
    ck_assert_str_eq(said.statement->title, "new.txt");
    ck_assert_str_eq(said.before->title, "old.txt");
    ck_assert_str_eq(said.order, "earlier");
    ck_assert(said.similarity >= 0.3 && said.similarity < 1);
    ck_assert_ptr_nonnull(strstr(said.words, "written"));
    ck_assert_str_eq(said.themes, "supervision");
    ck_assert_str_eq(said.addressees, "the board");
    ck_assert_int_eq(scrl_recur_next(analysis, &said), 1);
    ck_assert_str_eq(said.before->title, "when.txt");
    ck_assert_str_eq(said.order, "unknown");
    ck_assert_int_eq(scrl_recur_next(analysis, &said), 0);
    ck_assert_uint_eq(totals_of(analysis).statements, 1);
    ck_assert_uint_eq(totals_of(analysis).repeated, 1);
    scrl_analysis_free(analysis);
}
END_TEST

START_TEST(key_messages_with_their_sources)
{
    scrl_analysis *analysis = NULL;
    scrl_message message = SCRL_MESSAGE_INIT;
    ck_assert_int_eq(scrl_brief_new(library, "supervision", "", 0, &analysis), 0);
    ck_assert_int_eq(scrl_brief_next(analysis, &message), 1);
    ck_assert_str_eq(message.group, "finding");
    ck_assert_str_eq(message.statement->label, "Finding 1");
    ck_assert_int_eq(scrl_brief_next(analysis, &message), 1);
    ck_assert_str_eq(message.group, "recommendation");
    ck_assert_uint_eq(message.rank, 1);
    ck_assert_uint_eq(message.candidates, 1);
    ck_assert_str_eq(message.statement->text, "The board should ask the police to review supervision of staff.");
    ck_assert_uint_eq(message.statement->page, 3);
    ck_assert_str_ne(message.why, "");
    ck_assert_int_eq(scrl_brief_next(analysis, &message), 1);
    ck_assert_str_eq(message.group, "good_practice");
    ck_assert_int_eq(scrl_brief_next(analysis, &message), 0);
    scrl_analysis_free(analysis);
    ck_assert_int_eq(scrl_brief_new(library, "supervision", "nation:scotland", 0, &analysis), 0);
    ck_assert_int_eq(scrl_brief_next(analysis, &message), 0);
    scrl_analysis_free(analysis);
}
END_TEST

/* The id of the review with a title. */
static const char *id_of(const char *title)
{
    static char id[65];
    scrl_search_options options = SCRL_SEARCH_OPTIONS_INIT;
    scrl_search *search = NULL;
    scrl_hit hit = SCRL_HIT_INIT;
    options.unit = SCRL_UNIT_REVIEW;
    ck_assert_int_eq(scrl_search_new(library, "", &options, &search), 0);
    while (scrl_search_next(search, &hit) == 1) {
        if (strcmp(hit.title, title) == 0)
            snprintf(id, sizeof(id), "%s", hit.review);
    }
    scrl_search_free(search);
    return id;
}

START_TEST(reviews_like_one_with_what_they_share)
{
    scrl_analysis *analysis = NULL;
    scrl_likeness likeness = SCRL_LIKENESS_INIT;
    ck_assert_int_eq(scrl_similar_new(library, id_of("Review of Child A"), "", 0, &analysis), 0);
    ck_assert_int_eq(scrl_similar_next(analysis, &likeness), 1);
    ck_assert_str_eq(likeness.review->title, "Review of Child B");
    ck_assert(likeness.likeness > 0 && likeness.likeness <= 1);
    ck_assert_ptr_nonnull(strstr(likeness.words, "visit"));
    while (scrl_similar_next(analysis, &likeness) == 1)
        ck_assert_str_ne(likeness.review->title, "Review of Child A");
    scrl_analysis_free(analysis);
    ck_assert_int_eq(scrl_similar_new(library, "zz", "", 0, &analysis), SCRL_ENOTFOUND);
    ck_assert_int_eq(scrl_similar_new(library, "", "", 0, &analysis), SCRL_ENOTFOUND); /* more than one */
    ck_assert_ptr_nonnull(strstr(ctx->message, "more than one"));
    /* A scan has no words: nothing is like it. */
    ck_assert_int_eq(scrl_similar_new(library, id_of("Scanned review"), "", 0, &analysis), 0);
    ck_assert_int_eq(scrl_similar_next(analysis, &likeness), 0);
    scrl_analysis_free(analysis);
}
END_TEST

START_TEST(an_empty_library_gives_nothing_and_no_error)
{
    scrl_library *empty = NULL;
    scrl_analysis *analysis = NULL;
    scrl_pair pair = SCRL_PAIR_INIT;
    scrl_year year = SCRL_YEAR_INIT;
    scrl_cell cell = SCRL_CELL_INIT;
    scrl_contrast contrast = SCRL_CONTRAST_INIT;
    scrl_recurrence said = SCRL_RECURRENCE_INIT;
    scrl_line line = SCRL_LINE_INIT;
    ck_assert_int_eq(scrl_library_open(ctx, NULL, NULL, &empty), 0);
    ck_assert_int_eq(scrl_cooccur_new(empty, "", NULL, &analysis), 0);
    ck_assert_int_eq(scrl_cooccur_next(analysis, &pair), 0);
    scrl_analysis_free(analysis);
    ck_assert_int_eq(scrl_trend_new(empty, "", NULL, &analysis), 0);
    ck_assert_int_eq(scrl_trend_next(analysis, &year), 0);
    scrl_analysis_free(analysis);
    ck_assert_int_eq(scrl_table_new(empty, "", "theme", "year", &analysis), 0);
    ck_assert_int_eq(scrl_table_next(analysis, &cell), 0);
    scrl_analysis_free(analysis);
    ck_assert_int_eq(scrl_compare_new(empty, "", "child", NULL, &analysis), 0);
    ck_assert_int_eq(scrl_compare_next(analysis, &contrast), 0);
    scrl_analysis_free(analysis);
    ck_assert_int_eq(scrl_recur_new(empty, "", NULL, &analysis), 0);
    ck_assert_int_eq(scrl_recur_next(analysis, &said), 0);
    scrl_analysis_free(analysis);
    ck_assert_int_eq(scrl_concordance_new(empty, "child", NULL, &analysis), 0);
    ck_assert_int_eq(scrl_concordance_next(analysis, &line), 0);
    scrl_analysis_free(analysis);
    scrl_library_close(empty);
}
END_TEST

START_TEST(wrong_use_is_refused_with_a_reason)
{
    scrl_analysis *analysis = NULL, *const untouched = NULL;
    scrl_cooccur_options pairs = SCRL_COOCCUR_OPTIONS_INIT;
    scrl_compare_options contrasts = SCRL_COMPARE_OPTIONS_INIT;
    scrl_recur_options recur = SCRL_RECUR_OPTIONS_INIT;
    scrl_concordance_options lines = SCRL_CONCORDANCE_OPTIONS_INIT;
    ck_assert_int_eq(scrl_cooccur_new(NULL, "", NULL, &analysis), SCRL_EINVAL);
    ck_assert_int_eq(scrl_cooccur_new(library, "theme:", NULL, &analysis), SCRL_EQUERY);
    pairs.theme = "no_such_theme";
    ck_assert_int_eq(scrl_cooccur_new(library, "", &pairs, &analysis), SCRL_ENOTFOUND);
    pairs.theme = NULL;
    pairs.polarity = "bad";
    ck_assert_int_eq(scrl_cooccur_new(library, "", &pairs, &analysis), SCRL_EINVAL);
    ck_assert_ptr_nonnull(strstr(ctx->message, "'bad'"));
    pairs.polarity = NULL;
    pairs.within = (scrl_within)9;
    ck_assert_int_eq(scrl_cooccur_new(library, "", &pairs, &analysis), SCRL_EINVAL);
    ck_assert_int_eq(scrl_table_new(library, "", "theme", "colour", &analysis), SCRL_EINVAL);
    contrasts.field = "colour";
    ck_assert_int_eq(scrl_compare_new(library, "", "", &contrasts, &analysis), SCRL_EINVAL);
    ck_assert_int_eq(scrl_compare_new(library, "", "(", NULL, &analysis), SCRL_EQUERY);
    recur.least = NAN;
    ck_assert_int_eq(scrl_recur_new(library, "", &recur, &analysis), SCRL_EINVAL);
    lines.sort = (scrl_line_sort)7;
    ck_assert_int_eq(scrl_concordance_new(library, "child", &lines, &analysis), SCRL_EINVAL);
    ck_assert_int_eq(scrl_brief_new(library, "no_such_theme", "", 0, &analysis), SCRL_ENOTFOUND);
    ck_assert_ptr_eq(analysis, untouched);
}
END_TEST

START_TEST(a_record_of_another_kind_is_not_given)
{
    scrl_analysis *analysis = NULL;
    scrl_pair pair = SCRL_PAIR_INIT;
    scrl_year year = SCRL_YEAR_INIT;
    scrl_totals unset = {0};
    ck_assert_int_eq(scrl_trend_new(library, "", NULL, &analysis), 0);
    ck_assert_int_eq(scrl_cooccur_next(analysis, &pair), SCRL_EINVAL);
    ck_assert_int_eq(scrl_trend_next(analysis, NULL), SCRL_EINVAL);
    ck_assert_int_eq(scrl_trend_next(NULL, &year), SCRL_EINVAL);
    ck_assert_int_eq(scrl_analysis_totals(analysis, &unset), SCRL_EINVAL);
    ck_assert_int_eq(scrl_trend_next(analysis, &year), 1);
    scrl_analysis_free(analysis);
    scrl_analysis_free(NULL);
}
END_TEST

START_TEST(a_caller_of_an_older_version_gets_what_it_knows)
{
    struct {
        scrl_pair pair;
        char guard[8];
    } old = {SCRL_PAIR_INIT, "guard"};
    scrl_cooccur_options options = SCRL_COOCCUR_OPTIONS_INIT;
    scrl_analysis *analysis = NULL;
    options.least = 1;
    old.pair.size = offsetof(scrl_pair, expected);
    ck_assert_int_eq(scrl_cooccur_new(library, "", &options, &analysis), 0);
    ck_assert_int_eq(scrl_cooccur_next(analysis, &old.pair), 1);
    ck_assert_uint_gt(old.pair.together, 0);
    ck_assert(old.pair.lift == 0 && old.pair.size == offsetof(scrl_pair, expected));
    ck_assert_str_eq(old.guard, "guard");
    scrl_analysis_free(analysis);
}
END_TEST

START_TEST(a_library_can_be_written_to_while_an_analysis_is_read)
{
    scrl_analysis *analysis = NULL;
    scrl_message message = SCRL_MESSAGE_INIT;
    ck_assert_int_eq(scrl_brief_new(library, "supervision", "", 0, &analysis), 0);
    ck_assert_int_eq(scrl_library_remove(library, "north.txt"), 0);
    int status;
    while ((status = scrl_brief_next(analysis, &message)) == 1)
        ;
    ck_assert(status < 0); /* its review is gone: said, not crashed */
    scrl_analysis_free(analysis);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("api");
    TCase *tests = tcase_create("analyse");
    tcase_add_checked_fixture(tests, start, end);
    tcase_add_test(tests, themes_that_stand_together);
    tcase_add_test(tests, a_polarity_and_a_place_limit_the_pairs);
    tcase_add_test(tests, years_with_what_they_are_shares_of);
    tcase_add_test(tests, one_field_by_another);
    tcase_add_test(tests, two_sets_by_theme_and_by_word);
    tcase_add_test(tests, words_in_context_with_their_place);
    tcase_add_test(tests, what_was_said_before_with_what_is_shared);
    tcase_add_test(tests, key_messages_with_their_sources);
    tcase_add_test(tests, reviews_like_one_with_what_they_share);
    tcase_add_test(tests, an_empty_library_gives_nothing_and_no_error);
    tcase_add_test(tests, wrong_use_is_refused_with_a_reason);
    tcase_add_test(tests, a_record_of_another_kind_is_not_given);
    tcase_add_test(tests, a_caller_of_an_older_version_gets_what_it_knows);
    tcase_add_test(tests, a_library_can_be_written_to_while_an_analysis_is_read);
    suite_add_tcase(suite, tests);
    return run_suite(suite);
}
