/*
 * facts.c - reads reviews, sets of passages, facets, statements and texts for analyses. What passages have is in the
 * columns, which number reviews and passages as facts do: both in the order of passages.
 */
#include "store/facts.h"

#include <stdlib.h>
#include <string.h>

#include "base/str.h"
#include "store/columns.h"
#include "store/rank.h"
#include "store/run.h"
#include "store/terms.h"
#include "store/units.h"

int scrl__facts_begin(scrl_library *library)
{
    return scrl__store_exec(library, "SAVEPOINT analysis", "read the library");
}

void scrl__facts_end(scrl_library *library)
{
    sqlite3_exec(library->db, "RELEASE analysis", NULL, NULL, NULL);
}

static const char *keep(sqlite3_stmt *row, int column, scrl__arena *arena)
{
    const char *text = (const char *)sqlite3_column_text(row, column);
    return scrl__arena_strdup(arena, text != NULL ? text : "");
}

/* Adds the review of a row. Its passages must not overlap those of the one before. */
static int add_review(scrl_library *library, scrl__facts *facts, size_t cap, sqlite3_stmt *row)
{
    int64_t first = sqlite3_column_int64(row, 1), passages = sqlite3_column_int64(row, 2);
    scrl__fact_review *review = &facts->reviews[facts->review_count];
    const scrl__fact_review *before = facts->review_count > 0 ? review - 1 : NULL;
    bool overlaps = before != NULL && before->passages > 0 && first < before->first_id + before->passages;
    if (facts->review_count >= cap || passages < 0 || first < 0 || first > INT64_MAX / 2 || overlaps ||
        passages >= (int64_t)SCRL_NONE - facts->passage_count)
        return scrl__fail(library->ctx, SCRL_ECORRUPT, "store", "the passages of the reviews are not in order");
    *review = (scrl__fact_review){.id = sqlite3_column_int64(row, 0),
                                  .first_id = first,
                                  .first = facts->passage_count,
                                  .passages = (uint32_t)passages,
                                  .year = (uint32_t)sqlite3_column_int64(row, 3),
                                  .sha256 = keep(row, 4, facts->arena),
                                  .published = keep(row, 5, facts->arena)};
    facts->review_count++;
    facts->passage_count += (uint32_t)passages;
    facts->without_text += passages == 0;
    return review->sha256 != NULL && review->published != NULL ? 0 : scrl__fail_memory(library->ctx, "store");
}

static int number_passages(scrl_library *library, scrl__facts *facts)
{
    facts->review_of = scrl__arena_alloc(facts->arena, facts->passage_count * sizeof(*facts->review_of));
    if (facts->review_of == NULL)
        return scrl__fail_memory(library->ctx, "store");
    for (uint32_t i = 0; i < facts->review_count; i++) {
        for (uint32_t j = 0; j < facts->reviews[i].passages; j++)
            facts->review_of[facts->reviews[i].first + j] = i;
    }
    return 0;
}

static int read_reviews(scrl_library *library, scrl__facts *facts)
{
    int64_t count = 0;
    sqlite3_stmt *row = NULL;
    int status = scrl__store_number(library, "SELECT count(*) FROM review", &count);
    if (status == 0)
        status = scrl__store_prepare(library,
                                     "SELECT id, first_passage, passages, coalesce(published_year, 0), sha256,"
                                     " coalesce(published, '') FROM review"
                                     " ORDER BY CASE passages WHEN 0 THEN 0 ELSE first_passage END, id",
                                     &row);
    if (status != 0)
        return status;
    facts->reviews = scrl__arena_alloc(facts->arena, ((size_t)count + 1) * sizeof(*facts->reviews));
    if (facts->reviews == NULL)
        status = scrl__fail_memory(library->ctx, "store");
    int rc = SQLITE_DONE;
    while (status == 0 && (rc = sqlite3_step(row)) == SQLITE_ROW)
        status = add_review(library, facts, (size_t)count, row);
    if (status == 0 && rc != SQLITE_DONE)
        status = scrl__store_fail(library, rc, "read the reviews");
    sqlite3_finalize(row);
    return status;
}

