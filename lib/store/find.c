/*
 * find.c - the passages that a plan chooses, with their scores. Where the full-text index answers all that has words, one
 * run gives both; otherwise the passages are chosen first, and the words of the question score those.
 */
#include <stdlib.h>
#include <string.h>

#include "store/choose.h"
#include "store/expression.h"
#include "store/rank.h"

typedef struct finding {
    scrl__chooser chooser;
    scrl__needles needles;
    scrl__found *found;
    size_t count;
} finding;

/* Takes a set as what was found; scores that are there already stay. */
static int take_set(finding *f, const scrl__bits *set)
{
    scrl__found *items = calloc(scrl__bits_count(set) + 1, sizeof(*items));
    size_t count = 0, scored = 0;
    if (items == NULL)
        return scrl__fail_memory(f->chooser.library->ctx, "query");
    for (uint32_t place = scrl__bits_next(set, 0); place != UINT32_MAX; place = scrl__bits_next(set, place + 1)) {
        while (scored < f->count && f->found[scored].place < place)
            scored++;
        bool has = scored < f->count && f->found[scored].place == place;
        items[count++] = (scrl__found){place, has ? f->found[scored].score : 0.0};
    }
    free(f->found);
    f->found = items;
    f->count = count;
    return 0;
}

static int find_chosen(finding *f)
{
    scrl__bits set = {NULL, 0};
    int status = scrl__choose(&f->chooser, f->chooser.plan->root, NULL, &set);
    if (status == 0)
        status = take_set(f, &set);
    scrl__bits_free(&set);
    return status;
}

static int ask(finding *f, const scrl__str *expression, const scrl__bits *within, bool scored)
{
    const scrl__chooser *c = &f->chooser;
    if (expression->failed)
        return scrl__fail_memory(c->library->ctx, "query");
    return scrl__rank_find(c->library, c->columns, scrl__str_text(expression), within, scored, &f->found, &f->count);
}

/* Whether the root is an AND in which all words can be answered by the index together. */
static bool words_together(const finding *f)
{
    const scrl__plan *plan = f->chooser.plan;
    if (plan->nodes[plan->root].kind != SCRL__PLAN_AND || !scrl__expression_can_some(&f->needles, plan->root))
        return false;
    for (uint32_t child = plan->nodes[plan->root].first_child; child != 0; child = plan->nodes[child].next) {
        uint32_t inner = plan->nodes[child].kind == SCRL__PLAN_NOT ? plan->nodes[child].first_child : child;
        if (!scrl__expression_can(&f->needles, inner) && !scrl__choose_wordless(plan, child))
            return false;
    }
    return true;
}

/* One run of the index, among what the filters leave. */
static int find_together(finding *f)
{
    const scrl__chooser *c = &f->chooser;
    const scrl__plan *plan = c->plan;
    scrl__bits within = {NULL, 0};
    scrl__str expression = SCRL__STR_INIT;
    int status = 0;
    for (uint32_t child = plan->nodes[plan->root].first_child; child != 0 && status == 0;
         child = plan->nodes[child].next) {
        uint32_t inner = plan->nodes[child].kind == SCRL__PLAN_NOT ? plan->nodes[child].first_child : child;
        if (scrl__expression_can(&f->needles, inner))
            continue;
        scrl__bits one = {NULL, 0};
        status = scrl__choose(c, child, within.bits != NULL ? &within : NULL, &one);
        if (status == 0 && within.bits != NULL)
            scrl__bits_and(&within, &one);
        else if (status == 0) {
            within = one;
            continue;
        }
        scrl__bits_free(&one);
    }
    if (status == 0)
        status = scrl__expression_some(&f->needles, plan->root, &expression);
    if (status == 0)
        status = ask(f, &expression, within.bits != NULL ? &within : NULL, true);
    scrl__str_free(&expression);
    scrl__bits_free(&within);
    return status;
}

/* Chooses first, then scores what was chosen by all words of the question. */
static int find_apart(finding *f)
{
    scrl__bits set = {NULL, 0};
    scrl__str expression = SCRL__STR_INIT;
    int status = scrl__choose(&f->chooser, f->chooser.plan->root, NULL, &set);
    scrl__expression_words(&f->needles, &expression);
    if (status == 0 && expression.len > 0)
        status = ask(f, &expression, &set, true);
    if (status == 0)
        status = take_set(f, &set);
    scrl__str_free(&expression);
    scrl__bits_free(&set);
    return status;
}

/* The index answers it all. */
static int find_plain(finding *f, bool scored)
{
    scrl__str expression = SCRL__STR_INIT;
    int status = scrl__expression(&f->needles, f->chooser.plan->root, &expression);
    if (status == 0)
        status = ask(f, &expression, NULL, scored);
    scrl__str_free(&expression);
    return status;
}

static int find(finding *f, scrl__scoring scoring)
{
    const scrl__chooser *c = &f->chooser;
    int status;
    if (c->plan->root == 0) {
        scrl__bits all = scrl__bits_new(c->columns->count);
        if (all.bits == NULL)
            return scrl__fail_memory(c->library->ctx, "query");
        scrl__bits_add_range(&all, 0, c->columns->count);
        status = take_set(f, &all);
        scrl__bits_free(&all);
        return status;
    }
    bool scored = scoring != SCRL__SCORE_NONE && !scrl__choose_wordless(c->plan, c->plan->root);
    if (scrl__expression_can(&f->needles, c->plan->root))
        status = find_plain(f, scored);
    else if (!scored)
        status = find_chosen(f);
    else
        status = words_together(f) ? find_together(f) : find_apart(f);
    if (status == 0 && scored && scoring == SCRL__SCORE_WEIGHED)
        status = scrl__rank_weigh(c->library, c->columns, f->found, f->count);
    return status;
}

/* All that is read is read of one state of the library: inside of a transaction, as another process may write. */
int scrl__run_find(scrl_library *library, const scrl__plan *plan, scrl__scoring scoring, scrl__found **found,
                   size_t *count)
{
    finding f = {.chooser = {.library = library, .plan = plan, .needles = &f.needles}};
    bool own = false;
    int status = scrl__store_snapshot(library, &own);
    if (status != 0)
        return status;
    status = scrl__columns_get(library, &f.chooser.columns);
    if (status == 0) {
        status = scrl__needles_make(library, plan, &f.needles);
        if (status == 0)
            status = find(&f, scoring);
        scrl__needles_free(&f.needles);
    }
    scrl__store_snapshot_end(library, own);
    if (status != 0) {
        free(f.found);
        return status;
    }
    *found = f.found;
    *count = f.count;
    return 0;
}
