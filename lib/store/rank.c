/*
 * rank.c - gathers the passages of an expression, and their BM25 where it is wanted, by an auxiliary function of FTS5.
 * FTS5's own bm25() looks the length of every passage up in a table and hands each row out to be sorted; here the lengths
 * stand in memory and no row is handed out, which is about ten times faster for common words. A single word or phrase is
 * walked by FTS5 itself, which spares SQLite's own work for every row.
 */
#include "store/rank.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "store/tokens.h"

#define K1 1.2
#define B 0.75

struct scrl__ranking {
    const scrl__columns *columns;
    const scrl__bits *within;
    scrl__found *found;
    size_t count, cap;
    uint32_t hint;
    uint64_t seen;  /* rows, those outside of 'within' too */
    double by_word; /* what each word of a passage adds to its length, as the score takes it */
    double rows;
    double *idf; /* of each phrase; below zero while not known */
    int phrases;
    bool scored;
    bool whole; /* the run gives all rows of the expression */
};

static int count_row(const Fts5ExtensionApi *api, Fts5Context *context, void *user)
{
    (void)api;
    (void)context;
    ++*(int64_t *)user;
    return SQLITE_OK;
}

static double idf_of(double rows, double hits)
{
    double idf = log((rows - hits + 0.5) / (hits + 0.5));
    return idf > 0 ? idf : 1e-6;
}

/* Whether the run gives the rows of one word or phrase. */
static bool single(const scrl__ranking *r)
{
    return r->whole && r->phrases == 1;
}

static int ranking_start(scrl__ranking *r, const Fts5ExtensionApi *api, Fts5Context *context)
{
    sqlite3_int64 rows = 0, words = 0;
    int rc = api->xRowCount(context, &rows);
    if (rc == SQLITE_OK)
        rc = api->xColumnTotalSize(context, 0, &words);
    r->idf = malloc(((size_t)r->phrases + 1) * sizeof(*r->idf));
    if (r->idf == NULL)
        return SQLITE_NOMEM;
    for (int i = 0; i < r->phrases; i++)
        r->idf[i] = -1;
    r->rows = (double)rows;
    r->by_word = K1 * B / (rows > 0 && words > 0 ? (double)words / (double)rows : 1);
    return rc;
}

/* How often phrase 'i' stands in the text of the row; filter words stand in the other column. */
static double frequency(const Fts5ExtensionApi *api, Fts5Context *context, int i)
{
    Fts5PhraseIter iter;
    int column = -1, offset, count = 0;
    int rc = api->xPhraseFirst(context, i, &iter, &column, &offset);
    while (rc == SQLITE_OK && column == 0) {
        count++;
        api->xPhraseNext(context, &iter, &column, &offset);
    }
    return count;
}

/* What a passage's length takes off, as the score has it. */
static double length_of(const scrl__ranking *r, uint32_t place)
{
    return K1 * (1 - B) + r->by_word * r->columns->words[place];
}

/* The score of a row; of a single phrase its frequency alone, since lengths are looked up faster in one go at the end. */
static int score_row(scrl__ranking *r, const Fts5ExtensionApi *api, Fts5Context *context, uint32_t place, double *score)
{
    if (single(r)) {
        *score = frequency(api, context, 0);
        return SQLITE_OK;
    }
    double length = length_of(r, place);
    *score = 0;
    for (int i = 0; i < r->phrases; i++) {
        double f = frequency(api, context, i);
        if (f == 0)
            continue;
        if (r->idf[i] < 0) {
            int64_t hits = 0;
            int rc = api->xQueryPhrase(context, i, &hits, count_row);
            if (rc != SQLITE_OK)
                return rc;
            r->idf[i] = idf_of(r->rows, (double)hits);
        }
        *score += r->idf[i] * (f * (K1 + 1)) / (f + length);
    }
    return SQLITE_OK;
}

/* Takes the row that 'context' stands on. */
static int gather_row(const Fts5ExtensionApi *api, Fts5Context *context, void *user)
{
    scrl__ranking *r = user;
    uint32_t place = scrl__columns_place(r->columns, api->xRowid(context), &r->hint);
    double score = 0;
    int rc = place == UINT32_MAX ? SQLITE_CORRUPT : SQLITE_OK;
    r->seen++;
    if (rc == SQLITE_OK && r->within != NULL && !scrl__bits_has(r->within, place))
        return SQLITE_OK;
    if (rc == SQLITE_OK && r->scored)
        rc = score_row(r, api, context, place, &score);
    if (rc == SQLITE_OK && scrl__grow((void **)&r->found, &r->cap, r->count, sizeof(*r->found)) != 0)
        rc = SQLITE_NOMEM;
    if (rc == SQLITE_OK)
        r->found[r->count++] = (scrl__found){place, score};
    return rc;
}

/* Called by SQLite for each row that an expression gives. Its result is NULL, so that no row is handed out, or 1 when all
 * rows are gathered and no more need come. */
static void rank_row(const Fts5ExtensionApi *api, Fts5Context *context, sqlite3_context *result, int count,
                     sqlite3_value **values)
{
    scrl_library *library = api->xUserData(context);
    scrl__ranking *r = library->ranking;
    int rc = SQLITE_OK;
    (void)count;
    (void)values;
    if (r == NULL) /* a tool's own query: there is nothing to gather */
        return;
    if (r->phrases == 0) {
        r->phrases = api->xPhraseCount(context);
        rc = r->scored ? ranking_start(r, api, context) : SQLITE_OK;
    }
    if (rc == SQLITE_OK)
        rc = single(r) ? api->xQueryPhrase(context, 0, r, gather_row) : gather_row(api, context, r);
    if (rc != SQLITE_OK)
        sqlite3_result_error_code(result, rc);
    else if (single(r))
        sqlite3_result_int(result, 1);
}

