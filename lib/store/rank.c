/*
 * rank.c - asks the full-text index, and gathers what it gives by an auxiliary function of FTS5. FTS5's own bm25() looks
 * the length of every passage up in a table and hands each row out to be sorted; here the lengths stand in memory and no
 * row is handed out, which is about ten times faster for common words. A word or phrase is walked by FTS5 itself from its
 * first row on, which spares SQLite's own work for every row; of a word that many passages have, lists are read instead.
 */
#include "store/rank.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "store/lists.h"
#include "store/terms.h"

#define K1 1.2
#define B 0.75

struct scrl__ranking {
    const scrl__columns *columns;
    scrl__answer *answer;
    size_t often_cap, scores_cap;
    uint32_t hint;
    double *idf; /* of each phrase; below zero while not known */
    int phrases; /* 0: not known yet */
    bool scored;
    bool part; /* the index is asked for some of its rows, which it does not walk by itself */
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

/* What a word of a passage adds to its length, as scores take it. */
static double by_word(const scrl__columns *columns)
{
    return K1 * B / columns->mean_words;
}

/* What a word of that idf adds to the score of a passage of that length in which it stands so often. */
static double part(double idf, double often, double length)
{
    return idf * (often * (K1 + 1)) / (often + K1 * (1 - B) + length);
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

/* The BM25 of a row, of the phrases that stand in it. */
static int score_row(scrl__ranking *r, const Fts5ExtensionApi *api, Fts5Context *context, uint32_t place, double *score)
{
    *score = 0;
    for (int i = 0; i < r->phrases; i++) {
        double often = frequency(api, context, i);
        if (often > 0 && r->idf[i] < 0) {
            int64_t hits = 0;
            int rc = api->xQueryPhrase(context, i, &hits, count_row);
            if (rc != SQLITE_OK)
                return rc;
            r->idf[i] = idf_of(r->columns, (double)hits);
        }
        *score += often > 0 ? part(r->idf[i], often, by_word(r->columns) * r->columns->words[place]) : 0;
    }
    return SQLITE_OK;
}

/* Notes of a single phrase how often it stands in the row, of several their BM25. */
static int note_row(scrl__ranking *r, const Fts5ExtensionApi *api, Fts5Context *context, uint32_t place)
{
    scrl__answer *a = r->answer;
    if (r->phrases == 1) {
        if (scrl__grow((void **)&a->often, &r->often_cap, a->count, sizeof(*a->often)) != 0)
            return SQLITE_NOMEM;
        double often = frequency(api, context, 0);
        a->often[a->count] = (uint16_t)(often < UINT16_MAX ? often : UINT16_MAX);
        return SQLITE_OK;
    }
    if (scrl__grow((void **)&a->scores, &r->scores_cap, a->count, sizeof(*a->scores)) != 0)
        return SQLITE_NOMEM;
    return score_row(r, api, context, place, &a->scores[a->count]);
}

/* Takes the row that 'context' stands on. */
static int gather_row(const Fts5ExtensionApi *api, Fts5Context *context, void *user)
{
    scrl__ranking *r = user;
    uint32_t place = scrl__columns_place(r->columns, api->xRowid(context), &r->hint);
    if (place == UINT32_MAX)
        return SQLITE_CORRUPT;
    int rc = r->scored ? note_row(r, api, context, place) : SQLITE_OK;
    scrl__bits_add(&r->answer->set, place);
    r->answer->count++;
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
    bool whole = r->phrases == 1 && !r->part;
    if (rc == SQLITE_OK)
        rc = whole ? api->xQueryPhrase(context, 0, r, gather_row) : gather_row(api, context, r);
    if (rc != SQLITE_OK)
        sqlite3_result_error_code(result, rc);
    else if (whole)
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

/* Lets the index give its rows from passage 'first' on and before 'end'. */
static int ask_index(scrl_library *library, scrl__ranking *r, const char *expression, int64_t first, int64_t end)
{
    static const char *const sql[] = {
        "SELECT 1 FROM fts WHERE fts MATCH ?1 AND scrl_gather(fts) LIMIT 1",
        "SELECT 1 FROM fts WHERE fts MATCH ?1 AND rowid >= ?2 AND rowid < ?3 AND scrl_gather(fts)"};
    scrl__kept kept = r->part ? SCRL__KEPT_MATCH_PART : SCRL__KEPT_MATCH;
    sqlite3_stmt *row = NULL;
    int status = scrl__store_take(library, kept, sql[r->part], &row);
    if (status != 0)
        return status;
    sqlite3_bind_text(row, 1, expression, -1, SQLITE_STATIC);
    if (r->part) {
        sqlite3_bind_int64(row, 2, first);
        sqlite3_bind_int64(row, 3, end);
    }
    library->ranking = r;
    int rc = sqlite3_step(row);
    library->ranking = NULL;
    scrl__store_give(library, kept, row);
    return rc == SQLITE_DONE || rc == SQLITE_ROW ? 0 : scrl__store_fail(library, rc, "search the library");
}

/* Takes the list at hand, but for passages that were removed since it was written. */
static int take_list(scrl_library *library, scrl__ranking *r, const scrl__lists *l)
{
    scrl__answer *a = r->answer;
    uint32_t from, to = 0;
    if (r->scored && scrl__grow((void **)&a->often, &r->often_cap, a->count + l->count, sizeof(*a->often)) != 0)
        return scrl__fail_memory(library->ctx, "query");
    while (scrl__columns_there(r->columns, l->first, SCRL__STRETCH, &r->hint, &from, &to), from < to) {
        bool all = from == 0 && to == SCRL__STRETCH;
        size_t count = all ? l->count : scrl__bits_between(l->passages, from, to);
        scrl__bits_copy(&a->set, scrl__columns_place(r->columns, l->first + from, &r->hint), l->passages, from, to);
        if (r->scored && count > 0)
            memcpy(a->often + a->count, l->often + scrl__bits_between(l->passages, 0, from), count * sizeof(*a->often));
        a->count += count;
    }
    return 0;
}

/* Reads the lists of a word; what lies between them and behind the last is asked of the index. */
static int read_lists(scrl_library *library, scrl__ranking *r, const char *expression, scrl__lists *lists)
{
    int64_t next = 0;
    int status;
    r->part = true;
    while ((status = scrl__lists_next(lists)) == 1) {
        status = lists->first > next ? ask_index(library, r, expression, next, lists->first) : 0;
        if (status == 0)
            status = take_list(library, r, lists);
        if (status != 0)
            return status;
        next = lists->first + SCRL__STRETCH;
    }
    return status == 0 ? ask_index(library, r, expression, next, INT64_MAX) : status;
}

int scrl__rank_ask(scrl_library *library, const scrl__columns *columns, const char *expression, const char *stem,
                   bool scored, scrl__answer *out)
{
    scrl__answer answer = {.set = scrl__bits_new(columns->count)};
    scrl__ranking ranking = {.columns = columns, .answer = &answer, .scored = scored};
    scrl__lists *lists = NULL;
    int status = answer.set.bits == NULL ? scrl__fail_memory(library->ctx, "query") : 0;
    if (status == 0 && stem != NULL)
        status = scrl__lists_open(library, columns->count, stem, scored, &lists);
    if (status == 0)
        status = lists != NULL ? read_lists(library, &ranking, expression, lists)
                               : ask_index(library, &ranking, expression, 0, 0);
    scrl__lists_close(lists);
    free(ranking.idf);
    if (status != 0) {
        scrl__answer_free(&answer);
        return status;
    }
    answer.idf = idf_of(columns, (double)answer.count);
    *out = answer;
    return 0;
}

void scrl__answer_free(scrl__answer *answer)
{
    scrl__bits_free(&answer->set);
    free(answer->often);
    free(answer->scores);
    *answer = (scrl__answer){.count = 0};
}

/* How many members of a word of a set stand before the bit 'one'; 'at' when all up to it were met. */
static size_t before(uint64_t word, uint64_t met, uint64_t one, size_t at)
{
    return word == met ? at : scrl__bits_in(word & (one - 1));
}

void scrl__rank_add(const scrl__columns *columns, const scrl__answer *answer, const scrl__bits *set, scrl__found *found)
{
    const double unit = by_word(columns);
    size_t item = 0, hit = 0; /* members of the answer and of the set before the word at hand */
    for (size_t i = 0; i < set->words; i++) {
        const uint64_t ours = answer->set.bits[i], theirs = set->bits[i], both = ours & theirs;
        size_t at = 0;
        for (uint64_t rest = both; rest != 0; rest &= rest - 1, at++) {
            const uint64_t one = rest & (~rest + 1);
            const uint32_t place = (uint32_t)(64 * i) + (uint32_t)__builtin_ctzll(rest);
            const size_t mine = item + before(ours, both, one, at);
            scrl__found *f = &found[hit + before(theirs, both, one, at)];
            f->score += answer->scores != NULL ? answer->scores[mine]
                                               : part(answer->idf, answer->often[mine], unit * columns->words[place]);
        }
        item += ours == both ? at : scrl__bits_in(ours);
        hit += theirs == both ? at : scrl__bits_in(theirs);
    }
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
