/*
 * lists.c - which words get lists, and reading and checking these. A stretch is cut into words once, when it is full; most
 * words have been met before, and are not stemmed again.
 */
#include "store/lists.h"

#include <stdlib.h>
#include <string.h>

#include "model/pool.h"
#include "store/fill.h"
#include "store/words.h"

#define FEWEST (SCRL__STRETCH / 64) /* passages for which a stem gets a list */
#define IDS ((int64_t)1 << 20)      /* of the lists of a stretch: more than it can have */
#define MOST_STRETCH (INT64_MAX / IDS - 1)

/* Where a stem stands in a stretch. */
typedef struct gathered {
    uint32_t stem;      /* in the pool of stems */
    scrl__posting last; /* goes to 'items' when the stem stands in another passage; 'often' 0: none */
    scrl__posting *items;
    size_t count, cap;
} gathered;

/* Which of the lists a string of a pool belongs to: 1 + its number, by the string's offset. */
typedef struct naming {
    scrl__pool pool;
    uint32_t *list;
    size_t cap;
} naming;

typedef struct gathering {
    scrl_library *library;
    int64_t first; /* passage of the stretch */
    naming words, stems;
    gathered *lists;
    size_t count, cap;
    uint64_t there[SCRL__STRETCH / 64]; /* which passages are */
    scrl__cut cut, stemmed;             /* of the passage at hand; 'stemmed' may be empty */
} gathering;

static void gathering_free(gathering *g)
{
    if (g == NULL)
        return;
    for (size_t i = 0; i < g->count; i++)
        free(g->lists[i].items);
    free(g->lists);
    scrl__pool_free(&g->words.pool);
    scrl__pool_free(&g->stems.pool);
    free(g->words.list);
    free(g->stems.list);
    scrl__cut_free(&g->cut);
    scrl__cut_free(&g->stemmed);
    free(g);
}

/* The place where the list of a string is noted; 0 there for a new one. NULL when memory is out. */
static uint32_t *list_of(naming *n, const char *text, size_t len)
{
    uint32_t at = scrl__pool_add(&n->pool, text, len);
    size_t before = n->cap;
    if (n->pool.bytes.failed || (at >= n->cap && scrl__grow((void **)&n->list, &n->cap, at, sizeof(*n->list)) != 0))
        return NULL;
    if (n->cap > before)
        memset(n->list + before, 0, (n->cap - before) * sizeof(*n->list));
    return &n->list[at];
}

/* The list of a word that is met for the first time: that of its stem. 0 when memory is out. */
static uint32_t list_by_stem(gathering *g, const char *stem, size_t len)
{
    uint32_t *list = list_of(&g->stems, stem, len);
    if (list == NULL || scrl__grow((void **)&g->lists, &g->cap, g->count, sizeof(*g->lists)) != 0)
        return 0;
    if (*list == 0) {
        g->lists[g->count++] = (gathered){.stem = scrl__pool_add(&g->stems.pool, stem, len)};
        *list = (uint32_t)g->count;
    }
    return *list;
}

/* What is being counted stands beside the list, whose end would have to be fetched from memory for every word. */
static int keep_last(gathering *g, gathered *list)
{
    if (list->last.often == 0)
        return 0;
    if (scrl__grow((void **)&list->items, &list->cap, list->count, sizeof(*list->items)) != 0)
        return scrl__fail_memory(g->library->ctx, "store");
    list->items[list->count++] = list->last;
    return 0;
}

static int add_posting(gathering *g, gathered *list, uint16_t passage)
{
    if (list->last.passage == passage && list->last.often > 0) {
        if (list->last.often < UINT16_MAX)
            list->last.often++;
        return 0;
    }
    int status = keep_last(g, list);
    list->last = (scrl__posting){passage, 1};
    return status;
}

