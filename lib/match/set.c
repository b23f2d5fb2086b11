/*
 * set.c - makes a set of patterns: takes their alternatives apart, numbers the literals that they need, puts these into tables, and
 * hangs each alternative on the literals of its rarest clause. Which literals one needs is literal.c's knowledge; how a set is
 * run, scan.c's.
 */
#include "match/set.h"

#include <stdlib.h>
#include <string.h>

#include <scrl/context.h>

#include "base/str.h"
#include "match/alternatives.h"
#include "match/set_parts.h"

#define LONGER 5u

int scrl__set_new(scrl__set **out)
{
    scrl__set *set = calloc(1, sizeof(*set));
    if (set == NULL)
        return SCRL_ENOMEM;
    set->arena = scrl__arena_new();
    set->programs = scrl__programs_new();
    if (set->arena == NULL || set->programs == NULL) {
        scrl__set_free(set);
        return SCRL_ENOMEM;
    }
    *out = set;
    return 0;
}

void scrl__set_free(scrl__set *set)
{
    if (set == NULL)
        return;
    for (size_t i = 0; i < set->count; i++)
        scrl__regex_free(set->rules[i].regex);
    free(set->rules);
    scrl__programs_free(set->programs);
    scrl__arena_free(set->arena);
    free(set);
}

/* Adds an alternative of a pattern. */
static int add_rule(scrl__set *set, const char *pattern, unsigned flags, uint32_t id, bool *unanchored, char *message,
                    size_t message_size, size_t *position)
{
    if (scrl__grow((void **)&set->rules, &set->cap, set->count, sizeof(struct rule)) != 0)
        return SCRL_ENOMEM;
    struct rule rule = {.id = id, .pattern = set->pattern_count, .program = SCRL__NO_PROGRAM};
    int code = (flags & SCRL__REGEX_CASE) == 0 ? scrl__program_add(set->programs, pattern, &rule.program) : 0;
    if (code == 0 && rule.program == SCRL__NO_PROGRAM)
        code = scrl__regex_new(pattern, flags, &rule.regex, message, message_size, position);
    if (code != 0)
        return code;
    rule.begins = rule.program == SCRL__NO_PROGRAM ? 0 : scrl__program_begins(set->programs, rule.program);
    code = scrl__literals_derive(pattern, set->arena, &rule.literals);
    if (code != 0) {
        scrl__regex_free(rule.regex);
        return code;
    }
    *unanchored = *unanchored || rule.literals.count == 0;
    set->rules[set->count++] = rule;
    return 0;
}

int scrl__set_add(scrl__set *set, const char *pattern, unsigned flags, uint32_t id, bool *unanchored, char *message,
                  size_t message_size, size_t *position)
{
    size_t at = 0;
    size_t before = set->count;
    bool free_of_literals = false;
    int code = 0;
    scrl__str one = SCRL__STR_INIT;
    while (code == 0 && scrl__alternative_next(pattern, &at, &one))
        code = one.failed
                   ? SCRL_ENOMEM
                   : add_rule(set, scrl__str_text(&one), flags, id, &free_of_literals, message, message_size, position);
    scrl__str_free(&one);
    set->pattern_count++;
    set->widest = set->count - before > set->widest ? set->count - before : set->widest;
    if (unanchored != NULL && code == 0)
        *unanchored = free_of_literals;
    return code;
}

static size_t longest_literal(const scrl__clause *clause)
{
    size_t longest = 0;
    for (size_t i = 0; i < clause->count; i++) {
        size_t len = strlen(clause->literals[i]);
        longest = len > longest ? len : longest;
    }
    return longest;
}

/* A clause of nothing but two-byte literals, which are in nearly every text, is not worth its bookkeeping where a rule
 * has a better one. One that has some of them beside longer ones is: 'police officer|PC'. Clauses are sorted, those
 * with the shortest literals last. */
static size_t useful_clauses(const scrl__literals *literals)
{
    size_t count = literals->count;
    while (count > 1 && longest_literal(&literals->clauses[count - 1]) < 3)
        count--;
    return count;
}

/* A clause with the numbers of its literals. */
struct part {
    const scrl__clause *clause;
    const uint32_t *atoms;
    uint64_t cost;
    uint32_t row; /* of set->cells */
};

