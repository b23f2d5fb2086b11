/* test_index.c - the way in as a user meets it: folders of files become a library, once, whatever happens on the way.
 */
#include <fcntl.h>
#include <signal.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>

#include <sqlite3.h>

#include <scrl/store.h>

#include "suite.h"

static scrl_context *ctx;
static scrl_structure *structure;
static scrl_themes *themes;
static char folder[64], docs[96], library_path[128];

static void start(void)
{
    static char data[4096];
    scrl_context_options options = SCRL_CONTEXT_OPTIONS_INIT;
    snprintf(data, sizeof(data), "%s", source_path("data"));
    options.data_dir = data;
    strcpy(folder, "/tmp/scrl-index-XXXXXX");
    ck_assert_ptr_nonnull(mkdtemp(folder));
    snprintf(docs, sizeof(docs), "%s/docs", folder);
    snprintf(library_path, sizeof(library_path), "%s/lib.scrl", folder);
    ck_assert_int_eq(mkdir(docs, 0700), 0);
    ck_assert_int_eq(scrl_context_new(&options, &ctx), 0);
    ck_assert_int_eq(scrl_structure_load(ctx, NULL, &structure), 0);
    ck_assert_int_eq(scrl_themes_load(ctx, NULL, &themes), 0);
}

static void end(void)
{
    char command[256];
    scrl_themes_free(themes);
    scrl_structure_free(structure);
    scrl_context_free(ctx);
    snprintf(command, sizeof(command), "chmod -R u+rwx %s; rm -rf %s", folder, folder);
    ck_assert_int_eq(system(command), 0);
}

/* Writes a file below the folder of documents. */
static const char *write_file(const char *name, const char *text)
{
    static char path[256];
    snprintf(path, sizeof(path), "%s/%s", docs, name);
    FILE *file = fopen(path, "wb");
    ck_assert_ptr_nonnull(file);
    fputs(text, file);
    ck_assert_int_eq(fclose(file), 0);
    return path;
}

/* An invented review of some length; 'seed' makes its words its own. */
static const char *write_review(const char *name, int seed, int paragraphs)
{
    static const char *const people[] = {"the health visitor", "the school nurse", "the social worker",
                                         "the police officer"};
    static const char *const acts[] = {"did not ask the child what life at home was like",
                                       "shared what was known with the clinic", "should have recorded the visit",
                                       "made a referral in good time"};
    char *text = malloc(400 + (size_t)paragraphs * 300);
    ck_assert_ptr_nonnull(text);
    int len = sprintf(text, "Serious Case Review\n\nChild %c%d\n\n1. Findings\n\n", 'A' + seed % 26, seed);
    for (int i = 0; i < paragraphs; i++)
        len += sprintf(text + len, "1.%d In case %d, %s %s, and this was note %d of the record kept by the team.\n\n",
                       i + 1, seed, people[(i + seed) % 4], acts[(i * 3 + seed) % 4], i * 31 + seed);
    sprintf(text + len, "2. Recommendations\n\nRecommendation 1: The board should seek assurance about case %d.\n",
            seed);
    const char *path = write_file(name, text);
    free(text);
    return path;
}

typedef struct seen {
    int events, by_outcome[6], stop_after, pause_us;
    char order[4096], message[512];
    int last_status, documents;
} seen;

static int on_event(void *user, const scrl_index_event *event)
{
    seen *s = user;
    s->events++;
    ck_assert_uint_eq(event->done, (uint64_t)s->events);
    ck_assert(event->done <= event->total);
    s->by_outcome[event->outcome]++;
    const char *name = strrchr(event->file, '/');
    snprintf(s->order + strlen(s->order), sizeof(s->order) - strlen(s->order), "%s:%s ",
             name != NULL ? name + 1 : event->file, scrl_index_outcome_name(event->outcome));
    if (event->status != 0) {
        s->last_status = event->status;
        snprintf(s->message, sizeof(s->message), "%s", event->message);
    }
    s->documents += event->document != NULL;
    usleep((useconds_t)s->pause_us);
    return s->stop_after > 0 && s->events >= s->stop_after;
}

static int index_paths(const char *const *paths, size_t count, uint32_t jobs, seen *s, scrl_index_report *report)
{
    scrl_library *library = NULL;
    scrl_index_options options = SCRL_INDEX_OPTIONS_INIT;
    options.jobs = jobs;
    options.structure = structure;
    options.themes = themes;
    options.event = s != NULL ? on_event : NULL;
    options.user = s;
    int status = scrl_library_open(ctx, library_path, NULL, &library);
    if (status == 0)
        status = scrl_library_index(library, paths, count, &options, report);
    scrl_library_close(library);
    return status;
}