/* Takes word 'i' of a passage. The text is stemmed when the first word in it has not been met. */
static int take_word(gathering *g, size_t i, uint16_t passage, const char *text, size_t len)
{
    uint32_t *list = list_of(&g->words, g->cut.letters.data + g->cut.words[i].written, g->cut.words[i].written_len);
    if (list != NULL && *list == 0) {
        int status = g->stemmed.count == 0 ? scrl__words_cut(g->library, text, len, true, &g->stemmed) : 0;
        if (status != 0)
            return status;
        *list = list_by_stem(g, g->stemmed.letters.data + g->stemmed.words[i].stem, g->stemmed.words[i].stem_len);
    }
    return list == NULL || *list == 0 ? scrl__fail_memory(g->library->ctx, "store")
                                      : add_posting(g, &g->lists[*list - 1], passage);
}

static int take_passage(gathering *g, sqlite3_stmt *row)
{
    uint16_t passage = (uint16_t)(sqlite3_column_int64(row, 0) - g->first);
    const char *text = (const char *)sqlite3_column_text(row, 1);
    size_t len = (size_t)sqlite3_column_bytes(row, 1);
    int status = scrl__words_cut(g->library, text != NULL ? text : "", len, false, &g->cut);
    g->there[passage / 64] |= (uint64_t)1 << (passage % 64);
    g->stemmed.count = 0;
    for (size_t i = 0; status == 0 && i < g->cut.count; i++)
        status = take_word(g, i, passage, text, len);
    return status;
}

/* Cuts the passages of a stretch into words. */
static int gather(scrl_library *library, int64_t stretch, gathering **out)
{
    sqlite3_stmt *row = NULL;
    gathering *g = calloc(1, sizeof(*g));
    int rc = SQLITE_DONE;
    if (g == NULL || scrl__pool_init(&g->words.pool) != 0 || scrl__pool_init(&g->stems.pool) != 0) {
        gathering_free(g);
        return scrl__fail_memory(library->ctx, "store");
    }
    g->library = library;
    g->first = stretch * SCRL__STRETCH;
    int status = scrl__store_prepare(library, "SELECT id, text FROM passage WHERE id >= ?1 AND id < ?2", &row);
    if (status == 0) {
        sqlite3_bind_int64(row, 1, g->first);
        sqlite3_bind_int64(row, 2, g->first + SCRL__STRETCH);
    }
    while (status == 0 && (rc = sqlite3_step(row)) == SQLITE_ROW)
        status = take_passage(g, row);
    sqlite3_finalize(row);
    if (status == 0 && rc != SQLITE_DONE)
        status = scrl__store_fail(library, rc, "read the passages");
    for (size_t i = 0; i < g->count && status == 0; i++)
        status = keep_last(g, &g->lists[i]);
    if (status == 0)
        *out = g;
    else
        gathering_free(g);
    return status;
}

static const char *stem_of(const gathering *g, const gathered *list)
{
    return g->stems.pool.bytes.data + list->stem;
}

static int compare_stems(const void *left, const void *right, void *user)
{
    return strcmp(stem_of(user, left), stem_of(user, right));
}

static int write_stretch(scrl_library *library, int64_t stretch)
{
    gathering *g = NULL;
    scrl__str packed = SCRL__STR_INIT;
    int64_t id = stretch * IDS;
    int status = gather(library, stretch, &g);
    if (status != 0)
        return status;
    if (g->count > 0)
        qsort_r(g->lists, g->count, sizeof(*g->lists), compare_stems, g);
    for (size_t i = 0; i < g->count && status == 0 && id < (stretch + 1) * IDS; i++) {
        if (g->lists[i].count < FEWEST)
            continue;
        scrl__str_truncate(&packed, 0);
        scrl__postings_pack(g->lists[i].items, g->lists[i].count, &packed);
        status = packed.failed
                     ? scrl__fail_memory(library->ctx, "store")
                     : scrl__fill_run(library, SCRL__FILL_LIST, "INSERT INTO list(id, stem, data) VALUES(?1, ?2, ?3)",
                                      NULL, "isb", id++, stem_of(g, &g->lists[i]), packed.data, packed.len);
    }
    scrl__str_free(&packed);
    gathering_free(g);
    return status;
}

