/* statements.c - findings, lessons, recommendations ...: are they found, as what, addressed to whom, about which agencies? A
 * statement is matched by its kind and its first words, so that where it ends does not count. */
#include <string.h>

#include "evaluate/case.h"

struct statement {
    scrl_statement record;
    const char *text;
    bool taken;
};

static int get_statements(scrl__case *c, struct statement **out, size_t *count)
{
    *count = scrl_review_statement_count(c->review);
    struct statement *statements = scrl__arena_alloc(c->arena, *count * sizeof(*statements));
    for (size_t i = 0; statements != NULL && i < *count; i++) {
        struct statement *s = &statements[i];
        s->record = (scrl_statement)SCRL_STATEMENT_INIT;
        scrl_review_statement(c->review, i, &s->record);
        s->text = scrl__case_text(c, s->record.start, s->record.end);
        if (s->text == NULL)
            statements = NULL;
    }
    *out = statements;
    return statements == NULL ? scrl__fail_memory(c->ctx, "use") : 0;
}

/* The first statement with these words that is not taken yet, of that kind or, with 'kind' NULL, of any. */
static size_t find_statement(const struct statement *statements, size_t count, const char *quote, const char *kind)
{
    for (size_t j = 0; j < count; j++) {
        if (!statements[j].taken && (kind == NULL || strcmp(statements[j].record.kind, kind) == 0) &&
            scrl__plain_begins(statements[j].text, quote))
            return j;
    }
    return SIZE_MAX;
}

static void disagree(scrl__case *c, scrl__measure_id id, const char *what, const char *group, const char *gold,
                     const char *found, const char *text, const struct statement *s)
{
    scrl_disagreement d = SCRL_DISAGREEMENT_INIT;
    d.what = what;
    d.group = group;
    d.gold = gold;
    d.found = found;
    d.text = text;
    if (s != NULL) {
        d.start = s->record.start;
        d.end = s->record.end;
    }
    scrl__case_disagree(c, id, &d);
}

/* Compares one list of a matched statement: its addressees or its agencies. */
static int compare_lists(scrl__case *c, scrl__measure_id id, const scrl__gold_list *gold, const char **found,
                         size_t count, bool (*equal)(const char *, const char *), const struct statement *s)
{
    bool *in_gold = scrl__arena_alloc(c->arena, gold->count), *in_found = scrl__arena_alloc(c->arena, count);
    if (in_gold == NULL || in_found == NULL)
        return scrl__fail_memory(c->ctx, "use");
    size_t right = scrl__case_pairs(gold->items, gold->count, found, count, equal, in_gold, in_found);
    scrl__report_count(c->report, id, "", gold->count, count, right);
    for (size_t i = 0; i < gold->count; i++) {
        if (!in_gold[i])
            disagree(c, id, "missed", "", gold->items[i], "", s->text, s);
    }
    for (size_t i = 0; i < count; i++) {
        if (!in_found[i])
            disagree(c, id, "extra", "", "", found[i], s->text, s);
    }
    return 0;
}

static bool same_id(const char *left, const char *right)
{
    return strcmp(left, right) == 0;
}

static int compare_pair(scrl__case *c, const scrl__gold_statement *gold, const struct statement *s, size_t index)
{
    size_t addressees = s->record.addressee_count, agencies = s->record.agency_count;
    const char **list = scrl__arena_alloc(c->arena, (addressees + agencies) * sizeof(*list));
    if (list == NULL)
        return scrl__fail_memory(c->ctx, "use");
    for (size_t j = 0; j < addressees; j++) {
        const char *name = scrl_review_statement_addressee(c->review, index, j);
        list[j] = scrl__plain(c->arena, name, strlen(name));
        if (list[j] == NULL)
            return scrl__fail_memory(c->ctx, "use");
    }
    for (size_t j = 0; j < agencies; j++)
        list[addressees + j] = scrl_review_statement_agency(c->review, index, j);
    int status = compare_lists(c, SCRL__ADDRESSEE, &gold->addressees, list, addressees, scrl__plain_same, s);
    if (status == 0)
        status = compare_lists(c, SCRL__AGENCY, &gold->agencies, list + addressees, agencies, same_id, s);
    return status;
}

/* What is left on both sides. The same words as another kind are one disagreement, though two of the counts. */
static void report_rest(scrl__case *c, struct statement *statements, size_t count, const bool *matched)
{
    for (size_t i = 0; i < c->gold->statement_count; i++) {
        const scrl__gold_statement *gold = &c->gold->statements[i];
        if (matched[i])
            continue;
        scrl__report_count(c->report, SCRL__STATEMENT, gold->kind, 1, 0, 0);
        size_t j = find_statement(statements, count, gold->quote, NULL);
        if (j == SIZE_MAX) {
            disagree(c, SCRL__STATEMENT, "missed", gold->kind, "", "", gold->quote, NULL);
            continue;
        }
        statements[j].taken = true;
        scrl__report_count(c->report, SCRL__STATEMENT, statements[j].record.kind, 0, 1, 0);
        disagree(c, SCRL__STATEMENT, "wrong", gold->kind, gold->kind, statements[j].record.kind, statements[j].text,
                 &statements[j]);
    }
    for (size_t j = 0; j < count; j++) {
        if (statements[j].taken)
            continue;
        scrl__report_count(c->report, SCRL__STATEMENT, statements[j].record.kind, 0, 1, 0);
        disagree(c, SCRL__STATEMENT, "extra", statements[j].record.kind, "", "", statements[j].text, &statements[j]);
    }
}

int scrl__measure_statements(scrl__case *c)
{
    struct statement *statements = NULL;
    size_t count = 0;
    bool *matched = scrl__arena_alloc(c->arena, c->gold->statement_count);
    if (matched == NULL)
        return scrl__fail_memory(c->ctx, "use");
    int status = get_statements(c, &statements, &count);
    scrl__report_count(c->report, SCRL__STATEMENT, "", 0, 0, 0);
    for (size_t i = 0; status == 0 && i < c->gold->statement_count; i++) {
        const scrl__gold_statement *gold = &c->gold->statements[i];
        size_t j = find_statement(statements, count, gold->quote, gold->kind);
        if (j == SIZE_MAX)
            continue;
        statements[j].taken = matched[i] = true;
        scrl__report_count(c->report, SCRL__STATEMENT, gold->kind, 1, 1, 1);
        status = compare_pair(c, gold, &statements[j], j);
    }
    if (status == 0)
        report_rest(c, statements, count, matched);
    return status;
}