static int index_docs(uint32_t jobs, seen *s)
{
    const char *paths[] = {docs};
    if (s != NULL)
        memset(s, 0, sizeof(*s));
    return index_paths(paths, 1, jobs, s, NULL);
}

static void print_fault(void *user, const char *line)
{
    (void)user;
    fprintf(stderr, "fault: %s\n", line);
}

static int faults(void)
{
    scrl_library *library = NULL;
    scrl_library_options options = SCRL_LIBRARY_OPTIONS_INIT;
    options.read_only = 1;
    if (scrl_library_open(ctx, library_path, &options, &library) != 0)
        return -1;
    int count = scrl_library_check(library, print_fault, NULL);
    scrl_library_close(library);
    return count;
}

static int compare_lines(const void *a, const void *b)
{
    return strcmp(*(char *const *)a, *(char *const *)b);
}

/* All that the documented views show, in an order that does not depend on when it was stored. The caller frees it. */
static char *dump(void)
{
    static const char *const views[] = {"v_review", "v_passage", "v_statement", "v_event", "v_tag", "v_source"};
    sqlite3 *db = NULL;
    char **lines = NULL;
    size_t count = 0, total = 1;
    ck_assert_int_eq(sqlite3_open_v2(library_path, &db, SQLITE_OPEN_READONLY, NULL), SQLITE_OK);
    for (size_t v = 0; v < sizeof(views) / sizeof(views[0]); v++) {
        char sql[64];
        sqlite3_stmt *statement = NULL;
        snprintf(sql, sizeof(sql), "SELECT * FROM %s", views[v]);
        ck_assert_int_eq(sqlite3_prepare_v2(db, sql, -1, &statement, NULL), SQLITE_OK);
        while (sqlite3_step(statement) == SQLITE_ROW) {
            size_t len = 0, cap = 256;
            char *line = malloc(cap);
            len = (size_t)snprintf(line, cap, "%s", views[v]);
            for (int i = 0; i < sqlite3_column_count(statement); i++) {
                const char *name = sqlite3_column_name(statement, i);
                const char *value = (const char *)sqlite3_column_text(statement, i);
                if (strcmp(name, "id") == 0 || strcmp(name, "mtime_ns") == 0)
                    continue;
                size_t need = strlen(name) + (value != NULL ? strlen(value) : 6) + 4;
                line = realloc(line, cap = len + need + 1);
                len += (size_t)snprintf(line + len, need, "|%s=%s", name, value != NULL ? value : "(null)");
            }
            lines = realloc(lines, (count + 1) * sizeof(*lines));
            lines[count++] = line;
            total += len + 1;
        }
        sqlite3_finalize(statement);
    }
    sqlite3_close(db);
    qsort(lines, count, sizeof(*lines), compare_lines);
    char *all = calloc(1, total), *at = all;
    for (size_t i = 0; i < count; i++) {
        at += sprintf(at, "%s\n", lines[i]);
        free(lines[i]);
    }
    free(lines);
    return all;
}

static long number(const char *sql)
{
    sqlite3 *db = NULL;
    sqlite3_stmt *statement = NULL;
    ck_assert_int_eq(sqlite3_open_v2(library_path, &db, SQLITE_OPEN_READONLY, NULL), SQLITE_OK);
    ck_assert_int_eq(sqlite3_prepare_v2(db, sql, -1, &statement, NULL), SQLITE_OK);
    ck_assert_int_eq(sqlite3_step(statement), SQLITE_ROW);
    long value = (long)sqlite3_column_int64(statement, 0);
    sqlite3_finalize(statement);
    sqlite3_close(db);
    return value;
}

START_TEST(folder_is_stored_in_the_order_of_names)
{
    seen s;
    char below[128];
    snprintf(below, sizeof(below), "%s/b", docs);
    ck_assert_int_eq(mkdir(below, 0700), 0);
    write_review("c.txt", 1, 5);
    write_review("b/z.txt", 2, 5);
    write_review("b-1.txt", 3, 5);
    write_review("a.txt", 4, 5);
    write_file("photo.jpeg", "not for us");
    ck_assert_int_eq(index_docs(2, &s), 0);
    ck_assert_str_eq(s.order, "a.txt:added z.txt:added b-1.txt:added c.txt:added photo.jpeg:ignored ");
    ck_assert_int_eq(s.documents, 4);
    ck_assert_int_eq(number("SELECT count(*) FROM v_review"), 4);
    ck_assert_int_gt(number("SELECT count(*) FROM v_passage"), 20);
    ck_assert_int_eq(faults(), 0);
}
END_TEST

