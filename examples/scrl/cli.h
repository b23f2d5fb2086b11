/*
 * cli.h - what the commands of the command line share: the run, its exit codes, and talking to a person. Uses the
 * public API of the library alone.
 */
#ifndef SCRL_CLI_H
#define SCRL_CLI_H

#include <getopt.h>
#include <stdbool.h>
#include <stdio.h>

#include <scrl/scrl.h>

/* Exit codes: a contract with scripts. */
enum exit_code {
    EXIT_DONE = 0,    /* done */
    EXIT_NOTHING = 1, /* nothing found, or a check failed */
    EXIT_USAGE = 2,   /* the command line, or the question, is wrong */
    EXIT_PARTLY = 3,  /* some inputs failed; each is named with its reason */
    EXIT_LIBRARY = 4  /* the library, or the data that scrl needs, cannot be used */
};

/* One run of the program. */
typedef struct run {
    scrl_context *ctx;
    const char *command; /* name of the command that runs */
    bool json;           /* --json was given */
    bool csv;            /* --csv was given */
    bool colour;         /* standard output is a terminal, and NO_COLOR is not set */
} run;

/* A command: its arguments stand in argv[1] to argv[argc - 1]; it parses its options with getopt_long(). With
 * 'question_options' its arguments hold a question, of which words may begin with a hyphen: the long options named
 * there come first, then "--", then the rest. */
typedef struct command {
    const char *name;
    const char *summary;
    const char *usage; /* shown by --help: the first line is the form, the rest explains */
    int (*main)(run *r, int argc, char **argv);
    const struct option *question_options;
} command;

extern const command command_index, command_search, command_show, command_inspect, command_statements, command_events,
    command_themes, command_explain, command_cooccur, command_trend, command_table, command_compare, command_recur,
    command_similar, command_concordance, command_brief, command_export, command_check, command_evaluate,
    command_profile, command_train, command_mark, command_retag, command_upgrade, command_saved, command_backup,
    command_repair, command_forget;

/* Prints the last error of the run on standard error and gives its exit code. */
int report_error(const run *r);

/* Prints one line on standard error, beginning with "scrl: ". */
void say(const char *format, ...) __attribute__((format(printf, 1, 2)));

/* The same without that beginning. Neither lets control characters through. */
void talk(const char *format, ...) __attribute__((format(printf, 1, 2)));

/* Says that the command line is wrong and gives EXIT_USAGE. */
int usage_error(const run *r, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* Theme sets of the command line, at most 8: each a file or a folder, or "default" for the set of the data folder. */
typedef struct theme_sets {
    scrl_themes *items[8];
    size_t count;
} theme_sets;

/* Loads one more set; 0, or the exit code after an error was reported. */
int load_set(run *r, theme_sets *sets, const char *path);
void free_sets(theme_sets *sets);

/* Ctrl-C sets it from then on: what runs ends soon and keeps what is done. */
void catch_interrupts(void);
bool interrupted(void);

/* Draws a bar with the name of what is done on standard error, where it is a terminal. */
void draw_bar(uint64_t done, uint64_t total, const char *file);
void clear_bar(void);

/* Opens an existing library for reading, or for writing; 0, or the exit code after an error was reported. */
int open_for_reading(run *r, const char *path, scrl_library **out);
int open_for_writing(run *r, const char *path, scrl_library **out);

/* The same, but a file that is not a library is read as a document into a library in memory, tagged with 'sets' (NULL:
 * the set of the data folder). */
int open_or_read(run *r, const char *path, const theme_sets *sets, scrl_library **out);

/* Writes to standard output; the user pointer is not used. For the writers of export.h. */
int write_stdout(void *user, const char *bytes, size_t len);

/* Joins the arguments from 'first' on with blanks into one question; the caller frees it. NULL when memory is out. */
char *join_question(int argc, char **argv, int first);

/* Parses a count; false when it is none. */
bool parse_count(const char *text, uint64_t *out);

/* Prints words of a document on standard output: control characters are left out, so that a document cannot steer the
 * terminal. */
void print_text(const char *text, size_t len);
void print_string(const char *text);

/* Prints "Title (type, date), page 7: 4.2 Heading [role]". */
void print_place(const scrl_hit *hit);
void print_review(const run *r, const scrl_hit *hit);

/* Begins and ends emphasis on a terminal; nothing elsewhere. */
void emphasis(const run *r, bool on);

/* With --csv, prints the row of the columns' names. */
void begin_records(const run *r, scrl_record kind);

/* Prints a record as JSON or CSV and says so; false when neither was asked for. */
bool print_record(const run *r, scrl_record kind, const void *record);

/* The same for a count of a facet. */
bool print_count(const run *r, const char *field, const scrl_count *count);

/* Takes --json and --csv; false for another option. */
bool take_format(run *r, int option);

/* One of 'names' as its number; false when it is none of them. */
bool parse_name(const char *text, const char *const *names, size_t count, int *out);

/* Runs a search for one unit and hands every hit to 'print', or to the JSON writer; '*total' (may be NULL)
 * is how many there are without limit and cursor. Returns an exit code: EXIT_NOTHING when there was no hit. */
int print_hits(run *r, scrl_library *library, const char *question, const scrl_search_options *options,
               void (*print)(run *r, const scrl_search *search, const scrl_hit *hit, void *user), void *user,
               uint64_t *total);

/* Prints the review's name once, before its first item. 'last' is the review named last. */
void name_review(run *r, const scrl_hit *hit, char last[65]);

/* Prints the items of one unit, in the order of place, that the question in argv[first] to argv[argc - 1] chooses (list.c).
 * Returns an exit code. */
int list_chosen(run *r, scrl_library *library, int argc, char **argv, int first, scrl_search_options *options,
                void (*print)(run *, const scrl_search *, const scrl_hit *, void *), void *user);

#endif
