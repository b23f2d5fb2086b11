/* test_cli.c - the program as a person and a script meet it: what it prints, where, and with which exit code. */
#include <dirent.h>
#include <fcntl.h>
#include <pty.h>
#include <signal.h>
#include <stdbool.h>
#include <stdint.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>

#include "out/capture.h"

static char folder[64], docs[96], lib[128];
static char *out, *err; /* what the last run printed */

static void start(void)
{
    strcpy(folder, "/tmp/scrl-cli-XXXXXX");
    ck_assert_ptr_nonnull(mkdtemp(folder));
    snprintf(docs, sizeof(docs), "%s/docs", folder);
    snprintf(lib, sizeof(lib), "%s/lib.scrl", folder);
    ck_assert_int_eq(mkdir(docs, 0700), 0);
    setenv("SCRL_DATA", source_path("data"), 1);
    unsetenv("NO_COLOR");
}

static void end(void)
{
    char command[128];
    free(out);
    free(err);
    out = err = NULL;
    snprintf(command, sizeof(command), "rm -rf %s", folder);
    ck_assert_int_eq(system(command), 0);
}

static char *read_file(const char *path)
{
    FILE *file = fopen(path, "rb");
    ck_assert_msg(file != NULL, "%s", path);
    char *text = NULL;
    size_t len = 0, got;
    char block[4096];
    while ((got = fread(block, 1, sizeof(block), file)) > 0) {
        text = realloc(text, len + got + 1);
        ck_assert_ptr_nonnull(text);
        memcpy(text + len, block, got);
        len += got;
    }
    fclose(file);
    if (text == NULL)
        text = calloc(1, 1);
    ck_assert_ptr_nonnull(text);
    text[len] = '\0';
    return text;
}

static const char *in_folder(const char *name)
{
    static char paths[8][256];
    static int turn;
    char *path = paths[turn++ % 8];
    snprintf(path, 256, "%s/%s", folder, name);
    return path;
}

static void write_doc(const char *name, const char *text)
{
    char path[256];
    snprintf(path, sizeof(path), "%s/%s", docs, name);
    FILE *file = fopen(path, "wb");
    ck_assert_ptr_nonnull(file);
    ck_assert_int_ge(fputs(text, file), 0);
    ck_assert_int_eq(fclose(file), 0);
}

/* Becomes the program; its standard output and error go to the descriptors. */
static void become(const char *const arguments[], int to_out, int to_err)
{
    const char *argv[32] = {"scrl"};
    for (size_t i = 0; i < 30 && arguments[i] != NULL; i++)
        argv[i + 1] = arguments[i];
    if (dup2(to_out, 1) < 0 || dup2(to_err, 2) < 0 || chdir(folder) != 0)
        _exit(126);
    execv(getenv("SCRL_PROGRAM"), (char *const *)(uintptr_t)argv);
    _exit(127);
}

static int exit_code(pid_t child)
{
    int status;
    ck_assert_int_eq(waitpid(child, &status, 0), child);
    ck_assert_msg(WIFEXITED(status), "killed by signal %d", WTERMSIG(status));
    ck_assert_msg(WEXITSTATUS(status) < 100, "exit code %d", WEXITSTATUS(status));
    return WEXITSTATUS(status);
}

/* Runs the program with the arguments; gives its exit code, and keeps what it printed. */
static int run_with(const char *const arguments[])
{
    int to_out = open(in_folder("stdout"), O_RDWR | O_CREAT | O_TRUNC, 0600);
    int to_err = open(in_folder("stderr"), O_RDWR | O_CREAT | O_TRUNC, 0600);
    ck_assert(to_out >= 0 && to_err >= 0);
    fflush(stdout);
    pid_t child = fork();
    ck_assert_int_ge(child, 0);
    if (child == 0)
        become(arguments, to_out, to_err);
    close(to_out);
    close(to_err);
    int code = exit_code(child);
    free(out);
    free(err);
    out = read_file(in_folder("stdout"));
    err = read_file(in_folder("stderr"));
    ck_assert_msg(strstr(err, "Sanitizer") == NULL, "%s", err);
    return code;
}

#define RUN(...) run_with((const char *const[]){__VA_ARGS__, NULL})

static void check_in(const char *text, const char *part)
{
    ck_assert_msg(strstr(text, part) != NULL, "'%s' is not in: %.1500s", part, text);
}

static void check_not_in(const char *text, const char *part)
{
    ck_assert_msg(strstr(text, part) == NULL, "'%s' is in: %.1500s", part, text);
}

/* Every line of the last output is a JSON value; gives their number. */
static int json_lines(void)
{
    int count = 0;
    for (char *line = out, *stop; *line != '\0'; line = stop + 1, count++) {
        stop = strchr(line, '\n');
        ck_assert_ptr_nonnull(stop);
        *stop = '\0';
        ck_assert_msg(strcmp(json_ask(line, "SELECT json_valid(?1) AND json_type(?1) = 'object'"), "1") == 0, "%.300s",
                      line);
        *stop = '\n';
    }
    return count;
}

/* An answer of the library file to SQL. */
static int library_number(const char *sql)
{
    sqlite3 *db = NULL;
    sqlite3_stmt *row = NULL;
    ck_assert_int_eq(sqlite3_open_v2(lib, &db, SQLITE_OPEN_READONLY, NULL), SQLITE_OK);
    ck_assert_msg(sqlite3_prepare_v2(db, sql, -1, &row, NULL) == SQLITE_OK, "%s", sqlite3_errmsg(db));
    ck_assert_int_eq(sqlite3_step(row), SQLITE_ROW);
    int number = sqlite3_column_int(row, 0);
    sqlite3_finalize(row);
    sqlite3_close(db);
    return number;
}

static const char review_a[] =
    "Serious Case Review\n\nChild A\n\nPublished by North Shire Safeguarding Children Board, March "
    "2015\n\nINTRODUCTION\n\n"
    "1.1 This review looks at how agencies worked with the family of Child A.\n\nCHRONOLOGY\n\n"
    "2.1 On 3 May 2014 the health visitor visited the home.\n\nFINDINGS\n\n"
    "3.1 The health visitor did not ask the child what life at home was like. Supervision did not challenge this.\n\n"
    "RECOMMENDATIONS\n\nRecommendation 1: The Board should seek assurance from the police that children are spoken to "
    "alone.\n";
