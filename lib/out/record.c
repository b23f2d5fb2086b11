/*
 * record.c - what analyses and searches give, as JSON objects and as rows of CSV. A kind of record is one table of
 * columns; both forms are written from it.
 */
#include <stddef.h>
#include <stdio.h>
#include <string.h>

#include <scrl/export.h>

#include "out/csv.h"
#include "out/keys.h"

typedef enum type {
    TEXT,     /* const char *; NULL as "" */
    LIST,     /* const char *, items separated by "; " */
    COUNT,    /* uint64_t */
    NUMBER,   /* uint32_t */
    YEAR,     /* uint32_t; 0: not stated */
    REAL,     /* double */
    FLAG,     /* int */
    POLARITY, /* scrl_polarity */
    LEVEL     /* scrl_level */
} type;

typedef struct column {
    const char *name;
    type type;
    size_t at;  /* of the member */
    size_t hit; /* of the member that points to the hit which has it; NONE: the record itself */
} column;

#define NONE SIZE_MAX
/* The columns of a hit that the member at 'in' points to, or that the record is. */
#define OF_HIT(prefix, in)                                                                                             \
    {prefix "review", TEXT, offsetof(scrl_hit, review), in}, {prefix "title", TEXT, offsetof(scrl_hit, title), in},    \
        {prefix "review_type", TEXT, offsetof(scrl_hit, review_type), in},                                             \
        {prefix "publisher", TEXT, offsetof(scrl_hit, publisher), in},                                                 \
        {prefix "published", TEXT, offsetof(scrl_hit, published), in},                                                 \
    {                                                                                                                  \
        prefix "file", TEXT, offsetof(scrl_hit, file), in                                                              \
    }
#define OF_PLACE(prefix, in)                                                                                           \
    OF_HIT(prefix, in), {prefix "page", NUMBER, offsetof(scrl_hit, page), in},                                         \
        {prefix "heading", TEXT, offsetof(scrl_hit, heading), in},                                                     \
        {prefix "role", TEXT, offsetof(scrl_hit, role), in}, {prefix "number", TEXT, offsetof(scrl_hit, number), in},  \
        {prefix "ordinal", NUMBER, offsetof(scrl_hit, ordinal), in},                                                   \
        {prefix "start", NUMBER, offsetof(scrl_hit, start), in},                                                       \
    {                                                                                                                  \
        prefix "end", NUMBER, offsetof(scrl_hit, end), in                                                              \
    }
#define OF_STATEMENT(prefix, in)                                                                                       \
    OF_PLACE(prefix, in), {prefix "kind", TEXT, offsetof(scrl_hit, kind), in},                                         \
        {prefix "label", TEXT, offsetof(scrl_hit, label), in},                                                         \
        {prefix "addressees", LIST, offsetof(scrl_hit, addressees), in},                                               \
    {                                                                                                                  \
        prefix "text", TEXT, offsetof(scrl_hit, text), in                                                              \
    }
#define AT(name, type, record, member)                                                                                 \
    {                                                                                                                  \
        name, type, offsetof(record, member), NONE                                                                     \
    }
#define HIT(name, type, member) AT(name, type, scrl_hit, member)

static const column passage_columns[] = {OF_PLACE("", NONE), HIT("kind", TEXT, kind), HIT("score", REAL, score),
                                         HIT("text", TEXT, text)};
static const column statement_columns[] = {OF_STATEMENT("", NONE)};
static const column event_columns[] = {OF_PLACE("", NONE),      HIT("kind", TEXT, kind), HIT("label", TEXT, label),
                                       HIT("from", TEXT, from), HIT("to", TEXT, to),     HIT("text", TEXT, text)};
static const column tag_columns[] = {OF_PLACE("", NONE),
                                     HIT("theme", TEXT, theme),
                                     HIT("polarity", POLARITY, polarity),
                                     HIT("level", LEVEL, level),
                                     HIT("confidence", NUMBER, confidence),
                                     HIT("evidence_start", NUMBER, evidence_start),
                                     HIT("evidence_end", NUMBER, evidence_end),
                                     HIT("rule", TEXT, rule),
                                     HIT("model", TEXT, model),
                                     HIT("polarity_by", TEXT, polarity_by),
                                     HIT("level_by", TEXT, level_by),
                                     HIT("text", TEXT, text)};
