/*
 * texts.c - the roof over the analyses that compare texts: what was said before, reviews like one, words in context, key
 * messages. A record holds numbers; the words of a statement or passage are read when the record is handed out.
 */
#include "analyse/texts.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "analyse/reasons.h"
#include "analysis.h"
#include "store/store.h"

static int no_memory(const scrl_analysis *analysis)
{
    return scrl__fail_memory(scrl__analysis_context(analysis), "analyse");
}

static int invalid(scrl_library *library, const char *what)
{
    return scrl__fail(scrl__library_context(library), SCRL_EINVAL, "analyse", "the options of %s are not valid", what);
}

/* The next raw record, with an empty arena for what it lends: 1, 0 at the end, or a failure. */
static int next_item(scrl_analysis *analysis, scrl__analysis_kind kind, const void *out, const void **record)
{
    int status = scrl__analysis_next(analysis, kind, out, record);
    if (status != 1)
        return status;
    scrl__arena_free(analysis->item);
    analysis->item = scrl__arena_new();
    return analysis->item != NULL ? 1 : no_memory(analysis);
}

static int give(void *out, const void *record, size_t size)
{
    int status = scrl__record_fill(out, record, size);
    return status == 0 ? 1 : status;
}

/* Keeps a string for the record at hand and frees the builder; NULL after a recorded failure. */
static const char *keep(scrl_analysis *analysis, scrl__str *text)
{
    const char *copy = text->failed ? NULL : scrl__arena_strndup(analysis->item, scrl__str_text(text), text->len);
    if (copy == NULL)
        no_memory(analysis);
    scrl__str_free(text);
    return copy;
}

/* Reads the hit of a statement. */
static int read_statement(scrl_analysis *analysis, uint32_t statement, scrl_hit *hit)
{
    const scrl__fact_statement *s = &analysis->statements.items[statement];
    return scrl__facts_statement_hit(analysis->library, &analysis->facts, s->review, s->ordinal, analysis->item, hit);
}

/* Reads all statements with their words and makes them comparable. */
static int read_statements(scrl_analysis *analysis)
{
    scrl_context *ctx = scrl__analysis_context(analysis);
    int status = scrl__facts_statements(analysis->library, &analysis->facts, &analysis->statements);
    return status == 0 ? scrl__closeness_make(ctx, &analysis->statements, &analysis->closeness) : status;
}

/* ---- What was said before ---- */

/* The index of the review with a source hash. */
static uint32_t find_review(const scrl__facts *facts, const char *sha256)
{
    for (uint32_t i = 0; i < facts->review_count; i++) {
        if (strcmp(facts->reviews[i].sha256, sha256) == 0)
            return i;
    }
    return SCRL_NONE;
}

/* Marks the statements that the question chooses: the very ones that a search for statements gives. Both stand in the order
 * of place. */
static int mark_chosen(scrl_analysis *analysis, const char *question, uint8_t *chosen)
{
    const scrl__fact_statements *all = &analysis->statements;
    scrl_search_options options = SCRL_SEARCH_OPTIONS_INIT;
    options.unit = SCRL_UNIT_STATEMENT;
    options.sort = SCRL_SORT_PLACE;
    scrl_search *search = NULL;
    scrl_hit hit = SCRL_HIT_INIT;
    uint32_t at = 0;
    int status = scrl_search_new(analysis->library, question, &options, &search);
    while (status == 0 && (status = scrl_search_next(search, &hit)) == 1) {
        while (at < all->count && (strcmp(analysis->facts.reviews[all->items[at].review].sha256, hit.review) != 0 ||
                                   all->items[at].ordinal != hit.ordinal))
            at++;
        if (at < all->count)
            chosen[at] = 1;
        status = 0;
    }
    scrl_search_free(search);
    return status;
}