int scrl__facts_load(scrl_library *library, scrl__facts *out)
{
    scrl__facts facts = {.arena = scrl__arena_new()};
    int status = facts.arena == NULL ? scrl__fail_memory(library->ctx, "store") : read_reviews(library, &facts);
    if (status == 0)
        status = number_passages(library, &facts);
    if (status == 0)
        *out = facts;
    else
        scrl__facts_free(&facts);
    return status;
}

/* The number of the passage with an id; '*at' is the review of the one before, from which the search goes on, and at first
 * facts->without_text. SCRL_NONE for one that belongs to no review. */
static uint32_t number_of(const scrl__facts *facts, int64_t id, uint32_t *at)
{
    if (*at >= facts->review_count)
        return SCRL_NONE;
    while (*at + 1 < facts->review_count && facts->reviews[*at + 1].first_id <= id)
        ++*at;
    const scrl__fact_review *review = &facts->reviews[*at];
    return id >= review->first_id && id - review->first_id < review->passages
               ? review->first + (uint32_t)(id - review->first_id)
               : SCRL_NONE;
}

/* The last review that begins at or before a passage's id: where number_of() may go on from. */
static uint32_t review_before(const scrl__facts *facts, int64_t id)
{
    uint32_t low = facts->without_text, high = facts->review_count;
    while (high > low + 1) {
        uint32_t middle = low + (high - low) / 2;
        if (facts->reviews[middle].first_id <= id)
            low = middle;
        else
            high = middle;
    }
    return low;
}

static int no_review(scrl_library *library)
{
    return scrl__fail(library->ctx, SCRL_ECORRUPT, "store", "a passage of the library belongs to no review");
}

static int choose_found(scrl_library *library, const scrl__facts *facts, const scrl__plan *plan, scrl__choice *set)
{
    scrl__found *found = NULL;
    size_t count = 0;
    int status = scrl__run_find(library, plan, SCRL__SCORE_NONE, &found, &count);
    for (size_t i = 0; i < count && status == 0; i++) {
        if (found[i].place >= facts->passage_count)
            status = no_review(library);
        else
            scrl__choice_add(set, facts, found[i].place);
    }
    free(found);
    return status;
}

int scrl__facts_choose(scrl_library *library, const scrl__facts *facts, const scrl__plan *plan, scrl__choice *out)
{
    scrl__choice set;
    if (scrl__choice_init(&set, facts) != 0)
        return scrl__fail_memory(library->ctx, "store");
    int status = 0;
    if (plan->root != 0)
        status = choose_found(library, facts, plan, &set);
    for (uint32_t i = 0; i < facts->passage_count && plan->root == 0; i++)
        scrl__choice_add(&set, facts, i);
    if (status == 0)
        *out = set;
    else
        scrl__choice_free(&set);
    return status;
}

/* Adds a facet: a value, the first 'len' bytes of which are kept, with passages of the reader's. */
static int add_facet(scrl_library *library, const char *value, size_t len, const uint32_t *passages, uint32_t count,
                     scrl__facet_list *list)
{
    scrl__facet *facet = &list->items[list->count++];
    facet->value = scrl__arena_strndup(list->arena, value, len);
    facet->passages = scrl__arena_copy(list->arena, passages, count, sizeof(*passages));
    facet->count = count;
    return facet->value != NULL && facet->passages != NULL ? 0 : scrl__fail_memory(library->ctx, "store");
}

/* Reading facets: the set of a value, and the list that it becomes. */
typedef struct facet_reader {
    scrl_library *library;
    const scrl__columns *columns;
    scrl__bits set;
    uint32_t *passages; /* room for all */
} facet_reader;