static const char review_b[] =
    "Child Practice Review\n\nChild B\n\nPublished by South Shire Safeguarding Children Board, May 2019\n\nFINDINGS\n\n"
    "The social worker and the health visitor shared what they knew with the nursery in good time.\n\n"
    "RECOMMENDATIONS\n\nRecommendation 1: The Board should ask schools to listen to children.\n";

/* The library of both reviews is made once; each test gets a copy. */
static char made_folder[64], made_library[128];

static void make_once(void)
{
    start();
    write_doc("a.txt", review_a);
    write_doc("b.txt", review_b);
    int code = RUN("index", lib, docs);
    ck_assert_msg(code == 0, "%d: %s", code, err);
    strcpy(made_folder, folder);
    strcpy(made_library, lib);
}

static void forget_made(void)
{
    strcpy(folder, made_folder);
    end();
}

static void index_two(void)
{
    char command[300];
    write_doc("a.txt", review_a);
    write_doc("b.txt", review_b);
    snprintf(command, sizeof(command), "cp %s %s", made_library, lib);
    ck_assert_int_eq(system(command), 0);
}

START_TEST(indexing_talks_to_stderr_alone)
{
    write_doc("a.txt", review_a);
    write_doc("b.txt", review_b);
    ck_assert_int_eq(RUN("index", lib, docs), 0);
    ck_assert_str_eq(out, "");
    check_in(err, "2 files: 2 added");
    ck_assert_int_eq(RUN("index", lib, docs), 0);
    check_in(err, "2 unchanged");
}
END_TEST

START_TEST(a_question_is_answered_with_page_section_and_marks)
{
    index_two();
    ck_assert_int_eq(RUN("search", lib, "health visitor", "nursery"), 0);
    check_in(out, "*health* *visitor*");
    check_in(out, "*nursery*");
    check_in(out, "FINDINGS");
    check_in(out, "[findings]");
    check_in(out, "Child B");
    check_in(err, "1 of 1 passages shown");
    check_not_in(out, "Child A");
}
END_TEST

START_TEST(analyses_print_numbers_with_what_they_are_of)
{
    index_two();
    ck_assert_int_eq(RUN("trend", lib, "health visitor"), 0);
    check_in(out, "2015         1 of     1 reviews");
    check_in(out, "few");
    check_in(err, "fewer than 10 reviews");
    ck_assert_int_eq(RUN("cooccur", lib, "--within", "review", "--least", "1"), 0);
    check_in(out, "reviews with a theme, of 2 reviews");
    ck_assert_int_eq(RUN("table", lib, "kind", "role"), 0);
    check_in(out, "recommendation: 2 of ");
    ck_assert_int_eq(RUN("compare", lib, "year:2015", "year:2019", "--least", "1"), 0);
    check_in(out, "of     1 100%");
    ck_assert_int_eq(RUN("compare", lib, "health", "child", "--by", "word", "--within", "passage", "--least", "1"), 0);
    ck_assert_int_eq(RUN("trend", lib, "--by", "theme", "--limit", "1", "--among", "year:2015..2019", "--json"), 0);
    ck_assert_int_eq(json_lines(), 2);
}
END_TEST

START_TEST(analyses_print_texts_with_their_sources)
{
    index_two();
    ck_assert_int_eq(RUN("concordance", lib, "health visitor", "--sort", "right", "--width", "20"), 0);
    check_in(out, "The [health] visitor");
    check_in(err, "places shown");
    ck_assert_int_eq(RUN("brief", lib, "child_seen_and_spoken_to"), 0);
    check_in(out, "1. ");
    check_in(out, "chosen since: ");
    check_in(out, "RECOMMENDATIONS [recommendations]");
    ck_assert_int_eq(RUN("recur", lib, "--least", "0.1"), 0);
    check_in(out, "said before, ");
    check_in(out, "Child A");
    check_in(err, "have an earlier one like them");
    ck_assert_int_eq(RUN("show", lib, "--json"), 0);
    char review[13];
    const char *id = strstr(out, "\"review\":\"");
    ck_assert_ptr_nonnull(id);
    snprintf(review, sizeof(review), "%.12s", id + strlen("\"review\":\""));
    /* Words that all reviews share liken none to another: a third has others. */
    write_doc("c.txt", "Safeguarding Adults Review\n\nMr K\n\nFINDINGS\n\nThe landlord did not mend the boiler.\n");
    ck_assert_int_eq(RUN("index", lib, docs), 0);
    ck_assert_int_eq(RUN("similar", lib, review), 0);
    check_in(out, "by words 0.");
}
END_TEST

START_TEST(answers_are_rows_of_csv_on_request)
{
    static const char *const asked[][7] = {{"search", "lib.scrl", "health", "--csv"},
                                           {"search", "lib.scrl", "health", "--facet", "role", "--csv"},
                                           {"statements", "lib.scrl", "--csv"},
                                           {"events", "lib.scrl", "--csv"},
                                           {"themes", "lib.scrl", "--csv"},
                                           {"cooccur", "lib.scrl", "--least", "1", "--csv"},
                                           {"trend", "lib.scrl", "--csv"},
                                           {"table", "lib.scrl", "theme", "kind", "--csv"},
                                           {"concordance", "lib.scrl", "health", "--csv"},
                                           {"brief", "lib.scrl", "child_seen_and_spoken_to", "--csv"}};
    index_two();
    for (size_t i = 0; i < sizeof(asked) / sizeof(asked[0]); i++) {
        int code = run_with(asked[i]);
        ck_assert_msg(code == 0, "%s: %d %s", asked[i][0], code, err);
        size_t rows = 0;
        for (const char *line = out; (line = strstr(line, "\r\n")) != NULL; line += 2)
            rows++;
        ck_assert_msg(rows >= 2, "%s: %s", asked[i][0], out);
        ck_assert_str_eq(out + strlen(out) - 2, "\r\n");
        ck_assert_ptr_null(strchr(out, '{'));
    }
    ck_assert_int_eq(RUN("search", lib, "zebra", "--csv"), 1);
    check_in(out, "review,title,"); /* the names of the columns, and no row */
}
END_TEST