/* Which themes each passage has, for the reasons. */
static int index_themes(scrl_analysis *analysis)
{
    scrl_context *ctx = scrl__analysis_context(analysis);
    scrl__unit_list *lists = NULL;
    int status = scrl__units_make(ctx, &analysis->facts, SCRL_WITHIN_PASSAGE, NULL, 0, &analysis->passages);
    if (status == 0)
        status = scrl__facts_facets(analysis->library, &analysis->facts, "theme", -1, -1, &analysis->facets);
    if (status == 0)
        status = scrl__unit_lists_make(ctx, &analysis->passages, &analysis->facets, NULL, &lists);
    if (status == 0)
        status = scrl__unit_index_make(ctx, &analysis->passages, lists, analysis->facets.count, &analysis->themes_of);
    scrl__unit_lists_free(lists, analysis->facets.count);
    return status;
}

static int recur(scrl_analysis *analysis, const char *question, const scrl_recur_options *options)
{
    uint8_t *chosen = NULL;
    int status = read_statements(analysis);
    if (status == 0)
        status = index_themes(analysis);
    if (status == 0)
        chosen = calloc((size_t)analysis->statements.count + 1, 1);
    if (status == 0)
        status = chosen == NULL ? no_memory(analysis) : mark_chosen(analysis, question, chosen);
    if (status == 0)
        status = scrl__recur(scrl__analysis_context(analysis), &analysis->facts, &analysis->closeness, chosen, options,
                             &analysis->result);
    free(chosen);
    return status;
}

int scrl_recur_new(scrl_library *library, const char *question, const scrl_recur_options *options, scrl_analysis **out)
{
    const scrl_recur_options defaults = SCRL_RECUR_OPTIONS_INIT;
    scrl_analysis *analysis = NULL;
    if (library == NULL || question == NULL || out == NULL)
        return SCRL_EINVAL;
    options = options != NULL ? options : &defaults;
    if (!scrl__struct_ok(options, sizeof(*options), sizeof(*options)) || !(options->least >= 0 && options->least <= 1))
        return invalid(library, "recurrence");
    int status = scrl__analysis_begin(library, SCRL__RECUR, sizeof(scrl__recurrence), question, &analysis);
    return status != 0 ? status : scrl__analysis_end(analysis, recur(analysis, question, options), out);
}

/* Says what two statements share. */
static int fill_reasons(scrl_analysis *analysis, const scrl__recurrence *raw, scrl_recurrence *out)
{
    scrl__str words = SCRL__STR_INIT, themes = SCRL__STR_INIT, addressees = SCRL__STR_INIT;
    const scrl__fact_statement *items = analysis->statements.items;
    scrl__reasons reasons = {
        .closeness = &analysis->closeness, .i = raw->statement, .j = raw->other, .text = out->statement->text};
    int status = scrl__stems_each(analysis->library, out->statement->text, out->statement->text_len, scrl__reasons_add,
                                  &reasons);
    scrl__reasons_write(&reasons, &words);
    scrl__reasons_themes(&analysis->themes_of, &analysis->facets, &items[raw->statement], &items[raw->other], &themes);
    scrl__reasons_items(out->statement->addressees, out->before->addressees, &addressees);
    out->words = keep(analysis, &words);
    out->themes = keep(analysis, &themes);
    out->addressees = keep(analysis, &addressees);
    return out->words != NULL && out->themes != NULL && out->addressees != NULL ? status : SCRL_ENOMEM;
}

int scrl_recur_next(scrl_analysis *analysis, scrl_recurrence *out)
{
    const void *record;
    scrl_recurrence full = SCRL_RECURRENCE_INIT;
    int status = next_item(analysis, SCRL__RECUR, out, &record);
    if (status != 1)
        return status;
    const scrl__recurrence *raw = record;
    status = read_statement(analysis, raw->statement, &analysis->hits[0]);
    if (status == 0)
        status = read_statement(analysis, raw->other, &analysis->hits[1]);
    full.statement = &analysis->hits[0];
    full.before = &analysis->hits[1];
    full.order = raw->unknown ? "unknown" : "earlier";
    full.similarity = raw->similarity;
    if (status == 0)
        status = fill_reasons(analysis, raw, &full);
    return status == 0 ? give(out, &full, sizeof(full)) : status;
}

