/* explain.c - scrl explain: why passages have their tags, and what was considered and is none. */
#include <string.h>

#include "cli.h"

static const struct option long_options[] = {{"json", no_argument, NULL, 'J'},
                                             {"limit", required_argument, NULL, 'l'},
                                             {"rejected", no_argument, NULL, 'r'},
                                             {0}};

typedef struct explained {
    char last[65];
    const scrl_themes *themes;
} explained;

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
    scrl_rule rule = SCRL_RULE_INIT;
    printf("\n    rule:     %s of %s", hit->rule, hit->model);
    if (scrl_themes_rule(e->themes, hit->rule, &rule) == 0)
        printf(": %s", rule.source);
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

/* Tags a file, and prints what does not become a tag. */
static int explain_rejected(run *r, const char *path, const scrl_themes *themes)
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
    if (status == 0)
        status = scrl_tags_consider(r->ctx, themes, review, print_rejected, &p);
    int code = status != 0 ? report_error(r) : p.count > 0 ? EXIT_DONE : EXIT_NOTHING;
    scrl_review_free(review);
    scrl_document_free(doc);
    scrl_structure_free(structure);
    return code;
}

/* The file behind --rejected, "" when there is not exactly one, NULL without that option. */
static const char *rejected_file(int argc, char **argv)
{
    if (argc < 2 || strcmp(argv[1], "--rejected") != 0)
        return NULL;
    int file = argc > 2 && strcmp(argv[2], "--") == 0 ? 3 : 2;
    return file + 1 == argc ? argv[file] : "";
}

static int explain_main(run *r, int argc, char **argv)
{
    scrl_themes *themes = NULL;
    const char *file = rejected_file(argc, argv);
    if (file != NULL && file[0] == '\0')
        return usage_error(r, "--rejected needs one file");
    if (scrl_themes_load(r->ctx, NULL, &themes) != 0)
        return report_error(r);
    explained e = {"", themes};
    int code = file != NULL ? explain_rejected(r, file, themes)
                            : list_units(r, argc, argv, SCRL_UNIT_TAG, themes, print_explained, &e);
    scrl_themes_free(themes);
    return code;
}

const command command_explain = {
    "explain", "why a passage has its tags: rule, words, polarity, level; and what was rejected",
    "explain LIBRARY|FILE [QUESTION...] [--json] [--limit N]\n       scrl explain --rejected FILE\n\n"
    "Prints each tag in the passages chosen by the question (all, without one) with the rule that\n"
    "gave it, the words that matched, what decided its polarity and level, and the place by which\n"
    "'scrl mark' accepts or rejects it. A FILE that is no library is read first.\n\n"
    "  --rejected    instead: what was considered in the file and is no tag, sentence after sentence,\n"
    "                with its confidence, why it is none, the rule and its words",
    explain_main, long_options};