/* The first stretch at or behind 'from' that has a passage; '*full': none can come into it any more. */
static int stretch_from(scrl_library *library, int64_t from, int64_t *stretch, bool *full)
{
    sqlite3_stmt *row = NULL;
    int status = scrl__fill_run(library, SCRL__FILL_STRETCH,
                                "SELECT (SELECT min(id) FROM passage WHERE id >= ?1), (SELECT max(id) FROM passage)",
                                &row, "i", from * SCRL__STRETCH);
    *full = false;
    if (row != NULL && sqlite3_column_type(row, 0) != SQLITE_NULL) {
        *stretch = sqlite3_column_int64(row, 0) / SCRL__STRETCH;
        *full = *stretch >= from && sqlite3_column_int64(row, 1) / SCRL__STRETCH > *stretch;
    }
    scrl__fill_reset(row);
    return status;
}

/* The stretch of the list that was written last, or -1. */
static int last_written(scrl_library *library, int64_t *stretch)
{
    sqlite3_stmt *row = NULL;
    int status = scrl__fill_run(library, SCRL__FILL_LAST_LIST, "SELECT max(id) FROM list", &row, "");
    bool none = row == NULL || sqlite3_column_type(row, 0) == SQLITE_NULL;
    *stretch = none ? -1 : sqlite3_column_int64(row, 0) / IDS;
    scrl__fill_reset(row);
    if (status == 0 && (*stretch < -1 || *stretch > MOST_STRETCH))
        status = scrl__store_fail(library, SQLITE_CORRUPT, "read the lists of words");
    return status;
}

int scrl__lists_write(scrl_library *library)
{
    int64_t stretch = -1;
    bool full = false;
    int status = last_written(library, &stretch);
    if (status == 0)
        status = stretch_from(library, stretch + 1, &stretch, &full);
    while (status == 0 && full) {
        status = write_stretch(library, stretch);
        if (status == 0)
            status = stretch_from(library, stretch + 1, &stretch, &full);
    }
    return status;
}

static int is_empty(scrl_library *library, int64_t stretch, bool *empty)
{
    int64_t next = -1;
    bool full;
    int status = stretch_from(library, stretch, &next, &full);
    *empty = next != stretch;
    return status;
}

int scrl__lists_drop(scrl_library *library, int64_t first, int64_t end)
{
    int64_t from = first / SCRL__STRETCH, to = (end + SCRL__STRETCH - 1) / SCRL__STRETCH;
    bool first_empty = false, last_empty = false;
    if (first >= end)
        return 0;
    int status = is_empty(library, from, &first_empty);
    if (status == 0)
        status = is_empty(library, to - 1, &last_empty);
    return status != 0 ? status
                       : scrl__fill_run(library, SCRL__FILL_DROP_LISTS, "DELETE FROM list WHERE id >= ?1 AND id < ?2",
                                        NULL, "ii", (from + !first_empty) * IDS, (to - !last_empty) * IDS);
}

/* Whether a list of the file says what the texts say, but for passages that are gone. */
static bool is_right(const gathering *g, const gathered *list, const scrl__lists *said)
{
    size_t at = 0, all = list != NULL ? list->count : 0, item = 0;
    for (uint32_t i = 0; i < SCRL__STRETCH; i++) {
        uint64_t bit = (uint64_t)1 << (i % 64);
        if ((said->passages[i / 64] & bit) == 0)
            continue;
        uint16_t often = said->often[item++];
        if ((g->there[i / 64] & bit) == 0)
            continue;
        if (at >= all || list->items[at].passage != i || list->items[at].often != often)
            return false;
        at++;
    }
    return at == all;
}

/* Takes a row of id and data; false when no library of ours has it. */
static bool take_row(scrl__lists *l, sqlite3_stmt *row)
{
    int64_t id = sqlite3_column_int64(row, 0);
    const void *data = sqlite3_column_blob(row, 1);
    size_t len = (size_t)sqlite3_column_bytes(row, 1);
    if (id < 0 || id / IDS > MOST_STRETCH)
        return false;
    l->first = id / IDS * SCRL__STRETCH;
    l->count = scrl__postings_count(data, len);
    return scrl__postings_unpack(data, len, l->passages, l->frequencies ? l->often : NULL);
}

