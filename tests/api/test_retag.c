/* test_retag.c - a library tagged anew is the one that reading with these theme sets gives. */
#include <signal.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <sqlite3.h>

#include <scrl/export.h>
#include <scrl/mark.h>

#include "out/capture.h"

static scrl_context *ctx;
static scrl_themes *ours, *mine;
static char folder[64], docs[96], mine_path[96];

static const char mine_xml[] =
    "<theme-set xmlns=\"urn:scrl:theme-set:1\" id=\"mine\" version=\"3\"><layer id=\"x\" label=\"Mine\">"
    "<group id=\"g\" label=\"Home\"><theme id=\"home_life\" label=\"Life at home\" polarity=\"both\">"
    "<note>Life at home.</note><rule>life at home</rule><example>Nobody asked about life at home.</example>"
    "</theme></group></layer></theme-set>";

static const char review_a[] =
    "Serious Case Review\n\nChild A\n\nPublished by North Shire Safeguarding Children Board, March 2015\n\nFINDINGS\n\n"
    "3.1 The health visitor did not ask the child what life at home was like. Supervision did not challenge this.\n\n"
    "RECOMMENDATIONS\n\nRecommendation 1: The Board should seek assurance from the police that children are spoken to "
    "alone.\n";
static const char review_b[] =
    "Child Practice Review\n\nChild B\n\nPublished by South Shire Safeguarding Children Board, May 2019\n\nFINDINGS\n\n"
    "The social worker and the health visitor shared what they knew with the nursery in good time.\n";

static void write_text(const char *path, const char *text)
{
    FILE *file = fopen(path, "wb");
    ck_assert_ptr_nonnull(file);
    fputs(text, file);
    ck_assert_int_eq(fclose(file), 0);
}

static void start(void)
{
    static char data[4096];
    char path[128];
    scrl_context_options options = SCRL_CONTEXT_OPTIONS_INIT;
    snprintf(data, sizeof(data), "%s", source_path("data"));
    options.data_dir = data;
    strcpy(folder, "/tmp/scrl-retag-XXXXXX");
    ck_assert_ptr_nonnull(mkdtemp(folder));
    snprintf(docs, sizeof(docs), "%s/docs", folder);
    ck_assert_int_eq(mkdir(docs, 0700), 0);
    snprintf(path, sizeof(path), "%s/a.txt", docs);
    write_text(path, review_a);
    snprintf(path, sizeof(path), "%s/b.txt", docs);
    write_text(path, review_b);
    snprintf(mine_path, sizeof(mine_path), "%s/mine.xml", folder);
    write_text(mine_path, mine_xml);
    ck_assert_int_eq(scrl_context_new(&options, &ctx), 0);
    ck_assert_int_eq(scrl_themes_load(ctx, NULL, &ours), 0);
    scrl_error error = SCRL_ERROR_INIT;
    int status = scrl_themes_load(ctx, mine_path, &mine);
    scrl_context_last_error(ctx, &error);
    ck_assert_msg(status == 0, "%s", error.message);
}

static void end(void)
{
    char command[128];
    scrl_themes_free(mine);
    scrl_themes_free(ours);
    scrl_context_free(ctx);
    snprintf(command, sizeof(command), "rm -rf %s", folder);
    ck_assert_int_eq(system(command), 0);
}

static scrl_library *library_by(const scrl_themes *themes, const scrl_themes *more)
{
    scrl_library *library = NULL;
    scrl_index_options options = SCRL_INDEX_OPTIONS_INIT;
    scrl_index_report report = SCRL_INDEX_REPORT_INIT;
    const char *path = docs;
    options.themes = themes;
    options.more_themes = &more;
    options.more_theme_count = more != NULL;
    options.jobs = 1;
    ck_assert_int_eq(scrl_library_open(ctx, NULL, NULL, &library), 0);
    ck_assert_int_eq(scrl_library_index(library, &path, 1, &options, &report), 0);
    ck_assert_uint_eq(report.added, 2);
    return library;
}

static scrl_retag_report retag(scrl_library *library, const scrl_themes *themes, const scrl_themes *more)
{
    const scrl_themes *sets[] = {themes, more};
    scrl_retag_options options = SCRL_RETAG_OPTIONS_INIT;
    scrl_retag_report report = SCRL_RETAG_REPORT_INIT;
    options.themes = sets;
    options.theme_count = more != NULL ? 2 : 1;
    ck_assert_int_eq(scrl_library_retag(library, &options, &report), 0);
    ck_assert_uint_eq(report.failed, 0);
    return report;
}