START_TEST(backup_is_a_library_and_takes_no_file_s_place)
{
    index_two();
    ck_assert_int_eq(RUN("backup", lib, in_folder("copy.scrl")), 0);
    ck_assert_int_eq(RUN("show", in_folder("copy.scrl"), "--json"), 0);
    ck_assert_int_eq(json_lines(), 2);
    ck_assert_int_ne(RUN("backup", lib, in_folder("copy.scrl")), 0);
    check_in(err, "a file is there");
}
END_TEST

START_TEST(nothing_found_is_one)
{
    index_two();
    ck_assert_int_eq(RUN("trend", lib, "zebra", "--among", "zebra"), 1);
    ck_assert_int_eq(RUN("cooccur", lib, "zebra"), 1);
    ck_assert_int_eq(RUN("table", lib, "theme", "kind", "zebra"), 1);
    ck_assert_int_eq(RUN("compare", lib, "zebra", "zebra"), 1);
    ck_assert_int_eq(RUN("recur", lib, "zebra"), 1);
    ck_assert_int_eq(RUN("concordance", lib, "zebra"), 1);
    ck_assert_int_eq(RUN("similar", lib, "0123456789abcdef"), 1);
    check_in(err, "no review of the library");
    ck_assert_int_eq(RUN("brief", lib, "voice_of_chld"), 1);
    check_in(err, "voice_of_chld");
    ck_assert_int_eq(RUN("search", lib, "zebra"), 1);
    ck_assert_str_eq(out, "");
    ck_assert_int_eq(RUN("search", lib, "zebra", "--json"), 1);
    ck_assert_str_eq(out, "");
    ck_assert_int_eq(RUN("statements", lib, "zebra"), 1);
    ck_assert_int_eq(RUN("events", lib, "zebra"), 1);
    ck_assert_int_eq(RUN("themes", lib, "zebra"), 1);
    ck_assert_int_eq(RUN("explain", lib, "zebra"), 1);
    ck_assert_int_eq(RUN("search", lib, "zebra", "--facet", "role"), 1);
    ck_assert_int_eq(RUN("show", lib, "0123456789"), 1);
    ck_assert_int_eq(RUN("show", lib, "home visit"), 1);
}
END_TEST

START_TEST(a_reader_rejects_gives_and_takes_back)
{
    char place[64], number[16];
    index_two();
    ck_assert_int_eq(RUN("mark", lib), 1);
    ck_assert_int_eq(RUN("explain", lib, "theme:supervision_quality"), 0);
    const char *at = strstr(out, "place:");
    ck_assert_ptr_nonnull(at);
    ck_assert_int_eq(sscanf(at, "place: %63s", place), 1);
    ck_assert_int_eq(RUN("mark", lib, "reject", place, "supervision_quality", "--note", "not about practice"), 0);
    ck_assert_int_eq(sscanf(strstr(err, "mark "), "mark %15s", number), 1);
    ck_assert_int_eq(RUN("search", lib, "theme:supervision_quality"), 1);
    ck_assert_int_eq(RUN("explain", lib, "state:rejected"), 0);
    check_in(out, "; rejected)");
    ck_assert_int_eq(RUN("mark", lib), 0);
    check_in(out, "rejected supervision_quality, ");
    check_in(out, "note: not about practice");
    ck_assert_int_eq(RUN("mark", lib, "--json"), 0);
    ck_assert_int_eq(json_lines(), 1);
    check_in(out, "\"placed\":true");
    ck_assert_int_eq(RUN("mark", lib, "--unplaced"), 1);
    ck_assert_int_eq(RUN("mark", lib, "remove", number), 0);
    ck_assert_int_eq(RUN("search", lib, "theme:supervision_quality"), 0);
    ck_assert_int_eq(RUN("mark", lib, "remove", number), 1);
    strcpy(strchr(place, ':'), ":what life at home was like");
    ck_assert_int_eq(RUN("mark", lib, "add", place, "supervision_quality", "--polarity", "good", "--level", "case"), 0);
    ck_assert_int_eq(RUN("search", lib, "theme:supervision_quality", "polarity:good"), 0);
    ck_assert_int_eq(RUN("mark", lib, "note", place, "look at this with the panel"), 0);
    ck_assert_int_eq(RUN("export", lib), 0);
    check_in(out, "\"note\":\"look at this with the panel\"");
    ck_assert_int_eq(RUN("mark", lib, "accept", place, "voice_of_chld"), 1);
    ck_assert_int_eq(RUN("check", lib), 0);
    ck_assert_int_eq(RUN("upgrade", lib), 0);
    ck_assert_int_eq(RUN("retag", lib), 0);
    check_in(err, "2 reviews: 0 tagged, 2 unchanged, 0 failed");
    ck_assert_int_eq(RUN("retag", lib, "--themes", source_path("tests/tag/set"), "--json"), 0);
    ck_assert_int_eq(json_lines(), 2);
    check_in(out, "\"tagged\":true");
    ck_assert_int_eq(RUN("search", lib, "state:manual", "theme:supervision_quality"), 0);
    ck_assert_int_eq(RUN("retag", lib, "--themes", "default", "--themes", source_path("tests/tag/set")), 2);
    check_in(err, "stands in scrl-taxonomy/1 and in sample/2");
    ck_assert_int_eq(RUN("mark", in_folder("none.scrl"), "remove", "1"), 4);
    ck_assert_int_ne(access(in_folder("none.scrl"), F_OK), 0);
}
END_TEST

/* A set of a user's own, beside docs/. */
static const char *write_own_set(void)
{
    write_doc("../mine.xml",
              "<theme-set xmlns=\"urn:scrl:theme-set:1\" id=\"mine\" version=\"3\"><layer id=\"x\" label=\"Mine\">"
              "<group id=\"g\" label=\"Home\"><theme id=\"home_life\" label=\"Life at home\" polarity=\"both\">"
              "<note>Life at home.</note><rule>life at home</rule><example>Nobody asked about life at home.</example>"
              "</theme></group></layer></theme-set>");
    return "mine.xml";
}