static const column count_columns[] = {
    AT("value", TEXT, scrl_count, value),      AT("passages", COUNT, scrl_count, passages),
    AT("reviews", COUNT, scrl_count, reviews), AT("problem", COUNT, scrl_count, problem),
    AT("good", COUNT, scrl_count, good),       AT("recommended", COUNT, scrl_count, recommended),
    AT("neutral", COUNT, scrl_count, neutral)};
static const column pair_columns[] = {AT("a", TEXT, scrl_pair, a),
                                      AT("b", TEXT, scrl_pair, b),
                                      AT("together", COUNT, scrl_pair, together),
                                      AT("with_a", COUNT, scrl_pair, with_a),
                                      AT("with_b", COUNT, scrl_pair, with_b),
                                      AT("units", COUNT, scrl_pair, units),
                                      AT("reviews", COUNT, scrl_pair, reviews),
                                      AT("expected", REAL, scrl_pair, expected),
                                      AT("lift", REAL, scrl_pair, lift),
                                      AT("overlap", REAL, scrl_pair, overlap),
                                      AT("p", REAL, scrl_pair, p),
                                      AT("q", REAL, scrl_pair, q),
                                      AT("few", FLAG, scrl_pair, few)};
static const column year_columns[] = {AT("value", TEXT, scrl_year, value),
                                      AT("year", YEAR, scrl_year, year),
                                      AT("with", COUNT, scrl_year, with),
                                      AT("reviews", COUNT, scrl_year, reviews),
                                      AT("passages", COUNT, scrl_year, passages),
                                      AT("share", REAL, scrl_year, share),
                                      AT("low", REAL, scrl_year, low),
                                      AT("high", REAL, scrl_year, high),
                                      AT("few", FLAG, scrl_year, few)};
static const column cell_columns[] = {AT("row", TEXT, scrl_cell, row),
                                      AT("column", TEXT, scrl_cell, column),
                                      AT("passages", COUNT, scrl_cell, passages),
                                      AT("reviews", COUNT, scrl_cell, reviews),
                                      AT("row_passages", COUNT, scrl_cell, row_passages),
                                      AT("row_reviews", COUNT, scrl_cell, row_reviews),
                                      AT("column_passages", COUNT, scrl_cell, column_passages),
                                      AT("column_reviews", COUNT, scrl_cell, column_reviews),
                                      AT("all_passages", COUNT, scrl_cell, all_passages),
                                      AT("all_reviews", COUNT, scrl_cell, all_reviews),
                                      AT("few", FLAG, scrl_cell, few)};
static const column contrast_columns[] = {AT("value", TEXT, scrl_contrast, value),
                                          AT("a", COUNT, scrl_contrast, a),
                                          AT("a_units", COUNT, scrl_contrast, a_units),
                                          AT("b", COUNT, scrl_contrast, b),
                                          AT("b_units", COUNT, scrl_contrast, b_units),
                                          AT("a_share", REAL, scrl_contrast, a_share),
                                          AT("b_share", REAL, scrl_contrast, b_share),
                                          AT("ratio", REAL, scrl_contrast, ratio),
                                          AT("p", REAL, scrl_contrast, p),
                                          AT("q", REAL, scrl_contrast, q),
                                          AT("few", FLAG, scrl_contrast, few)};
static const column recurrence_columns[] = {AT("order", TEXT, scrl_recurrence, order),
                                            AT("similarity", REAL, scrl_recurrence, similarity),
                                            AT("shared_words", LIST, scrl_recurrence, words),
                                            AT("shared_themes", LIST, scrl_recurrence, themes),
                                            AT("shared_addressees", LIST, scrl_recurrence, addressees),
                                            OF_STATEMENT("", offsetof(scrl_recurrence, statement)),
                                            OF_STATEMENT("before_", offsetof(scrl_recurrence, before))};
static const column likeness_columns[] = {
    OF_HIT("", offsetof(scrl_likeness, review)),    AT("likeness", REAL, scrl_likeness, likeness),
    AT("by_text", REAL, scrl_likeness, text),       AT("by_themes", REAL, scrl_likeness, by_themes),
    AT("shared_words", LIST, scrl_likeness, words), AT("shared_themes", LIST, scrl_likeness, themes)};
