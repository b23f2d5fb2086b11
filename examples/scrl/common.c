/* common.c - what the commands share: errors and their exit codes, opening a library, printing words of a document. */
#include <ctype.h>
#include <errno.h>
#include <signal.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "cli.h"

static void talk_line(const char *format, va_list args) __attribute__((format(printf, 1, 0)));

/* One line without control characters: a file's name may hold them. */
static void talk_line(const char *format, va_list args)
{
    char *line = NULL;
    int len = vasprintf(&line, format, args);
    for (int i = 0; i < len; i++) {
        unsigned char c = (unsigned char)line[i];
        if (c < 0x20 || c == 0x7F ||
            (c == 0xC2 && (unsigned char)line[i + 1] >= 0x80 && (unsigned char)line[i + 1] < 0xA0))
            line[i] = '?';
    }
    fputs(len >= 0 ? line : "memory is out", stderr);
    fputc('\n', stderr);
    if (len >= 0)
        free(line);
}

void talk(const char *format, ...)
{
    va_list args;
    va_start(args, format);
    talk_line(format, args);
    va_end(args);
}

void say(const char *format, ...)
{
    va_list args;
    fflush(stdout);
    fputs("scrl: ", stderr);
    va_start(args, format);
    talk_line(format, args);
    va_end(args);
}

int usage_error(const run *r, const char *format, ...)
{
    va_list args;
    fprintf(stderr, "scrl %s: ", r->command);
    va_start(args, format);
    vfprintf(stderr, format, args);
    va_end(args);
    fprintf(stderr, "; 'scrl %s --help' explains\n", r->command);
    return EXIT_USAGE;
}

int report_error(const run *r)
{
    scrl_error error = SCRL_ERROR_INIT;
    scrl_context_last_error(r->ctx, &error);
    if (error.code == SCRL_EQUERY) {
        say("at character %llu of the question: %s", (unsigned long long)error.position + 1, error.message);
        return EXIT_USAGE;
    }
    if (error.file != NULL && error.file[0] != '\0')
        say("%s: %s", error.file, error.message);
    else
        say("%s", error.message);
    return error.code == SCRL_EINVAL ? EXIT_USAGE : EXIT_LIBRARY;
}

int open_for_reading(run *r, const char *path, scrl_library **out)
{
    scrl_library_options options = SCRL_LIBRARY_OPTIONS_INIT;
    options.read_only = 1;
    return scrl_library_open(r->ctx, path, &options, out) == 0 ? 0 : report_error(r);
}

int open_for_writing(run *r, const char *path, scrl_library **out)
{
    if (access(path, F_OK) != 0) { /* no library is made by the way */
        say("%s: the library does not exist", path);
        return EXIT_LIBRARY;
    }
    return scrl_library_open(r->ctx, path, NULL, out) == 0 ? 0 : report_error(r);
}

int load_set(run *r, theme_sets *sets, const char *path)
{
    if (sets->count == sizeof(sets->items) / sizeof(sets->items[0]))
        return usage_error(r, "at most %zu theme sets can be used at once", sets->count);
    if (scrl_themes_load(r->ctx, strcmp(path, "default") == 0 ? NULL : path, &sets->items[sets->count]) != 0)
        return report_error(r);
    sets->count++;
    return 0;
}

void free_sets(theme_sets *sets)
{
    for (size_t i = 0; i < sets->count; i++)
        scrl_themes_free(sets->items[i]);
}

static volatile sig_atomic_t interrupt_came;

static void interrupt(int number)
{
    (void)number;
    interrupt_came = 1;
}

void catch_interrupts(void)
{
    struct sigaction action = {.sa_handler = interrupt, .sa_flags = SA_RESTART};
    sigaction(SIGINT, &action, NULL);
    sigaction(SIGTERM, &action, NULL);
}

bool interrupted(void)
{
    return interrupt_came != 0;
}

void clear_bar(void)
{
    if (isatty(STDERR_FILENO) != 0)
        fputs("\r\033[K", stderr);
}

void draw_bar(uint64_t done, uint64_t total, const char *file)
{
    if (isatty(STDERR_FILENO) == 0 || total == 0)
        return;
    const char *name = strrchr(file, '/');
    int filled = (int)(done * 30 / total);
    char shown[41];
    snprintf(shown, sizeof(shown), "%s", name != NULL ? name + 1 : file);
    for (char *c = shown; *c != '\0'; c++)
        *c = iscntrl((unsigned char)*c) ? '?' : *c;
    fprintf(stderr, "\r\033[K[%.*s%*s] %llu/%llu %s", filled, "##############################", 30 - filled, "",
            (unsigned long long)done, (unsigned long long)total, shown);
}

/* Every library file begins with these bytes. */
static bool looks_like_library(const char *path)
{
    char head[16] = {0};
    FILE *file = fopen(path, "rb");
    if (file == NULL)
        return false;
    size_t got = fread(head, 1, sizeof(head), file);
    fclose(file);
    return got == sizeof(head) && memcmp(head, "SQLite format 3", 16) == 0;
}

/* Keeps the reason why the one file could not be read. */
static int note_failure(void *user, const scrl_index_event *event)
{
    if (event->outcome == SCRL_INDEX_FAILED) {
        say("%s: %s", event->file, event->message);
        *(bool *)user = true;
    }
    return 0;
}