START_TEST(rules_of_a_set_of_ones_own_are_explained_as_ours_are)
{
    const char *mine = write_own_set();
    index_two();
    ck_assert_int_eq(RUN("retag", lib, "--themes", "default", "--themes", mine), 0);
    ck_assert_int_eq(RUN("explain", lib, "supervision", "--themes", "default", "--themes", mine), 0);
    check_in(out, "home_life:1 of mine/3: life at home");
    check_in(out, " of scrl-taxonomy/1: ");
    ck_assert_str_eq(err, "");
    ck_assert_int_eq(RUN("explain", lib, "theme:home_life"), 0);
    check_in(out, "home_life:1 of mine/3\n");
    check_in(err, "rules of mine/3 are not shown: --themes names its file");
    ck_assert_int_eq(RUN("explain", in_folder("docs/a.txt"), "--themes", mine), 0);
    check_in(out, "home_life:1 of mine/3: life at home");
    ck_assert_ptr_null(strstr(out, "supervision_quality"));
    ck_assert_int_eq(RUN("explain", in_folder("docs/a.txt"), "--themes", mine, "--themes", mine), 2);
    ck_assert_int_eq(RUN("explain", "--rejected", in_folder("docs/a.txt"), "--themes", mine), 1);
    ck_assert_int_eq(RUN("explain", lib, "--themes", "none.xml"), 4);
    ck_assert_int_eq(RUN("explain", "--rejected", "--themes", mine), 2);
}
END_TEST

START_TEST(a_saved_question_tells_what_is_new)
{
    index_two();
    ck_assert_int_eq(RUN("saved", lib), 1);
    ck_assert_int_eq(RUN("saved", lib, "save", "visits", "health", "visitor"), 0);
    ck_assert_int_eq(RUN("saved", lib), 0);
    ck_assert_str_eq(out, "visits (0 looks): health visitor\n");
    ck_assert_int_eq(RUN("saved", lib, "run", "visits"), 0);
    check_in(out, "The health visitor did not ask the child");
    ck_assert_int_eq(RUN("saved", lib, "new", "visits", "--look"), 0);
    ck_assert_int_eq(RUN("saved", lib, "new", "visits", "--json"), 1);
    check_in(err, "nothing is new");
    write_doc("c.txt", "Serious Case Review\n\nChild C\n\nThe health visitor came twice and wrote nothing down.\n");
    ck_assert_int_eq(RUN("index", lib, docs), 0);
    ck_assert_int_eq(RUN("saved", lib, "new", "visits", "--json"), 0);
    ck_assert_int_eq(json_lines(), 1);
    check_in(out, "came twice");
    ck_assert_int_eq(RUN("saved", lib, "save", "bad", "("), 2);
    ck_assert_int_eq(RUN("saved", lib, "run", "nothing"), 1);
    ck_assert_int_eq(RUN("saved", lib, "remove", "visits"), 0);
    ck_assert_int_eq(RUN("saved", lib, "remove", "visits"), 1);
}
END_TEST

START_TEST(a_library_is_copied_saved_and_made_to_forget)
{
    char copy[128], saved[128], name[16];
    snprintf(copy, sizeof(copy), "%s/copy.scrl", folder);
    snprintf(saved, sizeof(saved), "%s/saved.scrl", folder);
    index_two();
    ck_assert_int_eq(RUN("backup", lib, copy), 0);
    ck_assert_int_eq(RUN("check", copy), 0);
    ck_assert_int_eq(RUN("backup", lib, copy), 4);
    check_in(err, "a file is there");
    ck_assert_int_eq(RUN("repair", copy, saved), 0);
    check_in(err, "everything was saved");
    ck_assert_int_eq(RUN("search", saved, "health visitor"), 0);
    ck_assert_int_eq(RUN("repair", copy, saved), 4);
    ck_assert_int_eq(RUN("search", lib, "nursery", "--json"), 0);
    snprintf(name, sizeof(name), "%.12s", strstr(out, "\"review\":\"") + 10);
    ck_assert_int_eq(RUN("forget", lib, name), 0);
    ck_assert_int_eq(RUN("search", lib, "nursery"), 1);
    ck_assert_int_eq(RUN("forget", lib, name), 1);
    ck_assert_int_eq(RUN("check", lib), 0);
}
END_TEST

START_TEST(a_wrong_command_line_is_two)
{
    static const char *const wrong[][6] = {
        {NULL},
        {"sarch"},
        {"--no-such-option"},
        {"index"},
        {"index", "lib.scrl"},
        {"index", "lib.scrl", "docs", "-j", "many"},
        {"index", "lib.scrl", "docs", "--no-such-option"},
        {"search"},
        {"search", "lib.scrl"},
        {"search", "lib.scrl", "home", "--limit", "-1"},
        {"search", "lib.scrl", "home", "--limit"},
        {"search", "lib.scrl", "home", "--sort", "colour"},
        {"search", "lib.scrl", "home", "--no-such-option"},
        {"search", "lib.scrl", "home", "--facet", "colour"},
        {"search", "lib.scrl", "home", "--cursor", "7"},
        {"search", "lib.scrl", "("},
        {"search", "lib.scrl", "them:x"},
        {"statements"},
        {"events", "lib.scrl", "\""},
        {"themes", "lib.scrl", "year:x"},
        {"explain"},
        {"explain", "--rejected"},
        {"show"},
        {"show", "lib.scrl", "a", "b"},
        {"inspect"},
        {"profile"},
        {"profile", "docs/a.txt", "--no-such-option"},
        {"export"},
        {"export", "lib.scrl", "other"},
        {"check"},
        {"backup", "lib.scrl"},
        {"check", "lib.scrl", "--no-such-option"},
        {"mark"},
        {"mark", "lib.scrl", "praise", "00:1-2", "voice_of_child"},
        {"mark", "lib.scrl", "accept", "00"},
        {"mark", "lib.scrl", "accept", "nowhere", "voice_of_child"},
        {"mark", "lib.scrl", "accept", "00:7-7", "voice_of_child"},
        {"mark", "lib.scrl", "add", "00:1-2", "voice_of_child"},
        {"mark", "lib.scrl", "--polarity", "bad"},
        {"upgrade"},
        {"retag"},
        {"retag", "lib.scrl", "other"},
        {"saved"},
        {"saved", "lib.scrl", "save", "name"},
        {"saved", "lib.scrl", "run", "name", "--look"},
        {"repair", "lib.scrl"},
        {"forget", "lib.scrl"},
        {"cooccur"},
        {"cooccur", "lib.scrl", "--within", "book"},
        {"cooccur", "lib.scrl", "--polarity", "bad"},
        {"trend"},
        {"trend", "lib.scrl", "--by", "colour"},
        {"table", "lib.scrl", "theme"},
        {"table", "lib.scrl", "theme", "colour"},
        {"compare", "lib.scrl", "home"},
        {"compare", "lib.scrl", "home", "("},
        {"recur"},
        {"recur", "lib.scrl", "--least", "2"},
        {"similar", "lib.scrl"},
        {"concordance", "lib.scrl"},
        {"concordance", "lib.scrl", "home", "--sort", "colour"},
        {"brief", "lib.scrl"},
    };
    index_two();
    for (size_t i = 0; i < sizeof(wrong) / sizeof(wrong[0]); i++) {
        int code = run_with(wrong[i]);
        ck_assert_msg(code == 2, "%s %s: %d, %s", wrong[i][0], wrong[i][0] != NULL ? wrong[i][1] : "", code, err);
        if (wrong[i][0] != NULL)
            ck_assert_str_eq(out, "");
        ck_assert(wrong[i][0] == NULL || strlen(err) > 0);
    }
    ck_assert_int_eq(RUN("sarch", lib), 2);
    check_in(err, "'sarch'");
    ck_assert_int_eq(RUN("search", lib, "home", "theme:voice_of_chld"), 2);
    check_in(err, "character 6");
    check_in(err, "voice_of_child");
}
END_TEST