static const column line_columns[] = {AT("left", TEXT, scrl_line, left),
                                      AT("key", TEXT, scrl_line, key),
                                      AT("right", TEXT, scrl_line, right),
                                      AT("left_start", NUMBER, scrl_line, left_start),
                                      AT("key_start", NUMBER, scrl_line, key_start),
                                      AT("key_end", NUMBER, scrl_line, key_end),
                                      AT("right_end", NUMBER, scrl_line, right_end),
                                      OF_PLACE("", offsetof(scrl_line, hit))};
static const column message_columns[] = {AT("group", TEXT, scrl_message, group),
                                         AT("rank", NUMBER, scrl_message, rank),
                                         AT("why", TEXT, scrl_message, why),
                                         AT("alike", COUNT, scrl_message, alike),
                                         AT("alike_reviews", COUNT, scrl_message, alike_reviews),
                                         AT("candidates", COUNT, scrl_message, candidates),
                                         AT("candidate_reviews", COUNT, scrl_message, candidate_reviews),
                                         OF_STATEMENT("", offsetof(scrl_message, statement))};

#define KIND(columns, record)                                                                                          \
    {                                                                                                                  \
        columns, sizeof(columns) / sizeof(columns[0]), sizeof(record)                                                  \
    }

static const struct kind {
    const column *columns;
    size_t count, size;
} kinds[] = {
    [SCRL_RECORD_PASSAGE] = KIND(passage_columns, scrl_hit),
    [SCRL_RECORD_STATEMENT] = KIND(statement_columns, scrl_hit),
    [SCRL_RECORD_EVENT] = KIND(event_columns, scrl_hit),
    [SCRL_RECORD_TAG] = KIND(tag_columns, scrl_hit),
    [SCRL_RECORD_COUNT] = KIND(count_columns, scrl_count),
    [SCRL_RECORD_PAIR] = KIND(pair_columns, scrl_pair),
    [SCRL_RECORD_YEAR] = KIND(year_columns, scrl_year),
    [SCRL_RECORD_CELL] = KIND(cell_columns, scrl_cell),
    [SCRL_RECORD_CONTRAST] = KIND(contrast_columns, scrl_contrast),
    [SCRL_RECORD_RECURRENCE] = KIND(recurrence_columns, scrl_recurrence),
    [SCRL_RECORD_LIKENESS] = KIND(likeness_columns, scrl_likeness),
    [SCRL_RECORD_LINE] = KIND(line_columns, scrl_line),
    [SCRL_RECORD_MESSAGE] = KIND(message_columns, scrl_message),
};

/* Large enough for a record of any kind. */
typedef union any_record {
    scrl_hit hit;
    scrl_count count;
    scrl_pair pair;
    scrl_year year;
    scrl_cell cell;
    scrl_contrast contrast;
    scrl_recurrence recurrence;
    scrl_likeness likeness;
    scrl_line line;
    scrl_message message;
} any_record;

/* Copies a caller's record, or hit, as far as the caller's version of it goes; 'size' stands first in it. */
static void take_record(any_record *full, const void *record, size_t known)
{
    size_t size;
    memset(full, 0, sizeof(*full));
    memcpy(&size, record, sizeof(size));
    memcpy(full, record, size < known ? size : known);
}

/* Where the member of a column stands; NULL when its hit is missing. */
static const void *member_of(const column *c, const any_record *record)
{
    const scrl_hit *hit;
    if (c->hit == NONE)
        return (const char *)record + c->at;
    memcpy(&hit, (const char *)record + c->hit, sizeof(hit));
    return hit != NULL ? (const char *)hit + c->at : NULL;
}

static const char *text_of(const void *member)
{
    const char *text = NULL;
    if (member != NULL)
        memcpy(&text, member, sizeof(text));
    return text != NULL ? text : "";
}

static uint64_t count_of(const column *c, const void *member)
{
    uint64_t count = 0;
    uint32_t number = 0;
    if (member != NULL && c->type == COUNT)
        memcpy(&count, member, sizeof(count));
    else if (member != NULL)
        memcpy(&number, member, sizeof(number));
    return count + number;
}

static double real_of(const void *member)
{
    double real = 0;
    if (member != NULL)
        memcpy(&real, member, sizeof(real));
    return real;
}