static void same_content(scrl_library *a, scrl_library *b)
{
    capture one = CAPTURE_INIT, other = CAPTURE_INIT;
    ck_assert_int_eq(scrl_export_library(a, capture_write, &one), 0);
    ck_assert_int_eq(scrl_export_library(b, capture_write, &other), 0);
    ck_assert_str_eq(one.text, other.text);
    capture_free(&one);
    capture_free(&other);
}

static uint64_t total(scrl_library *library, const char *question, scrl_unit unit)
{
    scrl_search_options options = SCRL_SEARCH_OPTIONS_INIT;
    scrl_search *search = NULL;
    uint64_t count = 0;
    options.unit = unit;
    ck_assert_int_eq(scrl_search_new(library, question, &options, &search), 0);
    ck_assert_int_eq(scrl_search_total(search, &count), 0);
    scrl_search_free(search);
    return count;
}

START_TEST(tagging_anew_gives_what_reading_gives)
{
    scrl_library *read = library_by(ours, NULL), *library = library_by(mine, NULL);
    ck_assert_uint_eq(total(library, "", SCRL_UNIT_TAG), 1);
    scrl_retag_report report = retag(library, ours, NULL);
    ck_assert_uint_eq(report.tagged, 2);
    same_content(read, library);
    ck_assert_uint_eq(total(library, "theme:supervision_quality level:case", SCRL_UNIT_PASSAGE), 1);
    ck_assert_uint_eq(total(library, "agency:police kind:recommendation", SCRL_UNIT_PASSAGE), 1);
    ck_assert_int_eq(scrl_library_check(library, NULL, NULL), 0);
    report = retag(library, ours, NULL);
    ck_assert_uint_eq(report.tagged, 0);
    ck_assert_uint_eq(report.unchanged, 2);
    scrl_library_close(read);
    scrl_library_close(library);
}
END_TEST

START_TEST(two_sets_stand_beside_each_other)
{
    scrl_library *read = library_by(mine, ours), *library = library_by(ours, NULL);
    retag(library, ours, mine);
    same_content(read, library);
    ck_assert_uint_eq(total(library, "theme:home_life", SCRL_UNIT_TAG), 1);
    ck_assert_uint_eq(
        total(library, "theme:home_life theme:voice_of_child OR theme:supervision_quality", SCRL_UNIT_PASSAGE), 1);
    scrl_search *search = NULL;
    scrl_search_options options = SCRL_SEARCH_OPTIONS_INIT;
    scrl_hit hit = SCRL_HIT_INIT;
    options.unit = SCRL_UNIT_TAG;
    ck_assert_int_eq(scrl_search_new(library, "theme:home_life", &options, &search), 0);
    ck_assert_int_eq(scrl_search_next(search, &hit), 1);
    ck_assert_str_eq(hit.model, "mine/3");
    scrl_search_free(search);
    scrl_library_close(read);
    scrl_library_close(library);
}
END_TEST

START_TEST(a_theme_in_two_sets_is_refused_by_name)
{
    scrl_library *library = library_by(ours, NULL);
    const scrl_themes *sets[] = {mine, mine};
    scrl_retag_options options = SCRL_RETAG_OPTIONS_INIT;
    scrl_error error = SCRL_ERROR_INIT;
    options.themes = sets;
    options.theme_count = 2;
    ck_assert_int_eq(scrl_library_retag(library, &options, NULL), SCRL_EINVAL);
    scrl_context_last_error(ctx, &error);
    ck_assert_ptr_nonnull(strstr(error.message, "'home_life' stands in mine/3 and in mine/3"));
    ck_assert_int_eq(scrl_library_retag(NULL, &options, NULL), SCRL_EINVAL);
    scrl_library_close(library);
}
END_TEST

START_TEST(indexing_with_the_same_sets_finds_nothing_to_do)
{
    scrl_library *library = library_by(ours, NULL);
    scrl_index_options options = SCRL_INDEX_OPTIONS_INIT;
    scrl_index_report report = SCRL_INDEX_REPORT_INIT;
    const scrl_themes *more = ours;
    const char *path = docs;
    retag(library, ours, mine);
    options.themes = mine;
    options.more_themes = &more;
    options.more_theme_count = 1;
    ck_assert_int_eq(scrl_library_index(library, &path, 1, &options, &report), 0);
    ck_assert_uint_eq(report.unchanged, 2);
    options.more_theme_count = 0;
    ck_assert_int_eq(scrl_library_index(library, &path, 1, &options, &report), 0);
    ck_assert_uint_eq(report.replaced, 2);
    scrl_library_close(library);
}
END_TEST

static int stop_after_one(void *user, const scrl_retag_event *event)
{
    (void)user;
    ck_assert_uint_eq(event->total, 2);
    ck_assert_uint_eq(strlen(event->review), 64);
    ck_assert_ptr_nonnull(strstr(event->file, ".txt"));
    return event->done == 1;
}