static int reader_open(facet_reader *r, scrl_library *library, const scrl__facts *facts)
{
    *r = (facet_reader){.library = library};
    int status = scrl__columns_get(library, &r->columns);
    if (status == 0 && (r->columns->review_count != facts->review_count || r->columns->count != facts->passage_count))
        status = no_review(library);
    if (status != 0)
        return status;
    r->set = scrl__bits_new(r->columns->count);
    r->passages = calloc((size_t)r->columns->count + 1, sizeof(*r->passages));
    return r->set.bits != NULL && r->passages != NULL ? 0 : scrl__fail_memory(library->ctx, "store");
}

static void reader_close(facet_reader *r)
{
    scrl__bits_free(&r->set);
    free(r->passages);
}

/* Makes the set a facet, and empties it. */
static int take_facet(facet_reader *r, const char *value, size_t len, scrl__facet_list *list)
{
    uint32_t count = 0;
    for (uint32_t at = scrl__bits_next(&r->set, 0); at != UINT32_MAX; at = scrl__bits_next(&r->set, at + 1))
        r->passages[count++] = at;
    scrl__bits_without(&r->set, &r->set);
    return add_facet(r->library, value, len, r->passages, count, list);
}

/* An empty list with room for 'count' facets. */
static int list_open(scrl_library *library, scrl__facet_list *list, size_t count)
{
    *list = (scrl__facet_list){.arena = scrl__arena_new()};
    if (list->arena != NULL)
        list->items = scrl__arena_alloc(list->arena, (count + 1) * sizeof(*list->items));
    return list->items != NULL ? 0 : scrl__fail_memory(library->ctx, "store");
}

/* Polarities and levels have no terms: they are numbered by the public enums. */
static int read_enum_facets(facet_reader *r, bool polarity, scrl__facet_list *list)
{
    int status = list_open(r->library, list, 4);
    for (int i = 0; i < (polarity ? 4 : 2) && status == 0; i++) {
        const char *name = polarity ? scrl_polarity_name((scrl_polarity)i) : scrl_level_name((scrl_level)i);
        scrl__columns_tagged(r->columns, 0, polarity ? i : -1, polarity ? -1 : i, &r->set);
        status = take_facet(r, name, strlen(name), list);
    }
    return status;
}

static int read_term_facets(facet_reader *r, const char *field, int polarity, int level, scrl__facet_list *list)
{
    scrl__terms terms = {NULL, NULL, 0};
    int status = scrl__terms_load(r->library, field, &terms);
    if (status == 0)
        status = list_open(r->library, list, terms.count);
    for (size_t i = 0; i < terms.count && status == 0; i++) {
        if (strcmp(field, "theme") == 0)
            scrl__columns_tagged(r->columns, terms.items[i].id, polarity, level, &r->set);
        else
            scrl__columns_having(r->columns, field, terms.items[i].id, &r->set);
        status = take_facet(r, terms.items[i].value, strlen(terms.items[i].value), list);
    }
    scrl__terms_free(&terms);
    return status;
}

/* Facets of what belongs to reviews; of a date its year. */
static int read_value_facets(facet_reader *r, const char *column, bool years, scrl__facet_list *list)
{
    uint32_t first = 0, count = scrl__columns_values(r->columns, column, &first), last;
    int status = list_open(r->library, list, count);
    for (uint32_t i = first; i < first + count && status == 0; i = last) {
        const char *value = r->columns->values[i].value;
        size_t len = years ? strcspn(value, "-") : strlen(value);
        for (last = i; last < first + count && strncmp(r->columns->values[last].value, value, len + !years) == 0;
             last++) {
            const scrl__column_review *review = &r->columns->reviews[r->columns->values[last].review];
            scrl__bits_add_range(&r->set, review->place, review->place + (uint32_t)review->passages);
        }
        status = take_facet(r, value, len, list);
    }
    return status;
}

