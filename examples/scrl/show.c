/* show.c - scrl show: the reviews of a library, or one review: its minimum data, outline, statements and warnings. */
#include <stdlib.h>
#include <string.h>

#include "cli.h"

static void print_review_line(run *r, const scrl_search *search, const scrl_hit *hit, void *user)
{
    (void)search;
    (void)user;
    printf("%.12s  ", hit->review);
    print_review(r, hit);
    printf("\n              %u pages, %u words, ", hit->review_pages, hit->review_words);
    print_string(hit->file);
    fputc('\n', stdout);
}

static void print_value(run *r, const scrl_search *search, const scrl_hit *hit, void *user)
{
    (void)r;
    (void)search;
    (void)user;
    printf("  %-16s ", hit->kind);
    print_text(hit->text, hit->text_len);
    fputc('\n', stdout);
}

static void print_section(run *r, const scrl_search *search, const scrl_hit *hit, void *user)
{
    (void)r;
    (void)search;
    (void)user;
    printf("  %*s", (int)(hit->level_number > 0 ? (hit->level_number - 1) * 2 : 0), "");
    if (hit->number[0] != '\0')
        printf("%s ", hit->number);
    print_text(hit->text, hit->text_len);
    printf(" [%s]", hit->role);
    if (hit->page > 0)
        printf(" p. %u", hit->page);
    fputc('\n', stdout);
}

static void print_statement(run *r, const scrl_search *search, const scrl_hit *hit, void *user)
{
    (void)r;
    (void)search;
    (void)user;
    printf("  %s", hit->kind);
    if (hit->label[0] != '\0')
        printf(" %s", hit->label);
    if (hit->page > 0)
        printf(", page %u", hit->page);
    if (hit->addressees[0] != '\0') {
        fputs(", for ", stdout);
        print_string(hit->addressees);
    }
    fputs("\n    ", stdout);
    print_text(hit->text, hit->text_len);
    fputc('\n', stdout);
}

static void print_warning(run *r, const scrl_search *search, const scrl_hit *hit, void *user)
{
    (void)r;
    (void)search;
    (void)user;
    printf("  %s: ", hit->kind);
    if (hit->page > 0)
        printf("page %u: ", hit->page);
    print_text(hit->text, hit->text_len);
    fputc('\n', stdout);
}

typedef struct part {
    const char *title;
    scrl_unit unit;
    void (*print)(run *r, const scrl_search *search, const scrl_hit *hit, void *user);
} part;

static const part parts[] = {{"Review", SCRL_UNIT_REVIEW, print_review_line},
                             {"Minimum data", SCRL_UNIT_VALUE, print_value},
                             {"Outline", SCRL_UNIT_SECTION, print_section},
                             {"Statements", SCRL_UNIT_STATEMENT, print_statement},
                             {"Warnings", SCRL_UNIT_WARNING, print_warning}};

static int show_review(run *r, scrl_library *library, const char *question)
{
    int code = EXIT_DONE;
    for (size_t i = 0; i < sizeof(parts) / sizeof(parts[0]) && code <= EXIT_NOTHING; i++) {
        scrl_search_options options = SCRL_SEARCH_OPTIONS_INIT;
        options.unit = parts[i].unit;
        options.sort = SCRL_SORT_PLACE;
        if (!r->json)
            printf("%s%s\n", i > 0 ? "\n" : "", parts[i].title);
        code = print_hits(r, library, question, &options, parts[i].print, NULL, NULL);
        if (i == 0 && code == EXIT_NOTHING)
            return code;
        if (code == EXIT_NOTHING && !r->json)
            printf("  none\n");
    }
    return code <= EXIT_NOTHING ? EXIT_DONE : code;
}

/* The beginning of an id: six to sixty-four hexadecimal digits. */
static bool is_review_id(const char *text)
{
    size_t len = strspn(text, "0123456789abcdefABCDEF");
    return text[len] == '\0' && len >= 6 && len <= 64;
}

/* Shows the review whose id begins with 'id', or the only one; where there are others, their list. */
static int show_chosen(run *r, scrl_library *library, const char *id)
{
    scrl_search_options options = SCRL_SEARCH_OPTIONS_INIT;
    options.unit = SCRL_UNIT_REVIEW;
    options.sort = SCRL_SORT_PLACE;
    scrl_search *reviews = NULL;
    uint64_t count = 0;
    char question[80] = "";
    if (id != NULL && !is_review_id(id)) {
        say("a review is named by at least six of the letters and digits that 'scrl show LIBRARY' prints before it");
        return EXIT_NOTHING;
    }
    if (id != NULL)
        snprintf(question, sizeof(question), "review:%s", id);
    int status = scrl_search_new(library, question, &options, &reviews);
    if (status == 0)
        status = scrl_search_total(reviews, &count);
    scrl_search_free(reviews);
    if (status != 0)
        return report_error(r);
    if (count == 1)
        return show_review(r, library, question);
    if (id != NULL && count > 1)
        say("several reviews begin so");
    if (count == 0)
        say(id != NULL ? "no such review" : "the library holds no review");
    return print_hits(r, library, question, &options, print_review_line, NULL, NULL);
}

static int show_main(run *r, int argc, char **argv)
{
    static const struct option long_options[] = {{"json", no_argument, NULL, 'J'}, {0}};
    int option;
    while ((option = getopt_long(argc, argv, "", long_options, NULL)) != -1) {
        if (option != 'J')
            return usage_error(r, "wrong option");
        r->json = true;
    }
    if (argc - optind < 1 || argc - optind > 2)
        return usage_error(r, "a library or file is needed, and at most one review");
    scrl_library *library = NULL;
    int code = open_or_read(r, argv[optind], NULL, &library);
    if (code != 0)
        return code;
    code = show_chosen(r, library, argc - optind == 2 ? argv[optind + 1] : NULL);
    scrl_library_close(library);
    return code;
}

const command command_show = {
    "show", "the reviews of a library, or one review",
    "show [--json] LIBRARY|FILE [REVIEW]\n\n"
    "Without REVIEW: the reviews of a library, each with the beginning of its id. With it (the\n"
    "id, or its first six or more digits): minimum data, outline with roles, statements and\n"
    "warnings. A FILE that is no library is read and shown as one review.",
    show_main, NULL};