START_TEST(one_bad_file_is_three_and_is_named_with_its_reason)
{
    write_doc("a.txt", review_a);
    write_doc("bad.docx", "PK\003\004 and then nothing that a container has");
    ck_assert_int_eq(RUN("index", lib, docs), 3);
    check_in(err, "failed: ");
    check_in(err, "docs/bad.docx: ");
    check_in(err, "1 added");
    check_in(err, "1 failed");
    ck_assert_int_eq(RUN("search", lib, "visitor"), 0);
    ck_assert_int_eq(RUN("index", lib, docs), 3);
    check_in(err, "1 unchanged");
    ck_assert_int_eq(RUN("index", lib, in_folder("nowhere")), 3);
    check_in(err, "nowhere");
    ck_assert_int_eq(RUN("index", lib, docs, "--json"), 3);
    ck_assert_int_eq(json_lines(), 2);
    check_in(out, "\"outcome\":\"failed\"");
    check_in(out, "\"message\":\"");
}
END_TEST

START_TEST(a_file_that_cannot_be_read_is_three_for_one_file_commands)
{
    write_doc("bad.docx", "PK\003\004 and then nothing that a container has");
    ck_assert_int_eq(RUN("inspect", in_folder("docs/bad.docx")), 3);
    check_in(err, "bad.docx");
    ck_assert_str_eq(out, "");
    ck_assert_int_eq(RUN("show", in_folder("docs/bad.docx")), 3);
    check_in(err, "bad.docx");
    write_doc("a.txt", review_a);
    ck_assert_int_eq(RUN("inspect", in_folder("docs/bad.docx"), in_folder("docs/a.txt")), 3);
    ck_assert_int_eq(json_lines(), 1);
}
END_TEST

START_TEST(a_library_that_is_garbage_is_four_and_untouched)
{
    static const char garbage[] =
        "SQLite format 3 is what this is not. SQLite format 3 is what this is not. And so on, and so on, "
        "until there are enough bytes for a header of SQLite.";
    static const char *const commands[] = {"search", "statements", "events", "themes", "check", "export", "index"};
    index_two();
    for (size_t i = 0; i < sizeof(commands) / sizeof(commands[0]); i++) {
        FILE *file = fopen(lib, "wb");
        ck_assert_ptr_nonnull(file);
        fputs(garbage, file);
        fclose(file);
        bool bare = strcmp(commands[i], "check") == 0 || strcmp(commands[i], "export") == 0;
        int code =
            bare ? RUN(commands[i], lib) : RUN(commands[i], lib, strcmp(commands[i], "index") == 0 ? docs : "home");
        ck_assert_msg(code == 4, "%s: %d %s", commands[i], code, err);
        check_in(err, "lib.scrl");
        ck_assert_str_eq(out, "");
        char *after = read_file(lib);
        ck_assert_str_eq(after, garbage);
        free(after);
    }
}
END_TEST

START_TEST(a_library_or_data_that_is_not_there_is_four)
{
    static const char *const commands[] = {"search", "statements", "events", "themes"};
    for (size_t i = 0; i < sizeof(commands) / sizeof(commands[0]); i++)
        ck_assert_int_eq(RUN(commands[i], in_folder("none.scrl"), "home"), 4);
    ck_assert_int_eq(RUN("check", in_folder("none.scrl")), 4);
    ck_assert_int_ne(access(in_folder("none.scrl"), F_OK), 0);
    write_doc("a.txt", review_a);
    ck_assert_int_eq(RUN("--data", in_folder("none"), "index", lib, docs), 4);
    ck_assert_int_eq(RUN("--data", in_folder("none"), "inspect", in_folder("docs/a.txt")), 4);
    check_in(err, "none");
}
END_TEST

START_TEST(check_finds_damage)
{
    index_two();
    ck_assert_int_eq(RUN("check", lib), 0);
    ck_assert_str_eq(out, "");
    sqlite3 *db = NULL;
    ck_assert_int_eq(sqlite3_open(lib, &db), SQLITE_OK);
    ck_assert_int_eq(sqlite3_exec(db, "DELETE FROM passage WHERE ordinal = 3", NULL, NULL, NULL), SQLITE_OK);
    sqlite3_close(db);
    ck_assert_int_eq(RUN("check", lib), 1);
    ck_assert_uint_gt(strlen(out), 0);
}
END_TEST