START_TEST(second_run_opens_no_file)
{
    seen s;
    write_review("a.txt", 1, 5);
    const char *b = write_review("b.txt", 2, 5);
    ck_assert_int_eq(index_docs(1, &s), 0);
    struct stat before, after;
    struct timespec old[2] = {{1000000, 0}, {0, UTIME_OMIT}};
    ck_assert_int_eq(utimensat(AT_FDCWD, b, old, 0), 0);
    ck_assert_int_eq(stat(b, &before), 0);
    ck_assert_int_eq(index_docs(2, &s), 0);
    ck_assert_int_eq(stat(b, &after), 0);
    ck_assert_int_eq(before.st_atim.tv_sec, after.st_atim.tv_sec);
    ck_assert_str_eq(s.order, "a.txt:unchanged b.txt:unchanged ");
}
END_TEST

START_TEST(file_with_a_new_time_and_the_same_bytes_is_unchanged)
{
    seen s;
    const char *path = write_review("a.txt", 1, 5);
    ck_assert_int_eq(index_docs(1, &s), 0);
    struct timespec times[2] = {{0, UTIME_OMIT}, {5000, 0}};
    ck_assert_int_eq(utimensat(AT_FDCWD, path, times, 0), 0);
    ck_assert_int_eq(index_docs(1, &s), 0);
    ck_assert_str_eq(s.order, "a.txt:unchanged ");
    ck_assert_int_eq(number("SELECT mtime_ns / 1000000000 FROM v_source"), 5000);
}
END_TEST

START_TEST(changed_file_is_replaced_whole)
{
    seen s;
    write_review("a.txt", 1, 5);
    ck_assert_int_eq(index_docs(1, &s), 0);
    write_review("a.txt", 77, 9);
    ck_assert_int_eq(index_docs(1, &s), 0);
    ck_assert_str_eq(s.order, "a.txt:replaced ");
    ck_assert_int_eq(number("SELECT count(*) FROM v_review"), 1);
    ck_assert_int_eq(number("SELECT count(*) FROM fts WHERE fts MATCH 'text : \"case 1\"'"), 0);
    ck_assert_int_gt(number("SELECT count(*) FROM fts WHERE fts MATCH 'text : \"case 77\"'"), 5);
    ck_assert_int_eq(faults(), 0);
}
END_TEST

START_TEST(another_setting_of_ocr_reads_files_again)
{
    scrl_library *library = NULL;
    scrl_index_report report = SCRL_INDEX_REPORT_INIT;
    scrl_index_options options = SCRL_INDEX_OPTIONS_INIT;
    const char *const paths[] = {docs};
    options.structure = structure;
    options.themes = themes;
    write_review("a.txt", 1, 3);
    ck_assert_int_eq(scrl_library_open(ctx, library_path, NULL, &library), 0);
    ck_assert_int_eq(scrl_library_index(library, paths, 1, &options, &report), 0);
    ck_assert_uint_eq(report.added, 1);
    options.ocr = 1;
    ck_assert_int_eq(scrl_library_index(library, paths, 1, &options, &report), 0);
    ck_assert_uint_eq(report.replaced, 1);
    ck_assert_int_eq(scrl_library_index(library, paths, 1, &options, &report), 0);
    ck_assert_uint_eq(report.unchanged, 1);
    scrl_library_close(library);
}
END_TEST

START_TEST(equal_files_are_one_review)
{
    seen s;
    write_review("a.txt", 1, 5);
    write_review("b.txt", 1, 5);
    ck_assert_int_eq(index_docs(2, &s), 0);
    ck_assert_str_eq(s.order, "a.txt:added b.txt:duplicate ");
    ck_assert_int_eq(index_docs(2, &s), 0);
    ck_assert_str_eq(s.order, "a.txt:unchanged b.txt:unchanged ");
    write_review("a.txt", 2, 5);
    ck_assert_int_eq(index_docs(2, &s), 0);
    ck_assert_str_eq(s.order, "a.txt:replaced b.txt:unchanged ");
    ck_assert_int_eq(number("SELECT count(*) FROM v_source WHERE status = 'stored'"), 2);
    ck_assert_int_eq(faults(), 0);
}
END_TEST

