/*
 * rank.c - BM25 by an auxiliary function of FTS5. FTS5's own looks the length of every passage up in a table and hands
 * each row out to be sorted; here the lengths stand in memory and the function itself gathers the scores, which is about
 * ten times faster for common words.
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
    double average; /* words of a passage */
    double rows;
    double *idf; /* of each phrase; below zero while not known */
    int phrases;
    bool whole; /* the run gives all rows of the expression */
    bool no_memory;
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

static int ranking_start(scrl__ranking *r, const Fts5ExtensionApi *api, Fts5Context *context)
{
    sqlite3_int64 rows = 0, words = 0;
    int rc = api->xRowCount(context, &rows);
    if (rc == SQLITE_OK)
        rc = api->xColumnTotalSize(context, 0, &words);
    r->phrases = api->xPhraseCount(context);
    r->idf = malloc(((size_t)r->phrases + 1) * sizeof(*r->idf));
    if (r->idf == NULL)
        return SQLITE_NOMEM;
    for (int i = 0; i < r->phrases; i++)
        r->idf[i] = -1;
    r->rows = (double)rows;
    r->average = rows > 0 && words > 0 ? (double)words / (double)rows : 1;
    if (r->phrases == 1 && r->whole)
        r->idf[0] = 1; /* as many rows as the run gives: known at its end */
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

static int score_row(scrl__ranking *r, const Fts5ExtensionApi *api, Fts5Context *context, uint32_t place, double *score)
{
    double length = K1 * (1 - B + B * r->columns->words[place] / r->average);
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

/* Called by SQLite for each row that an expression gives; its result is NULL, so that no row is handed out. */
static void rank_row(const Fts5ExtensionApi *api, Fts5Context *context, sqlite3_context *result, int count,
                     sqlite3_value **values)
{
    scrl_library *library = api->xUserData(context);
    scrl__ranking *r = library->ranking;
    (void)count;
    (void)values;
    if (r == NULL) /* a tool's own query: there is nothing to gather */
        return;
    int rc = r->idf == NULL ? ranking_start(r, api, context) : SQLITE_OK;
    uint32_t place = scrl__columns_place(r->columns, api->xRowid(context), &r->hint);
    r->seen++;
    if (rc == SQLITE_OK && place == UINT32_MAX)
        rc = SQLITE_CORRUPT;
    if (rc == SQLITE_OK && r->within != NULL && !scrl__bits_has(r->within, place))
        return;
    double score = 0;
    if (rc == SQLITE_OK)
        rc = score_row(r, api, context, place, &score);
    if (rc == SQLITE_OK && scrl__grow((void **)&r->found, &r->cap, r->count, sizeof(*r->found)) != 0)
        rc = SQLITE_NOMEM;
    if (rc == SQLITE_OK)
        r->found[r->count++] = (scrl__found){place, score};
    else
        sqlite3_result_error_code(result, rc);
}

int scrl__rank_open(scrl_library *library)
{
    fts5_api *api = NULL;
    int status = scrl__store_fts5(library, &api);
    if (status != 0)
        return status;
    int rc = api->xCreateFunction(api, "scrl_score", library, rank_row, NULL);
    return rc == SQLITE_OK ? 0 : scrl__store_fail(library, rc, "make the ranking ready");
}

/* Prepares 'sql' for an expression, between the first and the last passage of 'within'. 1, 0 when there is none, or a
 * failure. */
static int prepare(scrl_library *library, const scrl__columns *columns, const char *sql, const char *expression,
                   const scrl__bits *within, sqlite3_stmt **out)
{
    int64_t first = 0, last = INT64_MAX;
    if (within != NULL) {
        uint32_t from = scrl__bits_next(within, 0);
        if (from == UINT32_MAX)
            return 0;
        first = scrl__columns_passage(columns, from);
        last = scrl__columns_passage(columns, scrl__bits_last(within));
    }
    int status = scrl__store_prepare(library, sql, out);
    if (status != 0)
        return status;
    sqlite3_bind_text(*out, 1, expression, -1, SQLITE_STATIC);
    sqlite3_bind_int64(*out, 2, first);
    sqlite3_bind_int64(*out, 3, last);
    return 1;
}

int scrl__rank_set(scrl_library *library, const scrl__columns *columns, const char *expression,
                   const scrl__bits *within, scrl__bits *out)
{
    sqlite3_stmt *row = NULL;
    uint32_t hint = 0;
    int rc, status = prepare(library, columns, "SELECT rowid FROM fts WHERE fts MATCH ?1 AND rowid BETWEEN ?2 AND ?3",
                             expression, within, &row);
    if (status != 1)
        return status;
    while ((rc = sqlite3_step(row)) == SQLITE_ROW) {
        uint32_t place = scrl__columns_place(columns, sqlite3_column_int64(row, 0), &hint);
        if (place == UINT32_MAX) {
            rc = SQLITE_CORRUPT;
            break;
        }
        if (within == NULL || scrl__bits_has(within, place))
            scrl__bits_add(out, place);
    }
    sqlite3_finalize(row);
    return rc == SQLITE_DONE ? 0 : scrl__store_fail(library, rc, "search the library");
}

/* The only phrase of a question has as many rows as were seen. */
static void finish_single(scrl__ranking *r)
{
    if (!r->whole || r->phrases != 1)
        return;
    double idf = idf_of(r->rows, (double)r->seen);
    for (size_t i = 0; i < r->count; i++)
        r->found[i].score *= idf;
}

int scrl__rank_scores(scrl_library *library, const scrl__columns *columns, const char *expression,
                      const scrl__bits *within, scrl__found **found, size_t *count)
{
    scrl__ranking ranking = {.columns = columns, .within = within, .whole = within == NULL};
    sqlite3_stmt *row = NULL;
    int status = prepare(library, columns,
                         "SELECT 1 FROM fts WHERE fts MATCH ?1 AND rowid BETWEEN ?2 AND ?3 AND scrl_score(fts)",
                         expression, within, &row);
    if (status == 1) {
        library->ranking = &ranking;
        int rc = sqlite3_step(row);
        library->ranking = NULL;
        status = rc == SQLITE_DONE ? 0 : scrl__store_fail(library, rc, "search the library");
    }
    sqlite3_finalize(row);
    free(ranking.idf);
    if (status != 0) {
        free(ranking.found);
        return status;
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
