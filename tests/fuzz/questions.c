/*
 * questions.c - makes questions and asks them: from the grammar, most of them valid, then changed here and there. Each has a
 * plan and an answer, or one clear error; no message speaks of SQL or of the index. Usage: questions COUNT [SEED]
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include <scrl/scrl.h>

#include "base/ctx.h"
#include "base/str.h"
#include "query/parse.h"
#include "store/store.h"

static const char text[] =
    "Serious Case Review: Child Q\n\nPublished in March 2016 by the Northmoor Safeguarding Children Board.\n\n"
    "1. Chronology\n\n1.1 On 12 May 2014 the health visitor made a home visit and recorded no concern.\n\n"
    "1.2 In June 2014 the police were called by a neighbour. Information was not shared with the school.\n\n"
    "2. Findings\n\n2.1 Nobody spoke to the child alone, and the child's voice was not heard.\n\n"
    "2.2 The caf\xc3\xa9 owner's \xe2\x80\x9cworry\xe2\x80\x9d was dismissed: multi-agency work (A&E, GP) fell "
    "short.\n\n"
    "3. Recommendations\n\nRecommendation 1: The Board should ask the police to share information by May 2017.\n";

static const char *const words[] = {"visit",  "visited", "police",       "child", "the",     "a",
                                    "nobody", "zebra",   "multi-agency", "A&E",   "child's", "caf\xc3\xa9",
                                    "inform", "z0",      "tokens",       "NEAR",  "20.04",   "\xe2\x80\x9d"};
static const char *const filters[] = {"theme:voice_of_child",
                                      "theme:nothing_such",
                                      "polarity:problem",
                                      "polarity:bad",
                                      "level:system",
                                      "role:findings",
                                      "role:finding",
                                      "kind:finding",
                                      "agency:police",
                                      "heading:findings",
                                      "date:2014-05",
                                      "date:2016..2014",
                                      "type:scr",
                                      "type:scrr",
                                      "nation:wales",
                                      "area:\"north moor\"",
                                      "board:northmoor",
                                      "year:2016",
                                      "year:2010..2020",
                                      "published:2016-03",
                                      "incident:..2014",
                                      "outcome:death",
                                      "harm:neglect",
                                      "legal:looked_after",
                                      "age:under_1",
                                      "living:parents",
                                      "method:other",
                                      "author:green",
                                      "chair:\"\"",
                                      "title:child",
                                      "language:en",
                                      "reference:x",
                                      "review:0",
                                      "review:f",
                                      "colour:red",
                                      "year:",
                                      "text:visit",
                                      "rowid:1",
                                      "fts:x"};
static const char *const pieces[] = {"(",
                                     ")",
                                     "\"",
                                     "*",
                                     "near/5",
                                     "OR",
                                     "AND",
                                     "NOT",
                                     "-",
                                     "=",
                                     ":",
                                     "..",
                                     "same:sentence(",
                                     "same:section(",
                                     "same:passage(",
                                     "exact:",
                                     " ",
                                     "\xc3\xa9",
                                     "\xff",
                                     "'",
                                     "^",
                                     "{",
                                     "+",
                                     "near/",
                                     ";",
                                     "--",
                                     "\\",
                                     "%",
                                     "\t"};
#define OF(list) (list)[pick(sizeof(list) / sizeof((list)[0]))]

static uint64_t state;

static unsigned pick(size_t below)
{
    state = state * 6364136223846793005U + 1442695040888963407U;
    return (unsigned)((state >> 33) % below);
}

static void make(scrl__str *out, int depth);

static void make_word(scrl__str *out)
{
    scrl__str_adds(out, pick(8) == 0 ? "=" : "");
    if (pick(5) == 0) {
        scrl__str_addf(out, "\"%s %s\"", OF(words), OF(words));
    } else {
        scrl__str_adds(out, OF(words));
    }
    scrl__str_adds(out, pick(6) == 0 ? "*" : "");
}

static void make_group(scrl__str *out, int depth)
{
    scrl__str_addc(out, '(');
    for (unsigned i = 0, count = 1 + pick(3); i <= count; i++) {
        scrl__str_adds(out, i > 0 ? (pick(3) == 0 ? " OR " : " ") : "");
        make(out, depth + 1);
    }
    scrl__str_addc(out, ')');
}

static void make(scrl__str *out, int depth)
{
    static const char *const scopes[] = {"sentence", "passage", "section"};
    unsigned choice = pick(16);
    if (choice < 6 || depth > 4) {
        make_word(out);
    } else if (choice < 10) {
        scrl__str_adds(out, OF(filters));
    } else if (choice == 10) {
        make_word(out);
        scrl__str_addf(out, " near/%u ", pick(12));
        make_word(out);
    } else if (choice == 11) {
        scrl__str_addf(out, "same:%s", OF(scopes));
        make_group(out, depth);
    } else if (choice == 12) {
        scrl__str_adds(out, pick(2) == 0 ? "NOT " : "-");
        make(out, depth + 1);
    } else {
        make_group(out, depth);
    }
}

/* Puts a piece in, takes some bytes out, or doubles some. */
static void change(scrl__str *question)
{
    scrl__str changed = SCRL__STR_INIT;
    size_t at = pick(question->len + 1), rest = question->len - at, some = rest > 0 ? pick(rest < 8 ? rest : 8) : 0;
    unsigned way = pick(3);
    const char *old = scrl__str_text(question);
    scrl__str_add(&changed, old, at);
    if (way == 0)
        scrl__str_adds(&changed, OF(pieces));
    else if (way == 1)
        scrl__str_add(&changed, old + at, some);
    scrl__str_add(&changed, old + at + (way == 2 ? some : 0), rest - (way == 2 ? some : 0));
    scrl__str_free(question);
    *question = changed;
}