int scrl__facts_facets(scrl_library *library, const scrl__facts *facts, const char *field, int polarity, int level,
                       scrl__facet_list *out)
{
    bool by_polarity = strcmp(field, "polarity") == 0, by_level = strcmp(field, "level") == 0;
    scrl__facet_list list = {NULL, NULL, 0};
    facet_reader r;
    bool years = false;
    const char *column = scrl__facet_column(field, &years);
    bool known = by_polarity || by_level || column != NULL || strcmp(field, "theme") == 0 || scrl__columns_field(field);
    if (!known)
        return scrl__fail(library->ctx, SCRL_EINVAL, "query", "there is nothing to count by the name of '%.40s'",
                          field);
    int status = reader_open(&r, library, facts);
    if (status == 0)
        status = by_polarity || by_level ? read_enum_facets(&r, by_polarity, &list)
                 : column != NULL        ? read_value_facets(&r, column, years, &list)
                                         : read_term_facets(&r, field, polarity, level, &list);
    reader_close(&r);
    if (status == 0)
        *out = list;
    else
        scrl__facet_list_free(&list);
    return status;
}

int scrl__facts_words(scrl_library *library, const scrl__facts *facts, const char *const *words, size_t count,
                      scrl__facet_list *out)
{
    scrl__facet_list list = {NULL, NULL, 0};
    facet_reader r;
    int status = reader_open(&r, library, facts);
    if (status == 0)
        status = list_open(library, &list, count);
    for (size_t i = 0; i < count && status == 0; i++) {
        scrl__str expression = SCRL__STR_INIT;
        scrl__answer answer = {.count = 0};
        scrl__str_addf(&expression, "\"%s\"", words[i]);
        status = expression.failed
                     ? scrl__fail_memory(library->ctx, "store")
                     : scrl__rank_ask(library, r.columns, scrl__str_text(&expression), NULL, false, &answer);
        if (status == 0) {
            scrl__bits_or(&r.set, &answer.set);
            status = take_facet(&r, words[i], strlen(words[i]), &list);
        }
        scrl__answer_free(&answer);
        scrl__str_free(&expression);
    }
    reader_close(&r);
    if (status == 0)
        *out = list;
    else
        scrl__facet_list_free(&list);
    return status;
}

int scrl__facts_stem_counts(scrl_library *library, const char *const *stems, size_t count, uint32_t *passages)
{
    /* A view into the index that lives with the connection, outside of the file. */
    sqlite3_stmt *row = NULL;
    int status = scrl__store_exec(
        library, "CREATE VIRTUAL TABLE IF NOT EXISTS temp.stem USING fts5vocab('main', 'fts', 'row')", "count words");
    if (status == 0)
        status = scrl__store_prepare(library, "SELECT doc FROM temp.stem WHERE term = ?1", &row);
    for (size_t i = 0; i < count && status == 0; i++) {
        sqlite3_reset(row);
        sqlite3_bind_text(row, 1, stems[i], -1, SQLITE_STATIC);
        int rc = sqlite3_step(row);
        passages[i] = rc == SQLITE_ROW ? (uint32_t)sqlite3_column_int64(row, 0) : 0;
        if (rc != SQLITE_ROW && rc != SQLITE_DONE)
            status = scrl__store_fail(library, rc, "count words");
    }
    sqlite3_finalize(row);
    return status;
}

/* A section reaches from its heading to the next one; what stands before the first is one of its own. */
static int mark_headings(scrl_library *library, const scrl__facts *facts, uint32_t *marks)
{
    sqlite3_stmt *row = NULL;
    int rc = SQLITE_DONE, status = scrl__store_prepare(library, "SELECT heading FROM section WHERE review = ?1", &row);
    for (uint32_t i = 0; i < facts->review_count && status == 0; i++) {
        const scrl__fact_review *review = &facts->reviews[i];
        if (review->passages > 0)
            marks[review->first] = 1;
        sqlite3_reset(row);
        sqlite3_bind_int64(row, 1, review->id);
        while ((rc = sqlite3_step(row)) == SQLITE_ROW) {
            int64_t heading = sqlite3_column_int64(row, 0);
            if (heading >= 0 && heading < review->passages)
                marks[review->first + (uint32_t)heading] = 1;
        }
        status = rc == SQLITE_DONE ? 0 : scrl__store_fail(library, rc, "read the sections");
    }
    sqlite3_finalize(row);
    return status;
}

