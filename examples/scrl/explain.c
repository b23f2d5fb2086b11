/* explain.c - scrl explain: why passages have their tags, and what was considered and is none. */
#include <string.h>

#include "cli.h"

static const struct option long_options[] = {
    {"json", no_argument, NULL, 'J'},        {"csv", no_argument, NULL, 'V'},
    {"limit", required_argument, NULL, 'l'}, {"themes", required_argument, NULL, 't'},
    {"rejected", no_argument, NULL, 'r'},    {0}};

typedef struct explained {
    char last[65];
    const theme_sets *sets;
    char unknown[100]; /* a set that gave tags and is not among them */
} explained;

/* The set that gave a tag, by its id and version; NULL when it is not there. */
static const scrl_themes *set_of(const theme_sets *sets, const char *model)
{
    for (size_t i = 0; i < sets->count; i++)
        if (strcmp(scrl_themes_version(sets->items[i]), model) == 0)
            return sets->items[i];
    return NULL;
}

/* Prints what the rule of a tag says; a reader's tag has none. */
static void print_rule(explained *e, const scrl_hit *hit)
{
    scrl_rule rule = SCRL_RULE_INIT;
    const scrl_themes *set = set_of(e->sets, hit->model);
    printf("\n    rule:     %s of %s", hit->rule, hit->model);
    if (set != NULL && scrl_themes_rule(set, hit->rule, &rule) == 0)
        printf(": %s", rule.source);
    else if (set == NULL && strcmp(hit->rule, "reader") != 0)
        snprintf(e->unknown, sizeof(e->unknown), "%s", hit->model);
}

static void print_explained(run *r, const scrl_search *search, const scrl_hit *hit, void *user)
{
    (void)search;
    explained *e = user;
    name_review(r, hit, e->last);
    printf("  %s, %s, %s (confidence %u%s%s), ", hit->theme, scrl_polarity_name(hit->polarity),
           scrl_level_name(hit->level), hit->confidence, hit->state != SCRL_STATE_AUTO ? "; " : "",
           hit->state != SCRL_STATE_AUTO ? scrl_state_name(hit->state) : "");
    print_place(hit);
    fputs("\n    words:    ", stdout);
    print_text(hit->text, hit->evidence_start);
    emphasis(r, true);
    fputs("[", stdout);
    print_text(hit->text + hit->evidence_start, hit->evidence_end - hit->evidence_start);
    fputs("]", stdout);
    emphasis(r, false);
    print_text(hit->text + hit->evidence_end, hit->text_len - hit->evidence_end);
    print_rule(e, hit);
    printf("\n    polarity: %s\n    level:    %s\n    place:    %.12s:%u-%u\n", hit->polarity_by, hit->level_by,
           hit->review, (unsigned)hit->start, (unsigned)hit->end);
}

typedef struct rejecting {
    const scrl_document *doc;
    uint32_t sentence; /* where the sentence printed last begins */
    uint64_t count;
} rejecting;

static int print_rejected(void *user, const scrl_rejected *rejected)
{
    rejecting *p = user;
    const char *text = scrl_document_text(p->doc, NULL);
    if (p->count++ == 0 || p->sentence != rejected->start) {
        print_text(text + rejected->start, rejected->end - rejected->start);
        fputc('\n', stdout);
    }
    p->sentence = rejected->start;
    printf("  not %s (%u): %s\n    %s at [", rejected->theme, rejected->confidence, rejected->why, rejected->rule);
    print_text(text + rejected->evidence_start, rejected->evidence_end - rejected->evidence_start);
    fputs("]\n", stdout);
    return 0;
}

/* Tags a file with each set, and prints what does not become a tag. */
static int explain_rejected(run *r, const char *path, const theme_sets *sets)
{
    scrl_structure *structure = NULL;
    scrl_document *doc = NULL;
    scrl_review *review = NULL;
    rejecting p = {NULL, 0, 0};
    int status = scrl_structure_load(r->ctx, NULL, &structure);
    if (status == 0)
        status = scrl_document_read(r->ctx, path, NULL, &doc);
    if (status == 0)
        status = scrl_review_new(r->ctx, structure, doc, &review);
    p.doc = doc;
    for (size_t i = 0; i < sets->count && status == 0; i++)
        status = scrl_tags_consider(r->ctx, sets->items[i], review, print_rejected, &p);
    int code = status != 0 ? report_error(r) : p.count > 0 ? EXIT_DONE : EXIT_NOTHING;
    scrl_review_free(review);
    scrl_document_free(doc);
    scrl_structure_free(structure);
    return code;
}

static int explain_tags(run *r, int argc, char **argv, const theme_sets *sets, scrl_search_options *options)
{
    explained e = {"", sets, ""};
    scrl_library *library = NULL;
    int code = open_or_read(r, argv[optind], sets, &library);
    if (code != 0)
        return code;
    code = list_chosen(r, library, argc, argv, optind + 1, options, print_explained, &e);
    if (e.unknown[0] != '\0')
        say("rules of %s are not shown: --themes names its file", e.unknown);
    scrl_library_close(library);
    return code;
}

static int explain_main(run *r, int argc, char **argv)
{
    theme_sets sets = {{NULL}, 0};
    scrl_search_options options = SCRL_SEARCH_OPTIONS_INIT;
    bool rejected = false;
    int option, code = 0;
    options.unit = SCRL_UNIT_TAG;
    while (code == 0 && (option = getopt_long(argc, argv, "+", long_options, NULL)) != -1) {
        if (option == 'r')
            rejected = true;
        else if (option == 't')
            code = load_set(r, &sets, optarg);
        else if (!take_format(r, option) && (option != 'l' || !parse_count(optarg, &options.limit)))
            code = usage_error(r, "wrong option");
    }
    if (code == 0 && rejected && argc - optind != 1)
        code = usage_error(r, "--rejected needs one file");
    else if (code == 0 && argc - optind < 1)
        code = usage_error(r, "a library or a file is needed");
    if (code == 0 && sets.count == 0)
        code = load_set(r, &sets, "default");
    if (code == 0)
        code = rejected ? explain_rejected(r, argv[optind], &sets) : explain_tags(r, argc, argv, &sets, &options);
    free_sets(&sets);
    return code;
}

const command command_explain = {
    "explain", "why a passage has its tags: rule, words, polarity, level; and what was rejected",
    "explain LIBRARY|FILE [QUESTION...] [--themes PATH]... [--json|--csv] [--limit N]\n"
    "       scrl explain --rejected FILE [--themes PATH]...\n\n"
    "Prints each tag in the passages chosen by the question (all, without one) with the rule that\n"
    "gave it, the words that matched, what decided its polarity and level, and the place by which\n"
    "'scrl mark' accepts or rejects it. A FILE that is no library is read first.\n\n"
    "  --themes PATH   theme set whose rules are shown, and with which a FILE is tagged: a file or a\n"
    "                  folder; may be given several times; 'default' (also without the option) is\n"
    "                  the installed one\n"
    "  --rejected      instead: what was considered in the file and is no tag, sentence after\n"
    "                  sentence, with its confidence, why it is none, the rule and its words",
    explain_main, long_options};