static void broken(const char *why, const char *question, const char *message)
{
    fprintf(stderr, "%s: %s\n  question: %s\n", why, message, question);
    exit(1);
}

/* Words that a person who asks never typed and must never read. */
static void check_message(scrl_context *ctx, const char *question)
{
    static const char *const inside[] = {"fts", "sql", "syntax", "SELECT", "MATCH", "rowid", "column"};
    scrl_error error = SCRL_ERROR_INIT;
    scrl_context_last_error(ctx, &error);
    if (error.message[0] == '\0' || strchr(error.message, '\n') != NULL || error.position > strlen(question))
        broken("not one message with a place", question, error.message);
    for (size_t i = 0; i < sizeof(inside) / sizeof(inside[0]); i++)
        if (strcasestr(error.message, inside[i]) != NULL && strcasestr(question, inside[i]) == NULL)
            broken("a message speaks of the inside", question, error.message);
}

static scrl_library *library_make(scrl_context *ctx)
{
    scrl_document *document = NULL;
    scrl_structure *structure = NULL;
    scrl_themes *themes = NULL;
    scrl_review *review = NULL;
    scrl_tags *tags = NULL;
    scrl_library *library = NULL;
    if (scrl_document_read_memory(ctx, "q.txt", text, sizeof(text) - 1, NULL, &document) != 0 ||
        scrl_structure_load(ctx, NULL, &structure) != 0 || scrl_themes_load(ctx, NULL, &themes) != 0 ||
        scrl_review_new(ctx, structure, document, &review) != 0 || scrl_tags_new(ctx, themes, review, &tags) != 0 ||
        scrl_library_open(ctx, NULL, NULL, &library) != 0 || scrl__library_note_themes(library, themes) != 0 ||
        scrl_library_put(library, "q.txt", review, tags, NULL) != 0)
        broken("no library", "", ctx->message);
    scrl_tags_free(tags);
    scrl_review_free(review);
    scrl_themes_free(themes);
    scrl_structure_free(structure);
    scrl_document_free(document);
    return library;
}

/* Whether the question is answered; the program ends when it is neither answered nor refused as it should be. */
static bool ask(scrl_context *ctx, scrl_library *library, const char *question)
{
    scrl_search_options options = SCRL_SEARCH_OPTIONS_INIT;
    scrl_search *search = NULL;
    scrl_hit hit = SCRL_HIT_INIT;
    options.limit = 3;
    options.unit = (scrl_unit)pick(5);
    options.sort = (scrl_sort)pick(7);
    int status = scrl_search_new(library, question, &options, &search);
    if (status != 0) {
        if (status != SCRL_EQUERY)
            broken("another failure", question, ctx->message);
        check_message(ctx, question);
        return false;
    }
    scrl__plan *again = NULL;
    if (strlen(question) < 2000 && scrl__query_parse(ctx, scrl_search_question(search), NULL, &again) != 0)
        broken("the canonical form is refused", question, scrl_search_question(search));
    if (again != NULL && strcmp(again->canonical, scrl_search_question(search)) != 0)
        broken("the canonical form is not its own", question, again->canonical);
    scrl__plan_free(again);
    while ((status = scrl_search_next(search, &hit)) == 1)
        continue;
    if (status != 0)
        broken("an answer breaks off", question, ctx->message);
    scrl_search_free(search);
    return true;
}

int main(int argc, char **argv)
{
    unsigned long long count = argc > 1 ? strtoull(argv[1], NULL, 10) : 1000, answered = 0;
    scrl_context_options options = SCRL_CONTEXT_OPTIONS_INIT;
    scrl_context *ctx = NULL;
    options.data_dir = FUZZ_SOURCE "/data";
    state = argc > 2 ? strtoull(argv[2], NULL, 10) : 1;
    if (scrl_context_new(&options, &ctx) != 0)
        return 1;
    scrl_library *library = library_make(ctx);
    for (unsigned long long i = 0; i < count; i++) {
        scrl__str question = SCRL__STR_INIT;
        for (unsigned parts = 1 + pick(3); parts > 0; parts--) {
            make(&question, 0);
            scrl__str_adds(&question, parts > 1 ? " " : "");
        }
        for (unsigned changes = pick(2) == 0 ? pick(5) : 0; changes > 0; changes--)
            change(&question);
        answered += ask(ctx, library, scrl__str_text(&question));
        scrl__str_free(&question);
    }
    printf("%llu questions: %llu answered, %llu refused with one message\n", count, answered, count - answered);
    scrl_library_close(library);
    scrl_context_free(ctx);
    return 0;
}