/* ---- Reviews like one ---- */

/* The one review whose hash begins so. */
static int find_beginning(scrl_analysis *analysis, const char *beginning, uint32_t *out)
{
    size_t found = 0;
    for (uint32_t i = 0; i < analysis->facts.review_count; i++) {
        if (strncasecmp(analysis->facts.reviews[i].sha256, beginning, strlen(beginning)) == 0) {
            *out = i;
            found++;
        }
    }
    if (found == 1)
        return 0;
    return scrl__fail(scrl__analysis_context(analysis), SCRL_ENOTFOUND, "analyse",
                      found == 0 ? "no review of the library has an id that begins with '%.64s'"
                                 : "more than one review of the library has an id that begins with '%.64s'",
                      beginning);
}

/* In how many passages of the library each word of a lexicon stands; the caller frees it. NULL after a failure. */
static uint32_t *count_stems(scrl_analysis *analysis, const scrl__lexicon *lexicon)
{
    const char **stems = calloc(lexicon->count + 1, sizeof(*stems));
    uint32_t *counts = calloc(lexicon->count + 1, sizeof(*counts));
    int status = stems == NULL || counts == NULL ? no_memory(analysis) : 0;
    for (size_t i = 0; i < lexicon->count && status == 0; i++)
        stems[i] = lexicon->pool.bytes.data + lexicon->words[i].stem;
    if (status == 0)
        status = scrl__facts_stem_counts(analysis->library, stems, lexicon->count, counts);
    free(stems);
    if (status == 0)
        return counts;
    free(counts);
    return NULL;
}

/* Reads the passages of the words by which a review is told from others. */
static int read_telling(scrl_analysis *analysis, const scrl__lexicon *lexicon, scrl__facet_list *out)
{
    size_t numbers[SCRL__TELLING_MOST];
    const char *words[SCRL__TELLING_MOST];
    uint32_t *counts = count_stems(analysis, lexicon);
    if (counts == NULL)
        return scrl__analysis_context(analysis)->code;
    size_t count = scrl__telling_words(&analysis->facts, lexicon, counts, numbers);
    free(counts);
    for (size_t i = 0; i < count; i++)
        words[i] = lexicon->pool.bytes.data + lexicon->words[numbers[i]].form;
    return scrl__facts_words(analysis->library, &analysis->facts, words, count, out);
}

static int similar(scrl_analysis *analysis, const char *beginning, uint64_t limit)
{
    scrl_context *ctx = scrl__analysis_context(analysis);
    scrl__choice own = {0};
    scrl__lexicon lexicon = {0};
    scrl__facet_list words = {NULL, NULL, 0};
    uint32_t review = 0;
    int status = find_beginning(analysis, beginning, &review);
    if (status == 0)
        status = scrl__choice_init(&own, &analysis->facts) == 0 ? 0 : no_memory(analysis);
    for (uint32_t i = 0; status == 0 && i < analysis->facts.reviews[review].passages; i++)
        scrl__choice_add(&own, &analysis->facts, analysis->facts.reviews[review].first + i);
    if (status == 0)
        status = scrl__analysis_lexicon(analysis, &own, &lexicon);
    if (status == 0)
        status = read_telling(analysis, &lexicon, &words);
    if (status == 0)
        status = scrl__facts_facets(analysis->library, &analysis->facts, "theme", -1, -1, &analysis->facets);
    if (status == 0)
        status = scrl__similar(ctx, &analysis->facts, review, &words, &analysis->facets, &analysis->set,
                               limit > 0 ? limit : 10, &analysis->result);
    scrl__facet_list_free(&words);
    scrl__lexicon_close(&lexicon);
    scrl__choice_free(&own);
    return status;
}

int scrl_similar_new(scrl_library *library, const char *review, const char *question, uint64_t limit,
                     scrl_analysis **out)
{
    scrl_analysis *analysis = NULL;
    if (library == NULL || review == NULL || question == NULL || out == NULL)
        return SCRL_EINVAL;
    int status = scrl__analysis_begin(library, SCRL__SIMILAR, sizeof(scrl__likeness), question, &analysis);
    return status != 0 ? status : scrl__analysis_end(analysis, similar(analysis, review, limit), out);
}