START_TEST(every_json_line_parses)
{
    index_two();
    ck_assert_int_eq(RUN("search", lib, "visitor", "--json"), 0);
    ck_assert_int_eq(json_lines(), 3);
    ck_assert_int_eq(RUN("search", lib, "visitor", "--json", "--facet", "nation"), 0);
    ck_assert_int_gt(json_lines(), 0);
    ck_assert_int_eq(RUN("statements", lib, "--json"), 0);
    ck_assert_int_gt(json_lines(), 1);
    ck_assert_int_eq(RUN("statements", lib, "kind:recommendation", "--json"), 0);
    ck_assert_int_eq(json_lines(), 2);
    ck_assert_int_eq(RUN("events", lib, "--json"), 0);
    ck_assert_int_gt(json_lines(), 0);
    ck_assert_int_eq(RUN("themes", lib, "--json"), 0);
    ck_assert_int_gt(json_lines(), 0);
    ck_assert_int_eq(RUN("explain", lib, "--json"), 0);
    ck_assert_int_gt(json_lines(), 0);
    ck_assert_int_eq(RUN("show", lib, "--json"), 0);
    ck_assert_int_eq(json_lines(), 2);
    ck_assert_int_eq(RUN("export", lib), 0);
    ck_assert_int_gt(json_lines(), 10);
    ck_assert_int_eq(RUN("inspect", in_folder("docs/a.txt"), "--json"), 0);
    ck_assert_int_eq(json_lines(), 1);
    ck_assert_str_eq(json_at(out, "$.metadata.review_type"), "scr");
    ck_assert_int_eq(RUN("inspect", in_folder("docs/a.txt"), in_folder("docs/b.txt")), 0);
    ck_assert_int_eq(json_lines(), 2);
    ck_assert_int_eq(RUN("profile", in_folder("docs/a.txt"), "--json"), 0);
    ck_assert_int_eq(json_lines(), 1);
    ck_assert_str_eq(json_at(out, "$.acts[0].act"), "event");
}
END_TEST

START_TEST(options_may_stand_anywhere)
{
    static const char *const lines[][7] = {{"search", "lib.scrl", "visitor", "--limit", "1", "--json"},
                                           {"search", "--limit", "1", "--json", "lib.scrl", "visitor"},
                                           {"search", "lib.scrl", "--json", "visitor", "--limit=1"},
                                           {"search", "--json", "lib.scrl", "--limit", "1", "visitor"}};
    index_two();
    for (size_t i = 0; i < sizeof(lines) / sizeof(lines[0]); i++) {
        int code = run_with(lines[i]);
        ck_assert_msg(code == 0, "%zu: %d %s", i, code, err);
        ck_assert_int_eq(json_lines(), 1);
    }
    ck_assert_int_eq(RUN("search", lib, "visitor", "--limit", "0", "--json"), 0);
    ck_assert_int_eq(json_lines(), 3);
    ck_assert_int_eq(RUN("statements", lib, "kind:recommendation", "--limit", "1", "--json"), 0);
    ck_assert_int_eq(json_lines(), 1);
    ck_assert_int_eq(RUN("index", docs, "--json", lib), 4);
    ck_assert_int_eq(RUN("index", lib, docs, "-j", "2"), 0);
    ck_assert_int_eq(RUN("show", lib, "--json"), 0);
    ck_assert_int_eq(json_lines(), 2);
}
END_TEST

START_TEST(a_word_that_begins_with_a_hyphen_is_excluded)
{
    index_two();
    ck_assert_int_eq(RUN("search", lib, "visitor", "-nursery", "--json"), 0);
    ck_assert_int_eq(json_lines(), 2);
    ck_assert_int_eq(RUN("search", lib, "-nursery", "visitor", "--json"), 0);
    ck_assert_int_eq(json_lines(), 2);
    ck_assert_int_eq(RUN("search", lib, "visitor", "-jargon", "-limit", "--json"), 0);
    ck_assert_int_eq(json_lines(), 3);
    ck_assert_int_eq(RUN("statements", lib, "-zebra", "-police", "--json"), 0);
    ck_assert_int_gt(json_lines(), 0);
    ck_assert_int_eq(RUN("search", lib, "--json", "--", "visitor", "-nursery"), 0);
    ck_assert_int_eq(json_lines(), 2);
    ck_assert_int_le(RUN("search", lib, "--", "--json"), 1);
}
END_TEST

START_TEST(the_cursor_goes_on)
{
    index_two();
    char seen[4][80];
    int count = 0;
    char cursor[256] = "";
    for (; count < 4; count++) {
        int code = cursor[0] == '\0' ? RUN("search", lib, "visitor", "--limit", "1", "--json")
                                     : RUN("search", lib, "visitor", "--limit", "1", "--json", "--cursor", cursor);
        if (code == 1)
            break;
        ck_assert_int_eq(code, 0);
        ck_assert_int_eq(json_lines(), 1);
        snprintf(cursor, sizeof(cursor), "%s", json_at(out, "$.cursor"));
        snprintf(seen[count], sizeof(seen[count]), "%.10s %s", json_at(out, "$.review"), json_at(out, "$.ordinal"));
        for (int i = 0; i < count; i++)
            ck_assert_str_ne(seen[i], seen[count]);
    }
    ck_assert_int_eq(count, 3);
}
END_TEST

START_TEST(show_knows_libraries_reviews_and_files)
{
    index_two();
    ck_assert_int_eq(RUN("show", lib), 0);
    check_in(out, "Child A");
    check_in(out, "Child B");
    char id[16];
    ck_assert_int_eq(RUN("show", lib, "--json"), 0);
    json_lines();
    *strchr(out, '\n') = '\0';
    snprintf(id, sizeof(id), "%.7s", json_at(out, "$.review"));
    ck_assert_int_eq(RUN("show", lib, id), 0);
    check_in(out, id);
    check_in(out, "Minimum data");
    check_in(out, "FINDINGS [findings]");
    check_in(out, "recommendation");
    ck_assert_int_eq(RUN("show", in_folder("docs/a.txt")), 0);
    check_in(out, "Child A");
    check_in(out, "Statements");
    ck_assert_int_eq(RUN("explain", in_folder("docs/a.txt"), "supervision"), 0);
    check_in(out, "rule:");
    check_in(out, "polarity:");
    check_in(out, "[");
    ck_assert_int_eq(RUN("explain", "--rejected", in_folder("docs/a.txt")), 0);
    check_in(out, "  not ");
    check_in(out, "): ");
}
END_TEST

START_TEST(themes_are_read_as_those_of_other_schemes)
{
    ck_assert_int_eq(RUN("themes", "--crosswalks"), 0);
    check_in(out, "wales\ttunnel_vision\tconfirmation_bias\t\t");
    check_in(out, "yorkshire\tactive_failures\tvoice_of_child\tproblem\t");
}
END_TEST