/* A set while it is compiled. */
struct maker {
    scrl__set *set;
    scrl__arena *arena; /* of what is needed no longer than that */
    const char **atoms; /* by number */
    uint32_t *uses;     /* how often each is used */
    uint32_t *slots;    /* atoms by a hash of their text, and 1; 0 when free */
    size_t slot_count;
    struct part *parts; /* of all rules */
    uint32_t *numbers;  /* of the literals of the parts */
    uint32_t cell_count, step_count, need_count, need_atom_count;
};

static uint32_t *slot_of(const struct maker *m, const char *text)
{
    uint64_t h = UINT64_C(14695981039346656037);
    for (const char *c = text; *c != '\0'; c++)
        h = (h ^ (unsigned char)*c) * UINT64_C(1099511628211);
    size_t at = (size_t)(h ^ (h >> 32)) & (m->slot_count - 1);
    while (m->slots[at] != 0 && strcmp(m->atoms[m->slots[at] - 1], text) != 0)
        at = (at + 1) & (m->slot_count - 1);
    return &m->slots[at];
}

static uint32_t add_atom(struct maker *m, const char *text)
{
    uint32_t *slot = slot_of(m, text);
    if (*slot == 0) {
        m->atoms[m->set->atom_count++] = text;
        *slot = (uint32_t)m->set->atom_count;
    }
    m->uses[*slot - 1]++;
    return *slot - 1;
}

static void add_need_atoms(struct maker *m, const scrl__need *need)
{
    for (; need != NULL; need = need->next) {
        if (need->kind == SCRL__NEED_LITERAL)
            add_atom(m, need->literal);
        add_need_atoms(m, need->first_child);
    }
}

static void count_needs(const scrl__need *need, size_t *literals, size_t *nodes)
{
    for (; need != NULL; need = need->next) {
        *literals += need->kind == SCRL__NEED_LITERAL;
        (*nodes)++;
        count_needs(need->first_child, literals, nodes);
    }
}

/* Makes room for all that the rules need. */
static int make_room(struct maker *m)
{
    scrl__set *set = m->set;
    size_t clauses = 0, literals = 0, need_literals = 0, nodes = 0;
    for (size_t r = 0; r < set->count; r++) {
        const scrl__literals *of = &set->rules[r].literals;
        for (size_t c = 0; c < useful_clauses(of); c++, clauses++)
            literals += of->clauses[c].count;
        count_needs(of->need, &need_literals, &nodes);
    }
    size_t most = literals + need_literals;
    for (m->slot_count = 16; m->slot_count < 2 * most; m->slot_count *= 2)
        ;
    m->atoms = scrl__arena_alloc(m->arena, most * sizeof(*m->atoms));
    m->uses = scrl__arena_alloc(m->arena, most * sizeof(*m->uses));
    m->slots = scrl__arena_alloc(m->arena, m->slot_count * sizeof(*m->slots));
    m->parts = scrl__arena_alloc(m->arena, clauses * sizeof(*m->parts));
    m->numbers = scrl__arena_alloc(m->arena, literals * sizeof(*m->numbers));
    set->cells = scrl__arena_alloc(set->arena, (4 * set->count + clauses + literals) * sizeof(*set->cells));
    set->steps = scrl__arena_alloc(set->arena, clauses * sizeof(*set->steps));
    set->needs = scrl__arena_alloc(set->arena, nodes * sizeof(*set->needs));
    set->need_atoms = scrl__arena_alloc(set->arena, need_literals * sizeof(*set->need_atoms));
    set->always = scrl__arena_alloc(set->arena, set->count * sizeof(*set->always));
    set->triggers = scrl__arena_alloc(set->arena, literals * sizeof(*set->triggers));
    set->trigger_first = scrl__arena_alloc(set->arena, (most + 1) * sizeof(*set->trigger_first));
    bool all = m->atoms != NULL && m->uses != NULL && m->slots != NULL && m->parts != NULL && m->numbers != NULL &&
               set->cells != NULL && set->steps != NULL && set->needs != NULL && set->need_atoms != NULL &&
               set->always != NULL && set->triggers != NULL && set->trigger_first != NULL;
    return all ? 0 : SCRL_ENOMEM;
}

/* How often a clause is likely to hold. A literal that many rules use stands for a subject of the texts, and is
 * common in them. */
static uint64_t cost_of(const struct maker *m, const struct part *part)
{
    static const unsigned weights[] = {64, 64, 64, 32, 16, 10, 8};
    uint64_t cost = 0;
    for (size_t i = 0; i < part->clause->count; i++) {
        size_t len = strlen(m->atoms[part->atoms[i]]);
        cost += (uint64_t)weights[len < 6 ? len : 6] * (1 + m->uses[part->atoms[i]]);
    }
    return cost;
}