START_TEST(same_words_in_another_file_take_the_review_over)
{
    seen s;
    write_review("a.txt", 1, 40);
    const char *path = write_review("b.txt", 1, 40);
    FILE *file = fopen(path, "ab");
    fputs("\n\n\n", file);
    fclose(file);
    ck_assert_int_eq(index_docs(1, &s), 0);
    ck_assert_str_eq(s.order, "a.txt:added b.txt:duplicate ");
    write_review("a.txt", 2, 40);
    ck_assert_int_eq(index_docs(1, &s), 0);
    ck_assert_str_eq(s.order, "a.txt:replaced b.txt:replaced ");
    ck_assert_int_eq(number("SELECT count(*) FROM v_source WHERE sha256 = review"), 2);
    ck_assert_int_eq(faults(), 0);
}
END_TEST

START_TEST(bad_files_do_not_stop_the_rest)
{
    seen s;
    write_file("a.pdf", "%PDF-1.4 and then nothing of the kind");
    write_file("b.docx", "PK\003\004 broken");
    write_file("c.txt", "");
    write_review("d.txt", 1, 5);
    ck_assert_int_eq(index_docs(2, &s), 0);
    ck_assert_int_eq(s.by_outcome[SCRL_INDEX_FAILED], 3);
    ck_assert_int_eq(s.by_outcome[SCRL_INDEX_ADDED], 1);
    ck_assert_int_eq(s.last_status, SCRL_EFORMAT);
    ck_assert_str_ne(s.message, "");
    ck_assert_int_eq(index_docs(2, &s), 0);
    ck_assert_int_eq(s.by_outcome[SCRL_INDEX_FAILED], 3);
    ck_assert_int_eq(s.by_outcome[SCRL_INDEX_UNCHANGED], 1);
    ck_assert_int_eq(s.last_status, SCRL_EFORMAT);
    ck_assert_str_ne(s.message, "");
    ck_assert_int_eq(number("SELECT count(*) FROM v_source WHERE status = 'failed'"), 3);
    write_review("c.txt", 2, 5);
    ck_assert_int_eq(index_docs(2, &s), 0);
    ck_assert_int_eq(s.by_outcome[SCRL_INDEX_ADDED], 1);
    ck_assert_int_eq(faults(), 0);
}
END_TEST

START_TEST(file_that_becomes_unreadable_keeps_its_review)
{
    seen s;
    write_review("a.txt", 1, 5);
    ck_assert_int_eq(index_docs(1, &s), 0);
    write_file("a.txt", "");
    ck_assert_int_eq(index_docs(1, &s), 0);
    ck_assert_str_eq(s.order, "a.txt:failed ");
    ck_assert_int_eq(number("SELECT count(*) FROM v_review"), 1);
    write_review("a.txt", 1, 5);
    ck_assert_int_eq(index_docs(1, &s), 0);
    ck_assert_str_eq(s.order, "a.txt:replaced ");
    ck_assert_int_eq(number("SELECT count(*) FROM v_source WHERE status = 'stored'"), 1);
    ck_assert_int_eq(faults(), 0);
}
END_TEST

START_TEST(named_files_are_tried_whatever_their_suffix)
{
    seen s = {0};
    char garbage[300], html[300], nothing[300];
    scrl_index_report report = SCRL_INDEX_REPORT_INIT;
    snprintf(garbage, sizeof(garbage), "%s", write_file("picture.xyz", "\x01\x02\x03\xff\xfe\x00"));
    snprintf(
        html, sizeof(html), "%s",
        write_file("page.cgi", "<!DOCTYPE html><html><head><title>T</title></head><body><p>Words</p></body></html>"));
    snprintf(nothing, sizeof(nothing), "%s/not-there.txt", docs);
    const char *paths[] = {nothing, garbage, html, docs};
    ck_assert_int_eq(index_paths(paths, 4, 1, &s, &report), 0);
    ck_assert_str_eq(s.order, "not-there.txt:failed page.cgi:added picture.xyz:failed ");
    ck_assert_uint_eq(report.files, 3);
    ck_assert_uint_eq(report.failed, 2);
    ck_assert_uint_eq(report.added, 1);
    ck_assert_uint_gt(report.text_bytes, 0);
    ck_assert_int_eq(number("SELECT count(*) FROM v_source"), 2);
}
END_TEST