int scrl__facts_sections(scrl_library *library, const scrl__facts *facts, uint32_t **section_of, uint32_t *count)
{
    uint32_t *sections = calloc((size_t)facts->passage_count + 1, sizeof(*sections));
    if (sections == NULL)
        return scrl__fail_memory(library->ctx, "store");
    int status = mark_headings(library, facts, sections);
    if (status != 0) {
        free(sections);
        return status;
    }
    uint32_t number = 0;
    for (uint32_t i = 0; i < facts->passage_count; i++) {
        number += sections[i];
        sections[i] = number - 1;
    }
    *section_of = sections;
    *count = number;
    return 0;
}

/* What reading the statements needs at hand. */
typedef struct statement_reader {
    scrl_library *library;
    const scrl__facts *facts;
    scrl__fact_statements *out;
    uint32_t *words; /* of the statement at hand */
    size_t word_count, word_cap;
    size_t cap;
} statement_reader;

static int add_word(void *user, const char *stem, size_t stem_len, size_t start, size_t end)
{
    statement_reader *r = user;
    (void)start;
    (void)end;
    if (scrl__grow((void **)&r->words, &r->word_cap, r->word_count, sizeof(*r->words)) != 0)
        return SCRL_ENOMEM;
    uint32_t word = scrl__pool_add(&r->out->pool, stem, stem_len);
    if (word == 0)
        return r->out->pool.bytes.failed ? SCRL_ENOMEM : 0;
    r->words[r->word_count++] = word;
    return 0;
}

static int compare_words(const void *left, const void *right)
{
    uint32_t a = *(const uint32_t *)left, b = *(const uint32_t *)right;
    return a < b ? -1 : a > b;
}

/* Sorts the words at hand and keeps each once. */
static int take_bag(statement_reader *r, scrl__fact_statement *statement)
{
    uint32_t kept = 0;
    if (r->word_count > 1)
        qsort(r->words, r->word_count, sizeof(*r->words), compare_words);
    for (size_t i = 0; i < r->word_count; i++) {
        if (kept == 0 || r->words[kept - 1] != r->words[i])
            r->words[kept++] = r->words[i];
    }
    statement->words = (uint32_t)r->word_count;
    statement->bag.count = kept;
    statement->bag.words = scrl__arena_copy(r->out->arena, r->words, kept, sizeof(*r->words));
    return statement->bag.words != NULL ? 0 : SCRL_ENOMEM;
}

/* Adds the statement of a row: review, ordinal, kind, first and last passage, start, end, text. */
static int add_statement(statement_reader *r, sqlite3_stmt *row)
{
    uint32_t at = review_before(r->facts, sqlite3_column_int64(row, 3));
    uint32_t first = number_of(r->facts, sqlite3_column_int64(row, 3), &at), review = at;
    uint32_t last = number_of(r->facts, sqlite3_column_int64(row, 4), &at);
    if (first == SCRL_NONE || last == SCRL_NONE || last < first || at != review ||
        r->facts->reviews[review].id != sqlite3_column_int64(row, 0))
        return no_review(r->library);
    if (scrl__grow((void **)&r->out->items, &r->cap, r->out->count, sizeof(*r->out->items)) != 0)
        return scrl__fail_memory(r->library->ctx, "store");
    scrl__fact_statement *statement = &r->out->items[r->out->count];
    *statement = (scrl__fact_statement){.review = review,
                                        .ordinal = (uint32_t)sqlite3_column_int64(row, 1),
                                        .first = first,
                                        .last = last,
                                        .start = (uint32_t)sqlite3_column_int64(row, 5),
                                        .end = (uint32_t)sqlite3_column_int64(row, 6),
                                        .kind = keep(row, 2, r->out->arena)};
    r->word_count = 0;
    const char *text = (const char *)sqlite3_column_text(row, 7);
    int status =
        scrl__stems_each(r->library, text != NULL ? text : "", (size_t)sqlite3_column_bytes(row, 7), add_word, r);
    if (status == 0)
        status = take_bag(r, statement);
    r->out->count++;
    return status == SCRL_ENOMEM || statement->kind == NULL ? scrl__fail_memory(r->library->ctx, "store") : status;
}