/* Numbers the literals, and lists the clauses of all rules, one rule after the other. */
static void number_literals(struct maker *m)
{
    const scrl__set *set = m->set;
    struct part *part = m->parts;
    uint32_t *number = m->numbers;
    for (size_t r = 0; r < set->count; r++) {
        const scrl__literals *literals = &set->rules[r].literals;
        for (size_t c = 0; c < useful_clauses(literals); c++) {
            *part++ = (struct part){.clause = &literals->clauses[c], .atoms = number};
            for (size_t i = 0; i < literals->clauses[c].count; i++)
                *number++ = add_atom(m, literals->clauses[c].literals[i]);
        }
        add_need_atoms(m, literals->need);
    }
    for (struct part *p = m->parts; p < part; p++)
        p->cost = cost_of(m, p);
}

static struct entry make_entry(const char *text, uint32_t atom)
{
    char bytes[WORD] = {0};
    char mask[WORD] = {0};
    size_t len = strlen(text);
    size_t head = len < WORD ? len : WORD;
    memcpy(bytes, text, head);
    memset(mask, 0xff, head);
    struct entry entry = {.text = text, .len = (uint32_t)len, .atom = atom, .mask = scrl__load_word(mask)};
    entry.word = (scrl__load_word(bytes) | FOLD) & entry.mask;
    return entry;
}

static void put_entry(struct table *table, const struct entry *entry, uint64_t first_bytes, bool fill)
{
    uint64_t h = scrl__table_hash(table, first_bytes);
    uint64_t bucket = h >> (64 - BUCKET_BITS);
    uint64_t bit = h >> (64 - FILTER_BITS);
    if (fill)
        table->entries[--table->buckets[bucket]] = *entry;
    else
        table->buckets[bucket]++;
    table->filter[bit / 64] |= UINT64_C(1) << (bit % 64);
}

/* Counts the entries of each bucket, or (the second time, with counts summed up) puts them in. */
static void put_entries(const struct maker *m, bool fill)
{
    scrl__set *set = m->set;
    for (uint32_t a = 0; a < set->atom_count; a++) {
        struct entry entry = make_entry(m->atoms[a], a);
        if (entry.len >= 3) {
            put_entry(entry.len >= LONGER ? &set->longer : &set->shorter, &entry, entry.word, fill);
            continue;
        }
        for (uint64_t third = 0; third < 256; third++)
            if ((third & 0x20) != 0)
                put_entry(&set->shorter, &entry, entry.word | (third << 16), fill);
    }
}

static int make_buckets(struct table *table, scrl__arena *arena)
{
    for (size_t i = 1; i <= BUCKETS; i++)
        table->buckets[i] += table->buckets[i - 1];
    table->entries = scrl__arena_alloc(arena, table->buckets[BUCKETS] * sizeof(*table->entries));
    return table->entries != NULL ? 0 : SCRL_ENOMEM;
}

static int build_tables(const struct maker *m)
{
    scrl__set *set = m->set;
    set->longer.head = (UINT64_C(1) << (8 * LONGER)) - 1;
    set->shorter.head = 0xffffff;
    put_entries(m, false);
    if (make_buckets(&set->longer, set->arena) != 0 || make_buckets(&set->shorter, set->arena) != 0)
        return SCRL_ENOMEM;
    put_entries(m, true);
    return 0;
}

static int compare_costs(const void *a, const void *b)
{
    const struct part *x = a;
    const struct part *y = b;
    if (x->cost != y->cost)
        return x->cost < y->cost ? -1 : 1;
    return x->atoms < y->atoms ? -1 : x->atoms > y->atoms;
}

static int compare_orders(const void *a, const void *b)
{
    const struct part *x = a;
    const struct part *y = b;
    if (x->clause->order != y->clause->order)
        return x->clause->order < y->clause->order ? -1 : 1;
    return x->atoms < y->atoms ? -1 : x->atoms > y->atoms;
}

static void store_row(struct maker *m, struct part *part)
{
    uint32_t *cells = m->set->cells;
    part->row = m->cell_count;
    cells[m->cell_count++] = (uint32_t)part->clause->count;
    for (size_t i = 0; i < part->clause->count; i++)
        cells[m->cell_count++] = part->atoms[i];
}