START_TEST(a_stopped_run_goes_on)
{
    scrl_library *library = library_by(mine, NULL), *read = library_by(ours, NULL);
    scrl_retag_options options = SCRL_RETAG_OPTIONS_INIT;
    scrl_retag_report report = SCRL_RETAG_REPORT_INIT;
    options.event = stop_after_one;
    ck_assert_int_eq(scrl_library_retag(library, &options, &report), SCRL_ECANCELLED);
    ck_assert_uint_eq(report.tagged, 1);
    report = retag(library, ours, NULL);
    ck_assert_uint_eq(report.tagged, 1);
    ck_assert_uint_eq(report.unchanged, 1);
    same_content(read, library);
    scrl_library_close(library);
    scrl_library_close(read);
}
END_TEST

START_TEST(what_readers_said_comes_through)
{
    scrl_library *library = library_by(ours, NULL);
    scrl_search_options options = SCRL_SEARCH_OPTIONS_INIT;
    scrl_search *search = NULL;
    scrl_hit hit = SCRL_HIT_INIT;
    scrl_mark mark = SCRL_MARK_INIT;
    options.unit = SCRL_UNIT_TAG;
    ck_assert_int_eq(scrl_search_new(library, "theme:supervision_quality", &options, &search), 0);
    ck_assert_int_eq(scrl_search_next(search, &hit), 1);
    mark.kind = SCRL_MARK_ACCEPTED;
    mark.review = hit.review;
    mark.start = hit.start;
    mark.end = hit.end;
    mark.theme = hit.theme;
    mark.polarity = hit.polarity;
    mark.level = hit.level;
    ck_assert_int_eq(scrl_library_mark(library, &mark, NULL), 0);
    mark.kind = SCRL_MARK_MANUAL;
    mark.theme = "voice_of_child";
    ck_assert_int_eq(scrl_library_mark(library, &mark, NULL), 0);
    scrl_search_free(search);
    retag(library, mine, NULL); /* no rule finds them now */
    ck_assert_uint_eq(total(library, "state:accepted", SCRL_UNIT_TAG), 1);
    ck_assert_uint_eq(total(library, "state:manual theme:voice_of_child", SCRL_UNIT_TAG), 1);
    ck_assert_uint_eq(total(library, "", SCRL_UNIT_TAG), 3);
    retag(library, ours, NULL);
    ck_assert_uint_eq(total(library, "state:accepted theme:supervision_quality", SCRL_UNIT_PASSAGE), 1);
    ck_assert_int_eq(scrl_library_check(library, NULL, NULL), 0);
    scrl_library_close(library);
}
END_TEST

/* A library on disk of 'count' reviews, tagged with 'mine'. */
static void shelf_make(const char *path, int count)
{
    scrl_index_options options = SCRL_INDEX_OPTIONS_INIT;
    scrl_index_report report = SCRL_INDEX_REPORT_INIT;
    scrl_library *library = NULL;
    const char *source = docs;
    char name[128], text[2048];
    for (int i = 0; i < count; i++) {
        snprintf(name, sizeof(name), "%s/more-%02d.txt", docs, i);
        snprintf(text, sizeof(text), "%s\nThis was note %d of the record.\n", review_a, i);
        write_text(name, text);
    }
    options.themes = mine;
    ck_assert_int_eq(scrl_library_open(ctx, path, NULL, &library), 0);
    ck_assert_int_eq(scrl_library_index(library, &source, 1, &options, &report), 0);
    ck_assert_uint_eq(report.added, (unsigned)count + 2);
    scrl_library_close(library);
}

static void damage(const char *path, const char *sql)
{
    sqlite3 *db = NULL;
    ck_assert_int_eq(sqlite3_open(path, &db), SQLITE_OK);
    ck_assert_int_eq(sqlite3_exec(db, sql, NULL, NULL, NULL), SQLITE_OK);
    ck_assert_int_eq(sqlite3_close(db), SQLITE_OK);
}

typedef struct told {
    uint64_t last, tagged, failed;
} told;

static int count_event(void *user, const scrl_retag_event *event)
{
    told *t = user;
    ck_assert_uint_eq(event->done, t->last + 1);
    t->last = event->done;
    t->tagged += event->tagged != 0;
    t->failed += event->status != 0;
    return 0;
}

