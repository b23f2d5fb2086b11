/*
 * find.c - the passages that a plan chooses, with their scores: first the set, then what each word of the question adds to
 * the passages in it.
 */
#include <stdlib.h>
#include <string.h>

#include "store/choose.h"

typedef struct finding {
    scrl__chooser chooser;
    scrl__needles needles;
    scrl__bits set;
    scrl__found *found;
    size_t count;
} finding;

static int take_set(finding *f)
{
    f->found = malloc((scrl__bits_count(&f->set) + 1) * sizeof(*f->found));
    if (f->found == NULL)
        return scrl__fail_memory(f->chooser.library->ctx, "query");
    for (size_t i = 0; i < f->set.words; i++)
        for (uint64_t rest = f->set.bits[i]; rest != 0; rest &= rest - 1)
            f->found[f->count++] = (scrl__found){(uint32_t)(64 * i) + (uint32_t)__builtin_ctzll(rest), 0.0};
    return 0;
}

static int choose_set(finding *f)
{
    const scrl__chooser *c = &f->chooser;
    if (c->plan->root != 0)
        return scrl__choose(c, c->plan->root, NULL, &f->set);
    f->set = scrl__bits_new(c->columns->count);
    if (f->set.bits == NULL)
        return scrl__fail_memory(c->library->ctx, "query");
    scrl__bits_add_range(&f->set, 0, c->columns->count);
    return 0;
}

/* All words, phrases and NEARs that the question does not exclude; of a NEAR that texts decide, its words. */
static int score(finding *f, uint32_t number)
{
    const scrl__chooser *c = &f->chooser;
    const scrl__plan_node *node = &c->plan->nodes[number];
    const scrl__answer *answer = NULL;
    bool words = node->kind == SCRL__PLAN_TEXT || node->kind == SCRL__PLAN_NEAR;
    int status = 0;
    if (node->kind == SCRL__PLAN_NOT)
        return 0;
    if (words && scrl__choose_can_ask(c, number)) {
        status = scrl__choose_ask(c, number, &answer);
        if (status == 0)
            scrl__rank_add(c->columns, answer, &f->set, f->found);
        return status;
    }
    for (uint32_t child = node->first_child; child != 0 && status == 0; child = c->plan->nodes[child].next)
        status = score(f, child);
    return status;
}

static int find(finding *f, scrl__scoring scoring)
{
    const scrl__plan *plan = f->chooser.plan;
    f->chooser.scored = scoring != SCRL__SCORE_NONE && plan->root != 0 && !scrl__choose_wordless(plan, plan->root);
    int status = scrl__choose_begin(&f->chooser);
    if (status == 0)
        status = choose_set(f);
    if (status == 0)
        status = take_set(f);
    if (status == 0 && f->chooser.scored)
        status = score(f, plan->root);
    if (status == 0 && f->chooser.scored && scoring == SCRL__SCORE_WEIGHED)
        status = scrl__rank_weigh(f->chooser.library, f->chooser.columns, f->found, f->count);
    scrl__bits_free(&f->set);
    scrl__choose_end(&f->chooser);
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