START_TEST(nothing_is_left_behind)
{
    write_doc("a.txt", review_a);
    RUN("show", "docs/a.txt");
    RUN("inspect", "docs/a.txt");
    RUN("explain", "docs/a.txt");
    RUN("index", "lib.scrl", "docs");
    RUN("search", "lib.scrl", "visitor");
    DIR *dir = opendir(folder);
    struct dirent *entry;
    int count = 0;
    ck_assert_ptr_nonnull(dir);
    while ((entry = readdir(dir)) != NULL)
        count += entry->d_name[0] != '.';
    closedir(dir);
    ck_assert_int_eq(count, 4); /* docs, lib.scrl, stdout, stderr */
}
END_TEST

/* Fails on a character that a terminal obeys. */
static void check_quiet(const char *text)
{
    for (const unsigned char *c = (const unsigned char *)text; *c != '\0'; c++) {
        ck_assert_msg(*c == '\n' || (*c >= 0x20 && *c != 0x7F), "control character %02x", *c);
        ck_assert_msg(!(c[0] == 0xC2 && c[1] >= 0x80 && c[1] < 0xA0), "control character c2 %02x", c[1]);
    }
}

START_TEST(a_document_cannot_steer_the_terminal)
{
    char text[2000];
    snprintf(text, sizeof(text),
             "%s\nThe \033[31mred\033[0m visitor\a \xc2\x9b"
             "2J came\x7f home\r and left. \xe2\x80\xae Table\tcell\n",
             review_a);
    write_doc("a.txt", text);
    write_doc("evil\033[2J\n\xc2\x9b name.txt", review_b);
    write_doc("evil\033[2J.docx", "PK\003\004 no container");
    ck_assert_int_eq(RUN("index", lib, docs), 3);
    check_quiet(err);
    check_in(err, "evil");
    static const char *const lines[][5] = {{"search", "lib.scrl", "visitor", "--limit", "0"},
                                           {"show", "lib.scrl"},
                                           {"show", "docs/a.txt"},
                                           {"statements", "lib.scrl"},
                                           {"events", "lib.scrl"},
                                           {"explain", "lib.scrl"},
                                           {"export", "lib.scrl"},
                                           {"search", "lib.scrl", "visitor", "--json"},
                                           {"inspect", "docs/a.txt"},
                                           {"profile", "docs/a.txt"},
                                           {"search", "lib.scrl", "\033[31m("},
                                           {"\033[31m"},
                                           {"show", "docs/evil\033[2J.docx"},
                                           {"check", "\033[31m"}};
    for (size_t i = 0; i < sizeof(lines) / sizeof(lines[0]); i++) {
        run_with(lines[i]);
        check_quiet(out);
        check_quiet(err);
    }
}
END_TEST

/* Runs with a terminal as standard output and gives what it shows. */
static int run_on_terminal(const char *const arguments[], char *shown, size_t size)
{
    int master, slave;
    size_t len = 0;
    ck_assert_int_eq(openpty(&master, &slave, NULL, NULL, NULL), 0);
    pid_t child = fork();
    ck_assert_int_ge(child, 0);
    if (child == 0)
        become(arguments, slave, slave);
    close(slave);
    ssize_t got;
    while ((got = read(master, shown + len, size - 1 - len)) > 0)
        len += (size_t)got;
    shown[len] = '\0';
    close(master);
    return exit_code(child);
}

START_TEST(colour_is_for_terminals_that_want_it)
{
    static const char *const question[] = {"search", "lib.scrl", "visitor", NULL};
    char shown[20000];
    index_two();
    ck_assert_int_eq(run_on_terminal(question, shown, sizeof(shown)), 0);
    check_in(shown, "\033[1;33mvisitor\033[0m");
    setenv("NO_COLOR", "1", 1);
    ck_assert_int_eq(run_on_terminal(question, shown, sizeof(shown)), 0);
    check_not_in(shown, "\033");
    check_in(shown, "*visitor*");
    unsetenv("NO_COLOR");
    ck_assert_int_eq(run_with(question), 0);
    check_not_in(out, "\033");
}
END_TEST

START_TEST(indexing_on_a_terminal_shows_a_bar)
{
    static const char *const index[] = {"index", "lib.scrl", "docs", NULL};
    char shown[20000];
    write_doc("a.txt", review_a);
    write_doc("bad\033[5m.docx", "PK\003\004 no container");
    ck_assert_int_eq(run_on_terminal(index, shown, sizeof(shown)), 3);
    check_in(shown, "2/2");
    check_in(shown, "a.txt");
    check_not_in(shown, "\033[5m");
}
END_TEST

/* The names of all commands, as the help lists them. */
static size_t command_names(char names[32][32])
{
    size_t count = 0;
    ck_assert_int_eq(RUN("--help"), 0);
    ck_assert_str_eq(err, "");
    char *line = strstr(out, "Commands:\n");
    ck_assert_ptr_nonnull(line);
    for (line = strchr(line, '\n') + 1; line[0] == ' ' && count < 32; line = strchr(line, '\n') + 1)
        ck_assert_int_eq(sscanf(line, " %31s", names[count++]), 1);
    return count;
}

START_TEST(every_command_explains_itself)
{
    char names[32][32];
    size_t count = command_names(names);
    ck_assert_uint_ge(count, 10);
    char *manual = read_file(source_path("docs/scrl.1"));
    for (size_t i = 0; i < count; i++) {
        char head[1100];
        ck_assert_int_eq(RUN(names[i], "--help"), 0);
        snprintf(head, sizeof(head), "Usage: scrl %s", names[i]);
        check_in(out, head);
        ck_assert_str_eq(err, "");
        ck_assert_int_eq(RUN(names[i], "some", "arguments", "--help"), 0);
        /* What the help names, the manual names too. */
        for (const char *option = out; (option = strstr(option, "--")) != NULL; option += 2) {
            size_t len = strspn(option + 2, "abcdefghijklmnopqrstuvwxyz");
            char roff[64];
            if (len == 0)
                continue;
            snprintf(roff, sizeof(roff), "\\-\\-%.*s", (int)len, option + 2);
            ck_assert_msg(strstr(manual, roff) != NULL, "docs/scrl.1 lacks --%.*s of %s", (int)len, option + 2,
                          names[i]);
        }
    }
    free(manual);
    ck_assert_int_eq(RUN("--version"), 0);
    check_in(out, "scrl 0.");
}
END_TEST