static int check_row(scrl_library *library, sqlite3_stmt *row, scrl__lists *said, gathering **g, int64_t *wrong)
{
    const char *stem = (const char *)sqlite3_column_text(row, 2);
    if (!take_row(said, row) || stem == NULL) {
        ++*wrong;
        return 0;
    }
    if (*g == NULL || (*g)->first != said->first) {
        gathering_free(*g);
        *g = NULL;
        int status = gather(library, said->first / SCRL__STRETCH, g);
        if (status != 0)
            return status;
    }
    const uint32_t *list = list_of(&(*g)->stems, stem, strlen(stem));
    if (list == NULL)
        return scrl__fail_memory(library->ctx, "store");
    *wrong += !is_right(*g, *list > 0 ? &(*g)->lists[*list - 1] : NULL, said);
    return 0;
}

int scrl__lists_check(scrl_library *library, int64_t *wrong)
{
    sqlite3_stmt *row = NULL;
    gathering *g = NULL;
    scrl__lists *said = calloc(1, sizeof(*said));
    if (said == NULL)
        return scrl__fail_memory(library->ctx, "store");
    said->frequencies = true;
    int rc = SQLITE_DONE;
    int status = scrl__store_prepare(library, "SELECT id, data, stem FROM list ORDER BY id", &row);
    for (*wrong = 0; status == 0 && (rc = sqlite3_step(row)) == SQLITE_ROW;)
        status = check_row(library, row, said, &g, wrong);
    sqlite3_finalize(row);
    gathering_free(g);
    free(said);
    return status != 0 || rc == SQLITE_DONE ? status : scrl__store_fail(library, rc, "read the lists of words");
}

/* Whether nearly all full stretches have a list of the stem: asking the index for one costs as much as four lists. */
static int most_listed(scrl_library *library, uint32_t passages, const char *stem, bool *most)
{
    sqlite3_stmt *row = NULL;
    int status = scrl__store_take(library, SCRL__KEPT_LIST_COUNT, "SELECT count(*) FROM list WHERE stem = ?1", &row);
    if (status != 0)
        return status;
    sqlite3_bind_text(row, 1, stem, -1, SQLITE_STATIC);
    int rc = sqlite3_step(row);
    if (rc == SQLITE_ROW)
        *most = sqlite3_column_int64(row, 0) > 0 && sqlite3_column_int64(row, 0) >= passages / SCRL__STRETCH * 15 / 16;
    else
        status = scrl__store_fail(library, rc, "read the lists of words");
    scrl__store_give(library, SCRL__KEPT_LIST_COUNT, row);
    return status;
}

int scrl__lists_open(scrl_library *library, uint32_t passages, const char *stem, bool frequencies, scrl__lists **out)
{
    bool most = false;
    int status = most_listed(library, passages, stem, &most);
    if (status != 0 || !most)
        return status;
    scrl__lists *l = malloc(sizeof(*l));
    if (l == NULL)
        return scrl__fail_memory(library->ctx, "query");
    l->library = library;
    l->frequencies = frequencies;
    l->next = 0;
    status =
        scrl__store_take(library, SCRL__KEPT_LIST, "SELECT id, data FROM list WHERE stem = ?1 ORDER BY id", &l->row);
    if (status != 0) {
        free(l);
        return status;
    }
    sqlite3_bind_text(l->row, 1, stem, -1, SQLITE_STATIC);
    *out = l;
    return 0;
}

void scrl__lists_close(scrl__lists *l)
{
    if (l == NULL)
        return;
    scrl__store_give(l->library, SCRL__KEPT_LIST, l->row);
    free(l);
}

int scrl__lists_next(scrl__lists *l)
{
    int rc = sqlite3_step(l->row);
    if (rc == SQLITE_DONE)
        return 0;
    if (rc != SQLITE_ROW)
        return scrl__store_fail(l->library, rc, "read the lists of words");
    if (!take_row(l, l->row) || l->first < l->next)
        return scrl__fail(l->library->ctx, SCRL_ECORRUPT, "store", "a list of a word in the library is damaged");
    l->next = l->first + SCRL__STRETCH;
    return 1;
}
