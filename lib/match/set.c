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
#define NO_NUMBER UINT32_MAX

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
    rule.begins_words = rule.program != SCRL__NO_PROGRAM && scrl__program_begins_words(set->programs, rule.program);
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

static int compare_texts(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* The place of a literal among those of the set, of which it must be one. */
static size_t place_of(const scrl__set *set, const char *literal)
{
    const char **found = bsearch(&literal, set->atoms, set->atom_count, sizeof(*set->atoms), compare_texts);
    return (size_t)(found - set->atoms);
}

static uint32_t atom_of(const scrl__set *set, const char *literal)
{
    return set->atom_numbers[place_of(set, literal)];
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

static size_t count_needs(const scrl__need *need)
{
    size_t count = 0;
    for (; need != NULL; need = need->next)
        count += (need->kind == SCRL__NEED_LITERAL) + count_needs(need->first_child);
    return count;
}

static size_t count_literals(const scrl__set *set)
{
    size_t count = 0;
    for (size_t r = 0; r < set->count; r++) {
        for (size_t c = 0; c < useful_clauses(&set->rules[r].literals); c++)
            count += set->rules[r].literals.clauses[c].count;
        count += count_needs(set->rules[r].literals.need);
    }
    return count;
}

static void list_needs(const scrl__need *need, const char **atoms, size_t *n)
{
    for (; need != NULL; need = need->next) {
        if (need->kind == SCRL__NEED_LITERAL)
            atoms[(*n)++] = need->literal;
        list_needs(need->first_child, atoms, n);
    }
}

/* A clause by its length, and by its place for a settled order. */
struct sized {
    const scrl__clause *clause;
    size_t place;
};

static int compare_sizes(const void *a, const void *b)
{
    const struct sized *x = a;
    const struct sized *y = b;
    if (x->clause->count != y->clause->count)
        return x->clause->count > y->clause->count ? -1 : 1;
    return x->place < y->place ? -1 : x->place > y->place;
}

/* Numbers the literals of the longest clause first, and so on: long lists are in many rules, as they are or with some
 * words more. */
static int number_atoms(scrl__set *set)
{
    size_t count = 0;
    for (size_t r = 0; r < set->count; r++)
        count += useful_clauses(&set->rules[r].literals);
    struct sized *sized = scrl__arena_alloc(set->arena, count * sizeof(*sized));
    set->atom_numbers = scrl__arena_alloc(set->arena, set->atom_count * sizeof(*set->atom_numbers));
    if (sized == NULL || set->atom_numbers == NULL)
        return SCRL_ENOMEM;
    size_t n = 0;
    for (size_t r = 0; r < set->count; r++)
        for (size_t c = 0; c < useful_clauses(&set->rules[r].literals); c++, n++)
            sized[n] = (struct sized){&set->rules[r].literals.clauses[c], n};
    if (n > 0)
        qsort(sized, n, sizeof(*sized), compare_sizes);

    for (size_t a = 0; a < set->atom_count; a++)
        set->atom_numbers[a] = NO_NUMBER;
    uint32_t next = 0;
    for (size_t i = 0; i < n; i++) {
        for (size_t l = 0; l < sized[i].clause->count; l++) {
            size_t place = place_of(set, sized[i].clause->literals[l]);
            if (set->atom_numbers[place] == NO_NUMBER)
                set->atom_numbers[place] = next++;
        }
    }
    for (size_t a = 0; a < set->atom_count; a++)
        if (set->atom_numbers[a] == NO_NUMBER)
            set->atom_numbers[a] = next++;
    return 0;
}

/* Lists the distinct literals and counts how often each is used. */
static int list_atoms(scrl__set *set, size_t literal_count)
{
    set->atoms = scrl__arena_alloc(set->arena, literal_count * sizeof(*set->atoms));
    set->atom_uses = scrl__arena_alloc(set->arena, literal_count * sizeof(*set->atom_uses));
    if (set->atoms == NULL || set->atom_uses == NULL)
        return SCRL_ENOMEM;
    size_t n = 0;
    for (size_t r = 0; r < set->count; r++) {
        const scrl__literals *literals = &set->rules[r].literals;
        for (size_t c = 0; c < useful_clauses(literals); c++)
            for (size_t i = 0; i < literals->clauses[c].count; i++)
                set->atoms[n++] = literals->clauses[c].literals[i];
        list_needs(literals->need, set->atoms, &n);
    }
    if (n > 0)
        qsort(set->atoms, n, sizeof(*set->atoms), compare_texts);
    for (size_t i = 0; i < n; i++) {
        if (set->atom_count == 0 || strcmp(set->atoms[set->atom_count - 1], set->atoms[i]) != 0)
            set->atoms[set->atom_count++] = set->atoms[i];
        set->atom_uses[set->atom_count - 1]++;
    }
    return 0;
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
static void put_entries(scrl__set *set, bool fill)
{
    for (size_t a = 0; a < set->atom_count; a++) {
        struct entry entry = make_entry(set->atoms[a], set->atom_numbers[a]);
        if (entry.len >= 3) {
            put_entry(entry.len >= LONGER ? &set->longer : &set->shorter, &entry, entry.word, fill);
            continue;
        }
        for (uint64_t third = 0; third < 256; third++)
            if ((third & 0x20) != 0)
                put_entry(&set->shorter, &entry, entry.word | (third << 16), fill);
    }
}

static int make_room(struct table *table, scrl__arena *arena)
{
    for (size_t i = 1; i <= BUCKETS; i++)
        table->buckets[i] += table->buckets[i - 1];
    table->entries = scrl__arena_alloc(arena, table->buckets[BUCKETS] * sizeof(*table->entries));
    return table->entries != NULL ? 0 : SCRL_ENOMEM;
}

static int build_tables(scrl__set *set)
{
    set->longer.head = (UINT64_C(1) << (8 * LONGER)) - 1;
    set->shorter.head = 0xffffff;
    put_entries(set, false);
    if (make_room(&set->longer, set->arena) != 0 || make_room(&set->shorter, set->arena) != 0)
        return SCRL_ENOMEM;
    put_entries(set, true);
    return 0;
}

/* How often a clause is likely to hold. A literal that many rules use stands for a subject of the texts, and is
 * common in them. */
static uint64_t clause_cost(const scrl__set *set, const scrl__clause *clause)
{
    static const unsigned weights[] = {64, 64, 64, 32, 16, 10, 8};
    uint64_t cost = 0;
    for (size_t i = 0; i < clause->count; i++) {
        size_t len = strlen(clause->literals[i]);
        cost += (uint64_t)weights[len < 6 ? len : 6] * (1 + set->atom_uses[place_of(set, clause->literals[i])]);
    }
    return cost;
}

static size_t rarest_clause(const scrl__set *set, const scrl__literals *literals)
{
    size_t best = 0;
    uint64_t best_cost = UINT64_MAX;
    for (size_t c = 0; c < useful_clauses(literals); c++) {
        uint64_t cost = clause_cost(set, &literals->clauses[c]);
        if (cost < best_cost) {
            best = c;
            best_cost = cost;
        }
    }
    return best;
}

static int compare_orders(const void *a, const void *b)
{
    const scrl__clause *x = a;
    const scrl__clause *y = b;
    return x->order < y->order ? -1 : x->order > y->order;
}

static void relate(struct clause *clause, const scrl__clause *from, const scrl__clause *before)
{
    clause->within = UINT32_MAX;
    clause->follows = before != NULL && from->order != before->order;
    if (clause->follows && from->island == before->island && from->end - before->begin < UINT32_MAX)
        clause->within = (uint32_t)(from->end - before->begin);
    clause->ahead = from->island == 0 && from->end < UINT32_MAX ? (uint32_t)from->end : UINT32_MAX;
}

static int compare_numbers(const void *a, const void *b)
{
    uint32_t x = *(const uint32_t *)a;
    uint32_t y = *(const uint32_t *)b;
    return x < y ? -1 : x > y;
}

/* Writes the atoms of a clause from 'to' on as masks; returns how many, or SIZE_MAX when memory is out. */
static size_t store_masks(scrl__set *set, const scrl__clause *clause, union cell *to)
{
    uint32_t *numbers = scrl__arena_alloc(set->arena, clause->count * sizeof(*numbers));
    if (numbers == NULL)
        return SIZE_MAX;
    for (size_t i = 0; i < clause->count; i++)
        numbers[i] = atom_of(set, clause->literals[i]);
    qsort(numbers, clause->count, sizeof(*numbers), compare_numbers);
    size_t n = 0;
    for (size_t i = 0; i < clause->count; i++) {
        if (n == 0 || to[n - 1].mask.word != numbers[i] / BITS)
            to[n++].mask = (struct mask){0, numbers[i] / BITS};
        to[n - 1].mask.bits |= UINT64_C(1) << (numbers[i] % BITS);
    }
    return n;
}

/* Stores the clauses of a rule in the order of the pattern, from '*cell' on. 'rarest' is the clause that it hangs on. */
static int store_clauses(scrl__set *set, size_t r, const scrl__clause *rarest, uint32_t *cell, struct trigger *out)
{
    const scrl__literals *literals = &set->rules[r].literals;
    size_t count = useful_clauses(literals);
    scrl__clause *sorted = scrl__arena_copy(set->arena, literals->clauses, count, sizeof(*sorted));
    if (sorted == NULL)
        return SCRL_ENOMEM;
    qsort(sorted, count, sizeof(*sorted), compare_orders);

    *out = (struct trigger){.rule = (uint32_t)r, .first = *cell};
    for (size_t c = 0; c < count; c++) {
        union cell *to = &set->cells[*cell];
        size_t masks = store_masks(set, &sorted[c], to + 1);
        if (masks == SIZE_MAX)
            return SCRL_ENOMEM;
        to->clause.count = (uint16_t)masks;
        relate(&to->clause, &sorted[c], c > 0 ? &sorted[c - 1] : NULL);
        if (masks == 1 && sorted[c].literals != rarest->literals)
            out->other = to[1].mask;
        *cell += 1 + (uint32_t)masks;
    }
    set->cells[(*cell)++].clause = (struct clause){.count = 0, .need = set->rules[r].need};
    return 0;
}

/* Hangs the rules on the literals of their rarest clauses. The rules of an atom are found backwards from where those
 * of the next begin, so the first pass counts and the second puts. */
static int hang_rules(scrl__set *set, size_t literal_count)
{
    size_t clause_count = 0;
    for (size_t r = 0; r < set->count; r++)
        clause_count += set->rules[r].literals.count;
    set->cells = scrl__arena_alloc(set->arena, (set->count + clause_count + literal_count) * sizeof(*set->cells));
    set->always = scrl__arena_alloc(set->arena, set->count * sizeof(*set->always));
    set->triggers = scrl__arena_alloc(set->arena, literal_count * sizeof(*set->triggers));
    set->trigger_first = scrl__arena_alloc(set->arena, (set->atom_count + 1) * sizeof(*set->trigger_first));
    size_t *rarest = scrl__arena_alloc(set->arena, set->count * sizeof(*rarest));
    if (set->cells == NULL || set->always == NULL || set->triggers == NULL || set->trigger_first == NULL ||
        rarest == NULL)
        return SCRL_ENOMEM;

    for (size_t r = 0; r < set->count; r++) {
        const scrl__literals *literals = &set->rules[r].literals;
        if (literals->count == 0) {
            set->always[set->always_count++] = (uint32_t)r;
            continue;
        }
        rarest[r] = rarest_clause(set, literals);
        for (size_t i = 0; i < literals->clauses[rarest[r]].count; i++)
            set->trigger_first[atom_of(set, literals->clauses[rarest[r]].literals[i])]++;
    }
    for (size_t a = 1; a <= set->atom_count; a++)
        set->trigger_first[a] += set->trigger_first[a - 1];

    uint32_t cell = 0;
    for (size_t r = 0; r < set->count; r++) {
        if (set->rules[r].literals.count == 0)
            continue;
        struct trigger trigger;
        const scrl__clause *from = &set->rules[r].literals.clauses[rarest[r]];
        if (store_clauses(set, r, from, &cell, &trigger) != 0)
            return SCRL_ENOMEM;
        for (size_t i = 0; i < from->count; i++)
            set->triggers[--set->trigger_first[atom_of(set, from->literals[i])]] = trigger;
    }
    return 0;
}

static size_t count_nodes(const scrl__need *need)
{
    size_t count = 0;
    for (; need != NULL; need = need->next)
        count += 1 + count_nodes(need->first_child);
    return count;
}

/* Stores needs that stand side by side from 'at' on; returns the place after them. */
static uint32_t store_needs(scrl__set *set, const scrl__need *need, uint32_t at)
{
    for (; need != NULL; need = need->next) {
        struct need *to = &set->needs[at];
        to->kind = need->kind;
        to->atom = need->kind == SCRL__NEED_LITERAL ? atom_of(set, need->literal) : 0;
        at = to->end = store_needs(set, need->first_child, at + 1);
    }
    return at;
}

/* Lays the trees of needs out one after the other. */
static int lay_needs(scrl__set *set)
{
    size_t count = 0;
    for (size_t r = 0; r < set->count; r++)
        count += count_nodes(set->rules[r].literals.need);
    set->needs = scrl__arena_alloc(set->arena, count * sizeof(*set->needs));
    if (set->needs == NULL)
        return SCRL_ENOMEM;
    uint32_t at = 0;
    for (size_t r = 0; r < set->count; r++) {
        struct rule *rule = &set->rules[r];
        rule->need = rule->literals.need == NULL ? NO_NEED : at;
        at = store_needs(set, rule->literals.need, at);
    }
    return 0;
}

int scrl__set_compile(scrl__set *set)
{
    size_t literal_count = count_literals(set);
    int code = list_atoms(set, literal_count);
    if (code == 0)
        code = number_atoms(set);
    if (code == 0)
        code = build_tables(set);
    if (code == 0)
        code = lay_needs(set);
    if (code == 0)
        code = hang_rules(set, literal_count);
    return code;
}