int scrl_similar_next(scrl_analysis *analysis, scrl_likeness *out)
{
    const void *record;
    scrl_likeness full = SCRL_LIKENESS_INIT;
    int status = next_item(analysis, SCRL__SIMILAR, out, &record);
    if (status != 1)
        return status;
    const scrl__likeness *raw = record;
    status =
        scrl__facts_review_hit(analysis->library, &analysis->facts, raw->review, analysis->item, &analysis->hits[0]);
    full.review = &analysis->hits[0];
    full.likeness = raw->likeness;
    full.text = raw->text;
    full.by_themes = raw->by_themes;
    full.words = raw->words;
    full.themes = raw->themes;
    return status == 0 ? give(out, &full, sizeof(full)) : status;
}

/* ---- Words in context ---- */

/* Adds a line for each place of a passage that the search marks. */
static int add_lines(scrl_analysis *analysis, const scrl_search *search, const scrl_hit *hit,
                     const scrl_concordance_options *options)
{
    uint32_t review = find_review(&analysis->facts, hit->review), start, end;
    int status = 0;
    if (review == SCRL_NONE || hit->ordinal >= analysis->facts.reviews[review].passages)
        return 0;
    for (size_t i = 0; status == 0 && scrl_search_highlight(search, i, &start, &end) == 0; i++)
        status = scrl__concordance_add(scrl__analysis_context(analysis), options,
                                       analysis->facts.reviews[review].first + hit->ordinal, hit->text, hit->text_len,
                                       start, end, &analysis->result);
    return status;
}

static int concordance(scrl_analysis *analysis, const char *question, const scrl_concordance_options *options)
{
    scrl_search_options search_options = SCRL_SEARCH_OPTIONS_INIT;
    search_options.sort = SCRL_SORT_PLACE;
    scrl_search *search = NULL;
    scrl_hit hit = SCRL_HIT_INIT;
    int status = scrl_search_new(analysis->library, question, &search_options, &search);
    while (status == 0 && (status = scrl_search_next(search, &hit)) == 1)
        status = add_lines(analysis, search, &hit, options);
    scrl_search_free(search);
    if (status == 0)
        scrl__concordance_sort(options, &analysis->result);
    return status;
}

int scrl_concordance_new(scrl_library *library, const char *question, const scrl_concordance_options *options,
                         scrl_analysis **out)
{
    const scrl_concordance_options defaults = SCRL_CONCORDANCE_OPTIONS_INIT;
    scrl_analysis *analysis = NULL;
    if (library == NULL || question == NULL || out == NULL)
        return SCRL_EINVAL;
    options = options != NULL ? options : &defaults;
    if (!scrl__struct_ok(options, sizeof(*options), sizeof(*options)) || (unsigned)options->sort > SCRL_LINE_KEY)
        return invalid(library, "the concordance");
    int status = scrl__analysis_begin(library, SCRL__CONCORDANCE, sizeof(scrl__line), question, &analysis);
    return status != 0 ? status : scrl__analysis_end(analysis, concordance(analysis, question, options), out);
}

int scrl_concordance_next(scrl_analysis *analysis, scrl_line *out)
{
    const void *record;
    scrl_line full = SCRL_LINE_INIT;
    int status = next_item(analysis, SCRL__CONCORDANCE, out, &record);
    if (status != 1)
        return status;
    const scrl__line *raw = record;
    status =
        scrl__facts_passage_hit(analysis->library, &analysis->facts, raw->passage, analysis->item, &analysis->hits[0]);
    full.hit = &analysis->hits[0];
    full.left = raw->left;
    full.key = raw->key;
    full.right = raw->right;
    full.left_start = raw->left_start;
    full.key_start = raw->key_start;
    full.key_end = raw->key_end;
    full.right_end = raw->right_end;
    return status == 0 ? give(out, &full, sizeof(full)) : status;
}

/* ---- Key messages ---- */