START_TEST(a_review_that_cannot_be_tagged_takes_no_other_with_it)
{
    char path[128];
    scrl_library *library = NULL;
    scrl_retag_options options = SCRL_RETAG_OPTIONS_INIT;
    scrl_retag_report report = SCRL_RETAG_REPORT_INIT;
    told t = {0, 0, 0};
    const scrl_themes *sets[] = {ours};
    options.themes = sets;
    options.theme_count = 1;
    options.event = count_event;
    options.user = &t;
    snprintf(path, sizeof(path), "%s/damaged.scrl", folder);
    shelf_make(path, 8);
    damage(path,
           "INSERT INTO mark(sha256, kind, theme, polarity, level, note, start_byte, end_byte, words, placed, nth,"
           " total) SELECT sha256, 77, '', 0, 0, '', 0, 1, 'x', 0, 0, 0 FROM review WHERE id IN (4, 6)");
    ck_assert_int_eq(scrl_library_open(ctx, path, NULL, &library), 0);
    ck_assert_int_eq(scrl_library_retag(library, &options, &report), 0);
    ck_assert_uint_eq(report.tagged, 8);
    ck_assert_uint_eq(report.failed, 2);
    ck_assert_uint_eq(report.unchanged, 0);
    ck_assert_uint_eq(t.last, 10);
    ck_assert_uint_eq(t.tagged, 8);
    ck_assert_uint_eq(t.failed, 2);
    ck_assert_uint_eq(total(library, "theme:supervision_quality", SCRL_UNIT_TAG), 7);
    scrl_library_close(library);
}
END_TEST

static int slowly(void *user, const scrl_retag_event *event)
{
    (void)user;
    (void)event;
    usleep(40000);
    return 0;
}

/* What a killed run leaves has no fault, and the next run ends where one that was never stopped does. */
START_TEST(a_killed_run_leaves_every_review_whole)
{
    char path[96], original[96], copy[320];
    scrl_library *library = NULL;
    unsigned partly = 0;
    snprintf(path, sizeof(path), "%s/killed.scrl", folder);
    snprintf(original, sizeof(original), "%s/original.scrl", folder);
    snprintf(copy, sizeof(copy), "rm -f %s* && cp %s %s", path, original, path);
    shelf_make(original, 40);
    ck_assert_int_eq(system(copy), 0);
    ck_assert_int_eq(scrl_library_open(ctx, path, NULL, &library), 0);
    retag(library, ours, NULL);
    capture expected = CAPTURE_INIT;
    ck_assert_int_eq(scrl_export_library(library, capture_write, &expected), 0);
    scrl_library_close(library);
    for (int round = 0; round < 5; round++) {
        ck_assert_int_eq(system(copy), 0);
        pid_t child = fork();
        ck_assert_int_ge(child, 0);
        if (child == 0) {
            const scrl_themes *sets[] = {ours};
            scrl_retag_options options = SCRL_RETAG_OPTIONS_INIT;
            options.themes = sets;
            options.theme_count = 1;
            options.event = slowly;
            if (scrl_library_open(ctx, path, NULL, &library) == 0)
                scrl_library_retag(library, &options, NULL);
            _exit(0);
        }
        usleep((useconds_t)(100000 + round * 437717 % 2000000));
        kill(child, SIGKILL);
        int how = 0;
        ck_assert_int_eq(waitpid(child, &how, 0), child);
        ck_assert_int_eq(scrl_library_open(ctx, path, NULL, &library), 0);
        ck_assert_int_eq(scrl_library_check(library, NULL, NULL), 0);
        scrl_retag_report report = retag(library, ours, NULL);
        ck_assert_uint_eq(report.tagged + report.unchanged, 42);
        partly += report.unchanged > 0 && report.tagged > 0;
        capture content = CAPTURE_INIT;
        ck_assert_int_eq(scrl_export_library(library, capture_write, &content), 0);
        ck_assert_str_eq(content.text, expected.text);
        capture_free(&content);
        scrl_library_close(library);
    }
    ck_assert_uint_gt(partly, 1);
    capture_free(&expected);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("api");
    TCase *tests = tcase_create("retag");
    tcase_add_checked_fixture(tests, start, end);
    tcase_set_timeout(tests, 300);
    tcase_add_test(tests, tagging_anew_gives_what_reading_gives);
    tcase_add_test(tests, two_sets_stand_beside_each_other);
    tcase_add_test(tests, a_theme_in_two_sets_is_refused_by_name);
    tcase_add_test(tests, indexing_with_the_same_sets_finds_nothing_to_do);
    tcase_add_test(tests, a_stopped_run_goes_on);
    tcase_add_test(tests, what_readers_said_comes_through);
    tcase_add_test(tests, a_review_that_cannot_be_tagged_takes_no_other_with_it);
    tcase_add_test(tests, a_killed_run_leaves_every_review_whole);
    suite_add_tcase(suite, tests);
    return run_suite(suite);
}