int open_or_read(run *r, const char *path, const theme_sets *sets, scrl_library **out)
{
    if (looks_like_library(path))
        return open_for_reading(r, path, out);
    bool failed = false;
    scrl_index_options options = SCRL_INDEX_OPTIONS_INIT;
    options.jobs = 1;
    if (sets != NULL) {
        options.themes = sets->items[0];
        options.more_themes = (const scrl_themes *const *)sets->items + 1;
        options.more_theme_count = sets->count - 1;
    }
    options.event = note_failure;
    options.user = &failed;
    scrl_library *library = NULL;
    if (scrl_library_open(r->ctx, NULL, NULL, &library) != 0 ||
        scrl_library_index(library, &path, 1, &options, NULL) != 0) {
        scrl_library_close(library);
        return report_error(r);
    }
    if (failed) {
        scrl_library_close(library);
        return EXIT_PARTLY;
    }
    *out = library;
    return 0;
}

int write_stdout(void *user, const char *bytes, size_t len)
{
    (void)user;
    return fwrite(bytes, 1, len, stdout) == len ? 0 : -1;
}

char *join_question(int argc, char **argv, int first)
{
    size_t size = 1;
    for (int i = first; i < argc; i++)
        size += strlen(argv[i]) + 1;
    char *question = calloc(size, 1);
    for (int i = first; question != NULL && i < argc; i++) {
        if (i > first)
            strcat(question, " ");
        strcat(question, argv[i]);
    }
    return question;
}

bool parse_count(const char *text, uint64_t *out)
{
    char *end = NULL;
    errno = 0;
    unsigned long long value = strtoull(text, &end, 10);
    if (errno != 0 || end == text || *end != '\0' || text[0] == '-')
        return false;
    *out = value;
    return true;
}

void begin_records(const run *r, scrl_record kind)
{
    if (r->csv)
        scrl_export_row(r->ctx, kind, NULL, write_stdout, NULL);
}

bool print_record(const run *r, scrl_record kind, const void *record)
{
    if (r->csv)
        scrl_export_row(r->ctx, kind, record, write_stdout, NULL);
    else if (r->json)
        scrl_export_record(r->ctx, kind, record, write_stdout, NULL);
    return r->csv || r->json;
}

bool print_count(const run *r, const char *field, const scrl_count *count)
{
    if (!r->csv && r->json)
        scrl_export_count(r->ctx, field, count, write_stdout, NULL);
    else
        return print_record(r, SCRL_RECORD_COUNT, count);
    return true;
}

bool take_format(run *r, int option)
{
    r->json = r->json || option == 'J';
    r->csv = r->csv || option == 'V';
    return option == 'J' || option == 'V';
}

bool parse_name(const char *text, const char *const *names, size_t count, int *out)
{
    for (size_t i = 0; i < count; i++) {
        if (strcmp(text, names[i]) == 0) {
            *out = (int)i;
            return true;
        }
    }
    return false;
}

void print_text(const char *text, size_t len)
{
    for (size_t i = 0; i < len; i++) {
        unsigned char c = (unsigned char)text[i];
        if (c == '\t')
            fputs(" | ", stdout);
        else if (c == '\n')
            fputc(' ', stdout);
        else if (c == 0xC2 && i + 1 < len && (unsigned char)text[i + 1] < 0xA0)
            i++; /* U+0080 to U+009F: control characters too */
        else if (c >= 0x20 && c != 0x7F)
            fputc(c, stdout);
    }
}

void print_string(const char *text)
{
    print_text(text, strlen(text));
}

void emphasis(const run *r, bool on)
{
    if (r->colour)
        fputs(on ? "\033[1m" : "\033[0m", stdout);
}

void print_review(const run *r, const scrl_hit *hit)
{
    emphasis(r, true);
    print_string(hit->title[0] != '\0' ? hit->title : hit->file);
    emphasis(r, false);
    if (hit->review_type[0] != '\0' || hit->published[0] != '\0')
        printf(" (%s%s%s)", hit->review_type, hit->review_type[0] != '\0' && hit->published[0] != '\0' ? ", " : "",
               hit->published);
}

void print_place(const scrl_hit *hit)
{
    if (hit->page > 0)
        printf("page %u", hit->page);
    else
        printf("no page numbers");
    if (hit->heading[0] != '\0') {
        fputs(", ", stdout);
        print_string(hit->heading);
    }
    if (isalnum((unsigned char)hit->number[0]) != 0 || hit->number[0] == '(') { /* a number, not a bullet */
        fputs(", paragraph ", stdout);
        print_string(hit->number);
    }
    printf(" [%s]", hit->role);
}

int print_hits(run *r, scrl_library *library, const char *question, const scrl_search_options *options,
               void (*print)(run *r, const scrl_search *search, const scrl_hit *hit, void *user), void *user,
               uint64_t *total)
{
    static const scrl_record records[] = {SCRL_RECORD_PASSAGE, SCRL_RECORD_STATEMENT, SCRL_RECORD_EVENT,
                                          SCRL_RECORD_TAG};
    scrl_search *search = NULL;
    if (scrl_search_new(library, question, options, &search) != 0)
        return report_error(r);
    scrl_hit hit = SCRL_HIT_INIT;
    uint64_t found = 0;
    int status;
    if (r->csv)
        begin_records(r, records[options->unit]);
    while ((status = scrl_search_next(search, &hit)) == 1) {
        found++;
        if (r->csv)
            scrl_export_row(r->ctx, records[options->unit], &hit, write_stdout, NULL);
        else if (!r->json)
            print(r, search, &hit, user);
        else if (scrl_export_hit(r->ctx, search, &hit, write_stdout, NULL) != 0)
            break;
    }
    if (status == 0 && total != NULL)
        status = scrl_search_total(search, total);
    scrl_search_free(search);
    if (status < 0)
        return report_error(r);
    return found > 0 ? EXIT_DONE : EXIT_NOTHING;
}