START_TEST(stopping_keeps_what_is_finished_and_the_next_run_goes_on)
{
    seen s = {0};
    const char *paths[] = {docs};
    char name[32];
    for (int i = 0; i < 12; i++) {
        snprintf(name, sizeof(name), "%02d.txt", i);
        write_review(name, i, 20);
    }
    s.stop_after = 5;
    ck_assert_int_eq(index_paths(paths, 1, 2, &s, NULL), SCRL_ECANCELLED);
    ck_assert_int_eq(number("SELECT count(*) FROM v_review"), 5);
    ck_assert_int_eq(faults(), 0);
    ck_assert_int_eq(index_docs(2, &s), 0);
    ck_assert_int_eq(s.by_outcome[SCRL_INDEX_UNCHANGED], 5);
    ck_assert_int_eq(s.by_outcome[SCRL_INDEX_ADDED], 7);
}
END_TEST

START_TEST(number_of_threads_does_not_matter)
{
    char name[32];
    for (int i = 0; i < 20; i++) {
        snprintf(name, sizeof(name), "%02d.txt", i);
        write_review(name, i % 15, 10 + i);
    }
    ck_assert_int_eq(index_docs(1, NULL), 0);
    char *one = dump();
    ck_assert_int_eq(unlink(library_path), 0);
    ck_assert_int_eq(index_docs(7, NULL), 0);
    char *seven = dump();
    ck_assert_str_eq(one, seven);
    free(one);
    free(seven);
}
END_TEST

/* A child indexes and is killed at some moment; what is left is whole, and the next run ends at the same content. */
START_TEST(killed_run_is_finished_by_the_next)
{
    char name[32];
    for (int i = 0; i < 40; i++) {
        snprintf(name, sizeof(name), "%02d.txt", i);
        write_review(name, i % 30, i % 10 == 3 ? 400 : 60);
    }
    ck_assert_int_eq(index_docs(2, NULL), 0);
    char *whole = dump();
    int partly = 0;
    for (int round = 0; round < 12; round++) {
        unlink(library_path);
        for (int kill_number = 0; kill_number < 3; kill_number++) {
            pid_t child = fork();
            ck_assert_int_ge(child, 0);
            if (child == 0) {
                seen slow = {.pause_us = 30000};
                const char *paths[] = {docs};
                index_paths(paths, 1, 2, &slow, NULL);
                _exit(0);
            }
            usleep((useconds_t)(1000 + (round * 3 + kill_number) * 237717 % 1500000));
            kill(child, SIGKILL);
            int how = 0;
            ck_assert_int_eq(waitpid(child, &how, 0), child);
            ck_assert_msg(access(library_path, F_OK) != 0 || faults() <= 0, "round %d", round);
        }
        seen rest;
        ck_assert_int_eq(index_docs(2, &rest), 0);
        partly += rest.by_outcome[SCRL_INDEX_UNCHANGED] > 0;
        ck_assert_int_eq(faults(), 0);
        char *again = dump();
        ck_assert_msg(strcmp(whole, again) == 0, "round %d gives another library", round);
        free(again);
    }
    ck_assert_int_gt(partly, 3);
    free(whole);
}
END_TEST

START_TEST(another_writer_makes_the_run_busy)
{
    write_review("a.txt", 1, 5);
    ck_assert_int_eq(index_docs(1, NULL), 0);
    write_review("b.txt", 2, 5);
    sqlite3 *other = NULL;
    ck_assert_int_eq(sqlite3_open(library_path, &other), SQLITE_OK);
    ck_assert_int_eq(sqlite3_exec(other, "BEGIN IMMEDIATE", NULL, NULL, NULL), SQLITE_OK);
    scrl_library *library = NULL;
    scrl_library_options open = SCRL_LIBRARY_OPTIONS_INIT;
    scrl_index_options options = SCRL_INDEX_OPTIONS_INIT;
    const char *paths[] = {docs};
    open.busy_ms = 100;
    options.structure = structure;
    options.themes = themes;
    ck_assert_int_eq(scrl_library_open(ctx, library_path, &open, &library), 0);
    ck_assert_int_eq(scrl_library_index(library, paths, 1, &options, NULL), SCRL_EBUSY);
    sqlite3_close(other);
    ck_assert_int_eq(scrl_library_index(library, paths, 1, &options, NULL), 0);
    scrl_library_close(library);
    ck_assert_int_eq(number("SELECT count(*) FROM v_review"), 2);
}
END_TEST