int scrl__rank_open(scrl_library *library)
{
    fts5_api *api = NULL;
    int status = scrl__store_fts5(library, &api);
    if (status != 0)
        return status;
    int rc = api->xCreateFunction(api, "scrl_gather", library, rank_row, NULL);
    return rc == SQLITE_OK ? 0 : scrl__store_fail(library, rc, "make the full-text index ready");
}

/* The ids of the passages that the first and the last place of 'within' stand for; false when it is empty. */
static bool bounds(const scrl__columns *columns, const scrl__bits *within, int64_t *first, int64_t *last)
{
    uint32_t from = scrl__bits_next(within, 0);
    if (from == UINT32_MAX)
        return false;
    *first = scrl__columns_passage(columns, from);
    *last = scrl__columns_passage(columns, scrl__bits_last(within));
    return true;
}

/* The only phrase of a question has as many rows as were seen. */
static void finish_single(scrl__ranking *r)
{
    if (!r->scored || !single(r))
        return;
    double idf = idf_of(r->rows, (double)r->seen);
    for (size_t i = 0; i < r->count; i++) {
        double f = r->found[i].score;
        r->found[i].score = f > 0 ? idf * (f * (K1 + 1)) / (f + length_of(r, r->found[i].place)) : 0;
    }
}

int scrl__rank_find(scrl_library *library, const scrl__columns *columns, const char *expression,
                    const scrl__bits *within, bool scored, scrl__found **found, size_t *count)
{
    scrl__ranking ranking = {.columns = columns, .within = within, .scored = scored, .whole = within == NULL};
    sqlite3_stmt *row = NULL;
    int64_t first = 0, last = INT64_MAX;
    *found = NULL;
    *count = 0;
    if (within != NULL && !bounds(columns, within, &first, &last))
        return 0;
    int status = scrl__store_take(
        library, SCRL__KEPT_MATCH,
        "SELECT 1 FROM fts WHERE fts MATCH ?1 AND rowid BETWEEN ?2 AND ?3 AND scrl_gather(fts) LIMIT 1", &row);
    if (status != 0)
        return status;
    sqlite3_bind_text(row, 1, expression, -1, SQLITE_STATIC);
    sqlite3_bind_int64(row, 2, first);
    sqlite3_bind_int64(row, 3, last);
    library->ranking = &ranking;
    int rc = sqlite3_step(row);
    library->ranking = NULL;
    scrl__store_give(library, SCRL__KEPT_MATCH, row);
    free(ranking.idf);
    if (rc != SQLITE_DONE && rc != SQLITE_ROW) {
        free(ranking.found);
        return scrl__store_fail(library, rc, "search the library");
    }
    finish_single(&ranking);
    *found = ranking.found;
    *count = ranking.count;
    return 0;
}

/* What a role says of how much its passages answer: what was found and learnt stands before what happened, and that before
 * what says nothing of the case. A role that is not named weighs 1. */
static const struct {
    const char *role;
    double weight;
} role_weights[] = {
    {"findings", 1.25},          {"lessons", 1.25},           {"recommendations", 1.2},   {"conclusion", 1.15},
    {"good_practice", 1.15},     {"analysis", 1.1},           {"executive_summary", 1.1}, {"voice_of_child", 1.1},
    {"family_views", 1.1},       {"practitioner_views", 1.1}, {"methodology", 0.8},       {"appendix", 0.8},
    {"terms_of_reference", 0.7}, {"front_matter", 0.8},       {"glossary", 0.6},          {"references", 0.5},
    {"contents", 0.3},
};

#define UNDER_HEADING 1.2 /* the heading above a passage answers the question too */
#define HEADING_ITSELF 0.8

static double role_weight(const char *role)
{
    for (size_t i = 0; i < sizeof(role_weights) / sizeof(role_weights[0]); i++)
        if (strcmp(role_weights[i].role, role) == 0)
            return role_weights[i].weight;
    return 1;
}

static double weight_of(const scrl__columns *c, const scrl__terms *roles, const double *weights,
                        const scrl__bits *found, uint32_t place)
{
    double weight = 1;
    for (size_t i = 0; i < roles->count; i++) {
        if (roles->items[i].id == c->role[place]) {
            weight = weights[i];
            break;
        }
    }
    uint32_t heading = c->heading[place];
    if (c->kind[place] == SCRL_BLOCK_HEADING)
        weight *= HEADING_ITSELF;
    else if (heading != UINT32_MAX && scrl__bits_has(found, heading))
        weight *= UNDER_HEADING;
    return weight;
}

int scrl__rank_weigh(scrl_library *library, const scrl__columns *columns, scrl__found *found, size_t count)
{
    scrl__terms roles = {NULL, NULL, 0};
    scrl__bits set = scrl__bits_new(columns->count);
    int status = scrl__terms_load(library, "role", &roles);
    double *weights = calloc(roles.count + 1, sizeof(*weights));
    if (status == 0 && (set.bits == NULL || weights == NULL))
        status = scrl__fail_memory(library->ctx, "query");
    if (status == 0) {
        for (size_t i = 0; i < roles.count; i++)
            weights[i] = role_weight(roles.items[i].value);
        for (size_t i = 0; i < count; i++)
            scrl__bits_add(&set, found[i].place);
        for (size_t i = 0; i < count; i++)
            found[i].score *= weight_of(columns, &roles, weights, &set, found[i].place);
    }
    free(weights);
    scrl__bits_free(&set);
    scrl__terms_free(&roles);
    return status;
}