static int read_statements(statement_reader *r)
{
    sqlite3_stmt *row = NULL;
    int rc = SQLITE_DONE;
    int status = scrl__store_prepare(
        r->library,
        "SELECT s.review, s.ordinal, s.kind, s.passage, s.last_passage, s.start_byte, s.end_byte, coalesce(s.text,"
        " CAST(substr(CAST(p.text AS BLOB), s.start_byte - p.start_byte + 1, s.end_byte - s.start_byte) AS TEXT))"
        " FROM review AS v JOIN statement AS s ON s.review = v.id JOIN passage AS p ON p.id = s.passage"
        " ORDER BY v.sha256, s.ordinal",
        &row);
    while (status == 0 && (rc = sqlite3_step(row)) == SQLITE_ROW)
        status = add_statement(r, row);
    if (status == 0 && rc != SQLITE_DONE)
        status = scrl__store_fail(r->library, rc, "read the statements");
    sqlite3_finalize(row);
    return status;
}

int scrl__facts_statements(scrl_library *library, const scrl__facts *facts, scrl__fact_statements *out)
{
    scrl__fact_statements statements = {.arena = scrl__arena_new()};
    statement_reader r = {.library = library, .facts = facts, .out = &statements};
    int status = 0;
    if (statements.arena == NULL || scrl__pool_init(&statements.pool) != 0)
        status = scrl__fail_memory(library->ctx, "store");
    if (status == 0)
        status = read_statements(&r);
    free(r.words);
    if (status == 0)
        *out = statements;
    else
        scrl__fact_statements_free(&statements);
    return status;
}

int scrl__facts_tags(scrl_library *library, const scrl__facts *facts, const char *theme, const uint32_t *passages,
                     size_t count, scrl__tag_fn tag, void *user)
{
    sqlite3_stmt *row = NULL;
    int status = scrl__store_prepare(
        library, "SELECT start_byte, end_byte, level FROM tag WHERE passage = ?1 AND theme = ?2 AND state <> 2", &row);
    uint32_t id = 0;
    int known = status == 0 ? scrl__term_find(library, "theme", theme, &id) : status;
    status = known < 0 ? known : 0;
    for (size_t i = 0; i < count && status == 0; i++) {
        const scrl__fact_review *review = &facts->reviews[facts->review_of[passages[i]]];
        int rc;
        sqlite3_reset(row);
        sqlite3_bind_int64(row, 1, review->first_id + (passages[i] - review->first));
        sqlite3_bind_int64(row, 2, id);
        while ((rc = sqlite3_step(row)) == SQLITE_ROW)
            tag(user, passages[i], (uint32_t)sqlite3_column_int64(row, 0), (uint32_t)sqlite3_column_int64(row, 1),
                (scrl_level)sqlite3_column_int(row, 2));
        status = rc == SQLITE_DONE ? 0 : scrl__store_fail(library, rc, "read the tags");
    }
    sqlite3_finalize(row);
    return status;
}

int scrl__facts_texts(scrl_library *library, const scrl__facts *facts, const scrl__choice *set,
                      scrl__passage_fn passage, void *user)
{
    sqlite3_stmt *row = NULL;
    int status = scrl__store_prepare(library, "SELECT text FROM passage WHERE id = ?1", &row);
    for (uint32_t i = 0; i < facts->passage_count && status == 0; i++) {
        const scrl__fact_review *review = &facts->reviews[facts->review_of[i]];
        if (!scrl__choice_has(set, i))
            continue;
        sqlite3_reset(row);
        sqlite3_bind_int64(row, 1, review->first_id + (i - review->first));
        int rc = sqlite3_step(row);
        if (rc != SQLITE_ROW)
            status = rc == SQLITE_DONE ? no_review(library) : scrl__store_fail(library, rc, "read the passages");
        else
            status = passage(user, i, (const char *)sqlite3_column_text(row, 0), (size_t)sqlite3_column_bytes(row, 0));
    }
    sqlite3_finalize(row);
    return status;
}