START_TEST(wrong_use_is_told)
{
    scrl_library *library = NULL;
    const char *empty[] = {""}, *none[] = {NULL};
    scrl_index_options options = SCRL_INDEX_OPTIONS_INIT;
    scrl_index_report report = {0};
    ck_assert_int_eq(scrl_library_open(ctx, library_path, NULL, &library), 0);
    ck_assert_int_eq(scrl_library_index(NULL, empty, 1, NULL, NULL), SCRL_EINVAL);
    ck_assert_int_eq(scrl_library_index(library, empty, 1, NULL, NULL), SCRL_EINVAL);
    ck_assert_int_eq(scrl_library_index(library, none, 1, NULL, NULL), SCRL_EINVAL);
    ck_assert_int_eq(scrl_library_index(library, NULL, 1, NULL, NULL), SCRL_EINVAL);
    ck_assert_int_eq(scrl_library_index(library, empty, 0, NULL, &report), SCRL_EINVAL);
    options.size = 0;
    ck_assert_int_eq(scrl_library_index(library, empty, 0, &options, NULL), SCRL_EINVAL);
    ck_assert_int_eq(scrl_library_index(library, NULL, 0, NULL, NULL), 0);
    scrl_library_close(library);
    scrl_library_options reading = SCRL_LIBRARY_OPTIONS_INIT;
    reading.read_only = 1;
    ck_assert_int_eq(scrl_library_open(ctx, library_path, &reading, &library), 0);
    ck_assert_int_eq(scrl_library_index(library, NULL, 0, NULL, NULL), SCRL_EINVAL);
    scrl_library_close(library);
    ck_assert_str_eq(scrl_index_outcome_name(SCRL_INDEX_DUPLICATE), "duplicate");
    ck_assert_str_eq(scrl_index_outcome_name((scrl_index_outcome)99), "unknown");
}
END_TEST

/* Log lines as "number file reason", one below the other. */
static void keep_log(void *user, scrl_log_level level, int number, const char *message)
{
    char *log = user;
    const char *name = strrchr(message, '/');
    ck_assert(level == SCRL_LOG_WARNING || level == SCRL_LOG_INFO);
    snprintf(log + strlen(log), 1024 - strlen(log), "%d %s\n", number, name != NULL ? name + 1 : message);
}

START_TEST(log_names_every_file_and_no_words_of_it)
{
    char log[1024] = "";
    scrl_context_options options = SCRL_CONTEXT_OPTIONS_INIT;
    scrl_context *quiet = ctx;
    options.data_dir = source_path("data");
    options.log = keep_log;
    options.log_user = log;
    options.log_level = SCRL_LOG_INFO;
    write_review("a.txt", 1, 5);
    write_file("b.docx", "PK\003\004 secret words");
    ck_assert_int_eq(scrl_context_new(&options, &ctx), 0);
    ck_assert_int_eq(index_docs(2, NULL), 0);
    scrl_context_free(ctx);
    ctx = quiet;
    ck_assert_msg(strncmp(log, "802 a.txt: added\n801 b.docx: ", 29) == 0, "%s", log);
    ck_assert_ptr_null(strstr(log, "secret"));
    ck_assert_ptr_null(strstr(log, "health visitor"));
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("api");
    TCase *tests = tcase_create("index");
    tcase_add_checked_fixture(tests, start, end);
    tcase_set_timeout(tests, 240);
    tcase_add_test(tests, folder_is_stored_in_the_order_of_names);
    tcase_add_test(tests, second_run_opens_no_file);
    tcase_add_test(tests, file_with_a_new_time_and_the_same_bytes_is_unchanged);
    tcase_add_test(tests, changed_file_is_replaced_whole);
    tcase_add_test(tests, another_setting_of_ocr_reads_files_again);
    tcase_add_test(tests, equal_files_are_one_review);
    tcase_add_test(tests, same_words_in_another_file_take_the_review_over);
    tcase_add_test(tests, bad_files_do_not_stop_the_rest);
    tcase_add_test(tests, file_that_becomes_unreadable_keeps_its_review);
    tcase_add_test(tests, named_files_are_tried_whatever_their_suffix);
    tcase_add_test(tests, stopping_keeps_what_is_finished_and_the_next_run_goes_on);
    tcase_add_test(tests, number_of_threads_does_not_matter);
    tcase_add_test(tests, killed_run_is_finished_by_the_next);
    tcase_add_test(tests, another_writer_makes_the_run_busy);
    tcase_add_test(tests, log_names_every_file_and_no_words_of_it);
    tcase_add_test(tests, wrong_use_is_told);
    suite_add_tcase(suite, tests);
    return run_suite(suite);
}