static struct step make_step(const struct part *part, const struct part *before)
{
    const scrl__clause *clause = part->clause;
    struct step step = {.row = part->row, .within = UINT32_MAX};
    step.follows = before != NULL && clause->order != before->clause->order;
    if (step.follows && clause->island == before->clause->island && clause->end - before->clause->begin < UINT32_MAX)
        step.within = (uint32_t)(clause->end - before->clause->begin);
    step.ahead = clause->island == 0 && clause->end < UINT32_MAX ? (uint32_t)clause->end : UINT32_MAX;
    return step;
}

/* Stores a tree of needs; returns the number of its root. */
static uint32_t store_need(struct maker *m, const scrl__need *need)
{
    scrl__set *set = m->set;
    uint32_t at = m->need_count++;
    const scrl__need *children = need->kind == SCRL__NEED_LITERAL ? need : need->first_child;
    struct need *to = &set->needs[at];
    *to = (struct need){.all = need->kind != SCRL__NEED_ANY, .first = m->need_atom_count};
    for (const scrl__need *n = children; n != NULL; n = n->next)
        if (n->kind == SCRL__NEED_LITERAL)
            set->need_atoms[m->need_atom_count++] = *slot_of(m, n->literal) - 1;
    to->count = m->need_atom_count - to->first;
    for (const scrl__need *n = children; n != NULL; n = n->next)
        if (n->kind != SCRL__NEED_LITERAL)
            store_need(m, n);
    to->end = m->need_count;
    return at;
}

/* Stores what is asked for a rule. The first of 'parts' is the clause that it hangs on. */
static void store_rule(struct maker *m, uint32_t r, struct part *parts, size_t count)
{
    scrl__set *set = m->set;
    const scrl__need *need = set->rules[r].literals.need;
    const struct part *small = NULL;
    for (size_t c = 1; c < count && small == NULL; c++)
        small = parts[c].clause->count <= 2 ? &parts[c] : NULL;
    for (size_t i = 0; i < parts[0].clause->count; i++) {
        uint32_t atom = parts[0].atoms[i], one = small == NULL ? atom : small->atoms[0],
                 two = small == NULL ? atom : small->atoms[small->clause->count - 1];
        set->triggers[--set->trigger_first[atom]] = (struct trigger){r, m->cell_count, {one, two}};
    }
    for (size_t c = 0; c < count; c++)
        store_row(m, &parts[c]);
    set->cells[m->cell_count++] = 0;
    set->cells[m->cell_count++] = m->step_count;
    set->cells[m->cell_count++] = (uint32_t)count;
    set->cells[m->cell_count++] = need == NULL ? NO_NEED : store_need(m, need);
    qsort(parts, count, sizeof(*parts), compare_orders);
    for (size_t c = 0; c < count; c++)
        set->steps[m->step_count++] = make_step(&parts[c], c > 0 ? &parts[c - 1] : NULL);
}

/* Hangs the rules on the literals of their rarest clauses. The rules of an atom are found backwards from where those
 * of the next begin, so the first pass counts and the second puts. */
static void hang_rules(struct maker *m)
{
    scrl__set *set = m->set;
    struct part *parts = m->parts;
    for (uint32_t r = 0; r < set->count; r++) {
        size_t count = useful_clauses(&set->rules[r].literals);
        if (count == 0) {
            set->always[set->always_count++] = r;
            continue;
        }
        qsort(parts, count, sizeof(*parts), compare_costs);
        for (size_t i = 0; i < parts[0].clause->count; i++)
            set->trigger_first[parts[0].atoms[i]]++;
        parts += count;
    }
    for (size_t a = 1; a <= set->atom_count; a++)
        set->trigger_first[a] += set->trigger_first[a - 1];
    parts = m->parts;
    for (uint32_t r = 0; r < set->count; r++) {
        size_t count = useful_clauses(&set->rules[r].literals);
        if (count > 0)
            store_rule(m, r, parts, count);
        parts += count;
    }
}

int scrl__set_compile(scrl__set *set)
{
    struct maker m = {.set = set, .arena = scrl__arena_new()};
    int code = m.arena == NULL ? SCRL_ENOMEM : make_room(&m);
    if (code == 0) {
        number_literals(&m);
        code = build_tables(&m);
    }
    if (code == 0)
        hang_rules(&m);
    scrl__arena_free(m.arena);
    return code;
}