START_TEST(the_order_of_filling_does_not_change_the_export)
{
    write_doc("a.txt", review_a);
    write_doc("b.txt", review_b);
    ck_assert_int_eq(RUN("index", "one.scrl", "docs/a.txt"), 0);
    ck_assert_int_eq(RUN("index", "one.scrl", "docs/b.txt"), 0);
    ck_assert_int_eq(RUN("export", "one.scrl"), 0);
    char *first = strdup(out);
    ck_assert_int_eq(RUN("index", "two.scrl", "docs/b.txt"), 0);
    ck_assert_int_eq(RUN("index", "two.scrl", "docs/a.txt"), 0);
    ck_assert_int_eq(RUN("export", "two.scrl"), 0);
    ck_assert_str_eq(out, first);
    free(first);
}
END_TEST

START_TEST(output_that_cannot_be_written_is_told)
{
    static const char *const commands[][4] = {{"search", "lib.scrl", "visitor"},
                                              {"export", "lib.scrl"},
                                              {"inspect", "docs/a.txt"},
                                              {"themes", "lib.scrl", "--json"}};
    index_two();
    for (size_t i = 0; i < sizeof(commands) / sizeof(commands[0]); i++) {
        int full = open("/dev/full", O_WRONLY), to_err = open(in_folder("stderr"), O_RDWR | O_CREAT | O_TRUNC, 0600);
        ck_assert(full >= 0 && to_err >= 0);
        pid_t child = fork();
        ck_assert_int_ge(child, 0);
        if (child == 0)
            become(commands[i], full, to_err);
        close(full);
        close(to_err);
        ck_assert_int_eq(exit_code(child), 3);
        char *text = read_file(in_folder("stderr"));
        check_in(text, "standard output cannot be written");
        free(text);
    }
}
END_TEST

/* Waits until the program has said that 'lines' files are done. */
static void wait_for_lines(int from, int lines)
{
    char c;
    while (lines > 0 && read(from, &c, 1) == 1)
        lines -= c == '\n';
    ck_assert_int_eq(lines, 0);
}

START_TEST(ctrl_c_leaves_a_library_that_the_next_run_completes)
{
    static const char *const index[] = {"index", "lib.scrl", "docs", "-j", "1", "--json", NULL};
    enum { FILES = 60 };
    for (int i = 0; i < FILES; i++) {
        char name[32], text[sizeof(review_a) + 100];
        snprintf(name, sizeof(name), "%03d.txt", i);
        snprintf(text, sizeof(text), "%s\nThis is review number %d of child %d.\n", review_a, i, i * 7);
        write_doc(name, text);
    }
    for (int wait = 1; wait <= 20; wait += 19) {
        int ends[2], to_err = open(in_folder("stderr"), O_RDWR | O_CREAT | O_TRUNC, 0600);
        ck_assert_int_eq(pipe(ends), 0);
        pid_t child = fork();
        ck_assert_int_ge(child, 0);
        if (child == 0) {
            close(ends[0]);
            become(index, ends[1], to_err);
        }
        close(ends[1]);
        close(to_err);
        wait_for_lines(ends[0], wait);
        ck_assert_int_eq(kill(child, SIGINT), 0);
        char block[4096];
        while (read(ends[0], block, sizeof(block)) > 0)
            continue;
        close(ends[0]);
        ck_assert_int_eq(exit_code(child), 3);
        char *text = read_file(in_folder("stderr"));
        check_in(text, "stopped");
        free(text);
        ck_assert_int_eq(RUN("check", lib), 0);
        int stored = library_number("SELECT count(*) FROM v_review");
        ck_assert_int_ge(stored, wait);
        ck_assert_int_lt(stored, FILES);
    }
    ck_assert_int_eq(RUN("index", lib, docs), 0);
    check_in(err, "unchanged");
    ck_assert_int_eq(library_number("SELECT count(*) FROM v_review"), FILES);
    ck_assert_int_eq(RUN("check", lib), 0);
}
END_TEST

int main(void)
{
    const TTest *const tests[] = {
        indexing_talks_to_stderr_alone,
        a_question_is_answered_with_page_section_and_marks,
        analyses_print_numbers_with_what_they_are_of,
        analyses_print_texts_with_their_sources,
        answers_are_rows_of_csv_on_request,
        backup_is_a_library_and_takes_no_file_s_place,
        nothing_found_is_one,
        a_reader_rejects_gives_and_takes_back,
        rules_of_a_set_of_ones_own_are_explained_as_ours_are,
        a_saved_question_tells_what_is_new,
        a_library_is_copied_saved_and_made_to_forget,
        a_wrong_command_line_is_two,
        one_bad_file_is_three_and_is_named_with_its_reason,
        a_file_that_cannot_be_read_is_three_for_one_file_commands,
        a_library_that_is_garbage_is_four_and_untouched,
        a_library_or_data_that_is_not_there_is_four,
        check_finds_damage,
        every_json_line_parses,
        options_may_stand_anywhere,
        a_word_that_begins_with_a_hyphen_is_excluded,
        the_cursor_goes_on,
        show_knows_libraries_reviews_and_files,
        themes_are_read_as_those_of_other_schemes,
        nothing_is_left_behind,
        a_document_cannot_steer_the_terminal,
        colour_is_for_terminals_that_want_it,
        indexing_on_a_terminal_shows_a_bar,
        every_command_explains_itself,
        the_order_of_filling_does_not_change_the_export,
        output_that_cannot_be_written_is_told,
        ctrl_c_leaves_a_library_that_the_next_run_completes,
    };
    Suite *suite = suite_create("cli");
    TCase *c = tcase_create("cli");
    tcase_add_unchecked_fixture(c, make_once, forget_made);
    tcase_add_checked_fixture(c, start, end);
    tcase_set_timeout(c, 240);
    for (size_t i = 0; i < sizeof(tests) / sizeof(tests[0]); i++)
        tcase_add_test(c, tests[i]);
    suite_add_tcase(suite, c);
    return run_suite(suite);
}
