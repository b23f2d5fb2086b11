/*
 * rank.c - asks the full-text index, and gathers what it gives by an auxiliary function of FTS5. FTS5's own bm25() looks
 * the length of every passage up in a table and hands each row out to be sorted; here the lengths stand in memory and no
 * row is handed out, which is about ten times faster for common words. A word or phrase is walked by FTS5 itself from its
 * first row on, which spares SQLite's own work for every row.
 */
#include "store/rank.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "store/terms.h"

#define K1 1.2
#define B 0.75

struct scrl__ranking {
    const scrl__columns *columns;
    scrl__found *found;
    size_t count, cap;
    uint32_t hint;
    double *idf; /* of each phrase; below zero while not known */
    int phrases; /* 0: not known yet */
    bool scored;
};

static int count_row(const Fts5ExtensionApi *api, Fts5Context *context, void *user)
{
    (void)api;
    (void)context;
    ++*(int64_t *)user;
    return SQLITE_OK;
}

static double idf_of(const scrl__columns *columns, double hits)
{
    double idf = log((columns->count - hits + 0.5) / (hits + 0.5));
    return idf > 0 ? idf : 1e-6;
}

/* What a word of that idf adds to the score of a passage in which it stands so often. */
static double part(const scrl__columns *c, double idf, double often, uint32_t place)
{
    double mean = c->count > 0 && c->all_words > 0 ? c->all_words / c->count : 1;
    return idf * (often * (K1 + 1)) / (often + K1 * (1 - B) + K1 * B / mean * c->words[place]);
}

static int ranking_start(scrl__ranking *r, const Fts5ExtensionApi *api, Fts5Context *context)
{
    r->phrases = api->xPhraseCount(context);
    r->idf = malloc(((size_t)r->phrases + 1) * sizeof(*r->idf));
    if (r->idf == NULL)
        return SQLITE_NOMEM;
    for (int i = 0; i < r->phrases; i++)
        r->idf[i] = -1;
    return SQLITE_OK;
}

/* How often phrase 'i' stands in the row. */
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

/* Of a single phrase how often it stands in the row; of several their BM25. */
static int score_row(scrl__ranking *r, const Fts5ExtensionApi *api, Fts5Context *context, scrl__found *item)
{
    for (int i = 0; i < r->phrases; i++) {
        double often = frequency(api, context, i);
        if (often > 0 && r->phrases > 1 && r->idf[i] < 0) {
            int64_t hits = 0;
            int rc = api->xQueryPhrase(context, i, &hits, count_row);
            if (rc != SQLITE_OK)
                return rc;
            r->idf[i] = idf_of(r->columns, (double)hits);
        }
        item->score += r->phrases == 1 ? often : often > 0 ? part(r->columns, r->idf[i], often, item->place) : 0;
    }
    return SQLITE_OK;
}

/* Takes the row that 'context' stands on. */
static int gather_row(const Fts5ExtensionApi *api, Fts5Context *context, void *user)
{
    scrl__ranking *r = user;
    scrl__found item = {scrl__columns_place(r->columns, api->xRowid(context), &r->hint), 0};
    int rc = item.place == UINT32_MAX ? SQLITE_CORRUPT : SQLITE_OK;
    if (rc == SQLITE_OK && r->scored)
        rc = score_row(r, api, context, &item);
    if (rc == SQLITE_OK && scrl__grow((void **)&r->found, &r->cap, r->count, sizeof(*r->found)) != 0)
        rc = SQLITE_NOMEM;
    if (rc == SQLITE_OK)
        r->found[r->count++] = item;
    return rc;
}

/* Called by SQLite for each row that an expression gives. Its result is NULL, so that no row is handed out, or 1 when all
 * rows are gathered and no more need come. */
static void rank_row(const Fts5ExtensionApi *api, Fts5Context *context, sqlite3_context *result, int count,
                     sqlite3_value **values)
{
    scrl_library *library = api->xUserData(context);
    scrl__ranking *r = library->ranking;
    (void)count;
    (void)values;
    if (r == NULL) /* a tool's own query: there is nothing to gather */
        return;
    int rc = r->phrases == 0 ? ranking_start(r, api, context) : SQLITE_OK;
    if (rc == SQLITE_OK)
        rc = r->phrases == 1 ? api->xQueryPhrase(context, 0, r, gather_row) : gather_row(api, context, r);
    if (rc != SQLITE_OK)
        sqlite3_result_error_code(result, rc);
    else if (r->phrases == 1)
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

int scrl__rank_ask(scrl_library *library, const scrl__columns *columns, const char *expression, bool scored,
                   scrl__answer *out)
{
    scrl__ranking ranking = {.columns = columns, .scored = scored};
    sqlite3_stmt *row = NULL;
    int status = scrl__store_take(library, SCRL__KEPT_MATCH,
                                  "SELECT 1 FROM fts WHERE fts MATCH ?1 AND scrl_gather(fts) LIMIT 1", &row);
    if (status != 0)
        return status;
    sqlite3_bind_text(row, 1, expression, -1, SQLITE_STATIC);
    library->ranking = &ranking;
    int rc = sqlite3_step(row);
    library->ranking = NULL;
    scrl__store_give(library, SCRL__KEPT_MATCH, row);
    free(ranking.idf);
    if (rc != SQLITE_DONE && rc != SQLITE_ROW) {
        free(ranking.found);
        return scrl__store_fail(library, rc, "search the library");
    }
    *out =
        (scrl__answer){ranking.found, ranking.count, ranking.phrases > 1 ? 0 : idf_of(columns, (double)ranking.count)};
    return 0;
}

double scrl__rank_score(const scrl__columns *columns, const scrl__answer *answer, const scrl__found *item)
{
    if (answer->idf == 0)
        return item->score;
    return item->score > 0 ? part(columns, answer->idf, item->score, item->place) : 0;
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