static int has_changed(scrl_library *library)
{
    return scrl__fail(library->ctx, SCRL_EBUSY, "store", "the library has changed since it was analysed");
}

/* Fills what a hit tells of its review. */
static int name_review(scrl_library *library, int64_t id, scrl__arena *arena, scrl_hit *hit)
{
    sqlite3_stmt *row = NULL;
    int status = scrl__store_prepare(library, scrl__unit_review_sql(), &row);
    if (status == 0)
        status = scrl__unit_review(library, row, id, arena, hit);
    sqlite3_finalize(row);
    return status == SCRL_ENOTFOUND ? has_changed(library) : status;
}

int scrl__facts_review_hit(scrl_library *library, const scrl__facts *facts, uint32_t review, scrl__arena *arena,
                           scrl_hit *out)
{
    *out = scrl__unit_blank(SCRL_UNIT_REVIEW);
    return name_review(library, facts->reviews[review].id, arena, out);
}

/* Fills a hit from the one row of a statement, of which the first parameter is bound. */
static int take_hit(scrl_library *library, sqlite3_stmt *row, scrl_unit unit, scrl__arena *arena, scrl_hit *hit)
{
    int64_t span[2];
    int rc = sqlite3_step(row);
    if (rc == SQLITE_DONE)
        return has_changed(library);
    if (rc != SQLITE_ROW)
        return scrl__store_fail(library, rc, "read the answer");
    return scrl__unit_fill(unit, row, arena, hit, span) == 0 ? 0 : scrl__fail_memory(library->ctx, "store");
}

int scrl__facts_passage_hit(scrl_library *library, const scrl__facts *facts, uint32_t passage, scrl__arena *arena,
                            scrl_hit *out)
{
    const scrl__fact_review *review = &facts->reviews[facts->review_of[passage]];
    sqlite3_stmt *row = NULL;
    scrl_hit hit = scrl__unit_blank(SCRL_UNIT_PASSAGE);
    int status = scrl__store_prepare(library, scrl__unit_sql(SCRL_UNIT_PASSAGE), &row);
    if (status == 0)
        status = name_review(library, review->id, arena, &hit);
    if (status == 0) {
        sqlite3_bind_int64(row, 1, review->first_id + (passage - review->first));
        status = take_hit(library, row, SCRL_UNIT_PASSAGE, arena, &hit);
    }
    sqlite3_finalize(row);
    if (status == 0)
        *out = hit;
    return status;
}

int scrl__facts_statement_hit(scrl_library *library, const scrl__facts *facts, uint32_t review, uint32_t ordinal,
                              scrl__arena *arena, scrl_hit *out)
{
    sqlite3_stmt *row = NULL;
    scrl_hit hit = scrl__unit_blank(SCRL_UNIT_STATEMENT);
    scrl__str sql = SCRL__STR_INIT;
    scrl__str_addf(&sql, "SELECT * FROM (%s) WHERE ordinal = ?2", scrl__unit_sql(SCRL_UNIT_STATEMENT));
    int status = sql.failed ? scrl__fail_memory(library->ctx, "store")
                            : scrl__store_prepare(library, scrl__str_text(&sql), &row);
    scrl__str_free(&sql);
    if (status == 0)
        status = name_review(library, facts->reviews[review].id, arena, &hit);
    if (status == 0) {
        sqlite3_bind_int64(row, 1, facts->reviews[review].id);
        sqlite3_bind_int64(row, 2, ordinal);
        status = take_hit(library, row, SCRL_UNIT_STATEMENT, arena, &hit);
    }
    sqlite3_finalize(row);
    if (status == 0)
        *out = hit;
    return status;
}