/* Polarity and level are enums, a flag an int: all of them ints. */
static int int_of(const void *member)
{
    int value = 0;
    if (member != NULL)
        memcpy(&value, member, sizeof(value));
    return value;
}

static void json_list(scrl__json *json, const char *items)
{
    scrl__json_array(json);
    while (*items != '\0') {
        const char *end = strstr(items, "; ");
        size_t len = end != NULL ? (size_t)(end - items) : strlen(items);
        scrl__json_stringn(json, items, len);
        items += len + (end != NULL ? 2 : 0);
    }
    scrl__json_array_end(json);
}

static void json_value(scrl__json *json, const column *c, const void *member)
{
    switch (c->type) {
    case TEXT:
        scrl__json_string(json, text_of(member));
        break;
    case LIST:
        json_list(json, text_of(member));
        break;
    case YEAR:
        if (count_of(c, member) == 0)
            scrl__json_null(json);
        else
            scrl__json_int(json, (int64_t)count_of(c, member));
        break;
    case COUNT:
    case NUMBER:
        scrl__json_int(json, (int64_t)count_of(c, member));
        break;
    case REAL:
        scrl__json_double(json, real_of(member));
        break;
    case FLAG:
        scrl__json_bool(json, int_of(member));
        break;
    case POLARITY:
        scrl__json_string(json, scrl_polarity_name((scrl_polarity)int_of(member)));
        break;
    case LEVEL:
        scrl__json_string(json, scrl_level_name((scrl_level)int_of(member)));
        break;
    }
}

static void csv_value(scrl__str *row, const column *c, const void *member, bool first)
{
    char number[40] = "";
    const char *text = number;
    switch (c->type) {
    case TEXT:
    case LIST:
        text = text_of(member);
        break;
    case YEAR:
    case COUNT:
    case NUMBER:
        if (c->type != YEAR || count_of(c, member) > 0)
            snprintf(number, sizeof(number), "%llu", (unsigned long long)count_of(c, member));
        break;
    case REAL:
        snprintf(number, sizeof(number), "%.6g", real_of(member));
        break;
    case FLAG:
        text = int_of(member) != 0 ? "true" : "false";
        break;
    case POLARITY:
        text = scrl_polarity_name((scrl_polarity)int_of(member));
        break;
    case LEVEL:
        text = scrl_level_name((scrl_level)int_of(member));
        break;
    }
    scrl__csv_field(row, text, first);
}

static bool is_known(scrl_record kind)
{
    return (unsigned)kind < sizeof(kinds) / sizeof(kinds[0]);
}

int scrl_export_record(scrl_context *ctx, scrl_record kind, const void *record, scrl_write_fn write, void *user)
{
    any_record full;
    scrl__json json;
    if (ctx == NULL || record == NULL || write == NULL || !is_known(kind))
        return SCRL_EINVAL;
    take_record(&full, record, kinds[kind].size);
    scrl__json_init(&json, write, user);
    scrl__json_object(&json);
    for (size_t i = 0; i < kinds[kind].count; i++) {
        const column *c = &kinds[kind].columns[i];
        scrl__json_key(&json, c->name);
        json_value(&json, c, member_of(c, &full));
    }
    scrl__json_object_end(&json);
    scrl__json_line(&json);
    return scrl__json_close(ctx, &json);
}

int scrl_export_row(scrl_context *ctx, scrl_record kind, const void *record, scrl_write_fn write, void *user)
{
    any_record full;
    scrl__str row = SCRL__STR_INIT;
    if (ctx == NULL || write == NULL || !is_known(kind))
        return SCRL_EINVAL;
    if (record != NULL)
        take_record(&full, record, kinds[kind].size);
    for (size_t i = 0; i < kinds[kind].count; i++) {
        const column *c = &kinds[kind].columns[i];
        if (record == NULL)
            scrl__csv_field(&row, c->name, i == 0);
        else
            csv_value(&row, c, member_of(c, &full), i == 0);
    }
    scrl__csv_end(&row);
    int status = row.failed ? scrl__fail_memory(ctx, "write")
                 : write(user, row.data, row.len) != 0
                     ? scrl__fail(ctx, SCRL_ECANCELLED, "write", "the writer asked to stop")
                     : 0;
    scrl__str_free(&row);
    return status;
}