/* Marks the statements whose words a tag of the theme shares. */
typedef struct marker {
    const scrl_analysis *analysis;
    uint32_t *first_of; /* of each review its first statement */
    uint8_t *chosen;
} marker;

static void mark_tag(void *user, uint32_t passage, uint32_t start, uint32_t end, scrl_level level)
{
    marker *m = user;
    const scrl__fact_statements *all = &m->analysis->statements;
    uint32_t review = m->analysis->facts.review_of[passage];
    for (uint32_t i = m->first_of[review]; i < all->count && all->items[i].review == review; i++) {
        if (all->items[i].start < end && start < all->items[i].end)
            m->chosen[i] |= level == SCRL_LEVEL_SYSTEM ? SCRL__ABOUT_SYSTEM : SCRL__ABOUT_CASE;
    }
}

/* Marks the statements about a theme in the passages that the question chooses. */
static int mark_theme(scrl_analysis *analysis, const char *theme, uint8_t *chosen)
{
    const scrl__facet *facet = scrl__facet_find(&analysis->facets, theme);
    marker m = {analysis, calloc((size_t)analysis->facts.review_count + 1, sizeof(*m.first_of)), chosen};
    uint32_t *passages = calloc((size_t)facet->count + 1, sizeof(*passages));
    size_t count = 0;
    int status = m.first_of == NULL || passages == NULL ? no_memory(analysis) : 0;
    for (uint32_t i = analysis->statements.count; i > 0 && status == 0; i--)
        m.first_of[analysis->statements.items[i - 1].review] = i - 1;
    for (uint32_t i = 0; i < facet->count && status == 0; i++) {
        if (scrl__choice_has(&analysis->set, facet->passages[i]))
            passages[count++] = facet->passages[i];
    }
    if (status == 0)
        status = scrl__facts_tags(analysis->library, &analysis->facts, theme, passages, count, mark_tag, &m);
    free(m.first_of);
    free(passages);
    return status;
}

static int brief(scrl_analysis *analysis, const char *theme, uint64_t each)
{
    uint8_t *chosen = NULL;
    int status = scrl__facts_facets(analysis->library, &analysis->facts, "theme", -1, -1, &analysis->facets);
    if (status == 0)
        status = scrl__analysis_theme(analysis, theme);
    if (status == 0)
        status = read_statements(analysis);
    if (status == 0)
        chosen = calloc((size_t)analysis->statements.count + 1, 1);
    if (status == 0)
        status = chosen == NULL ? no_memory(analysis) : mark_theme(analysis, theme, chosen);
    if (status == 0)
        status = scrl__brief(scrl__analysis_context(analysis), &analysis->facts, &analysis->closeness, chosen, each,
                             &analysis->result);
    free(chosen);
    return status;
}

int scrl_brief_new(scrl_library *library, const char *theme, const char *question, uint64_t each, scrl_analysis **out)
{
    scrl_analysis *analysis = NULL;
    if (library == NULL || theme == NULL || question == NULL || out == NULL)
        return SCRL_EINVAL;
    int status = scrl__analysis_begin(library, SCRL__BRIEF, sizeof(scrl__message), question, &analysis);
    return status != 0 ? status : scrl__analysis_end(analysis, brief(analysis, theme, each), out);
}

int scrl_brief_next(scrl_analysis *analysis, scrl_message *out)
{
    const void *record;
    scrl_message full = SCRL_MESSAGE_INIT;
    int status = next_item(analysis, SCRL__BRIEF, out, &record);
    if (status != 1)
        return status;
    const scrl__message *raw = record;
    status = read_statement(analysis, raw->statement, &analysis->hits[0]);
    full.group = scrl__group_names[raw->group];
    full.rank = raw->rank;
    full.statement = &analysis->hits[0];
    full.alike = raw->alike;
    full.alike_reviews = raw->alike_reviews;
    full.candidates = raw->candidates;
    full.candidate_reviews = raw->candidate_reviews;
    full.why = raw->why;
    return status == 0 ? give(out, &full, sizeof(full)) : status;
}
