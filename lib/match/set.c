/*
 * set.c - one pass over a unit finds the literals in it, the literals choose the rules that may match, regular
 * expressions confirm. Which literals a rule needs is literal.c's knowledge.
 *
 * The pass looks at word starts only: a bit mask of them is made for 64 bytes at a time; the first bytes of each
 * word, folded, are hashed into two bitmaps that reject most, one for literals of five bytes and more (English has
 * many words on con- and pre-, so that three bytes would let too much through) and one for shorter ones; the others
 * are compared with the literals of their buckets. Of the clauses of a rule the one that is probably the rarest
 * triggers it: the rule hangs on the literals of that clause, and is a candidate when all clauses hold in the unit,
 * in the order and within the distance that the pattern asks for. The places of the literals also tell where a match
 * can begin; the expression is tried there only.
 *
 * Folding is setting bit 0x20, on both sides: it makes ASCII letters lower case and confuses a few marks, which only
 * costs a comparison.
 */
#include "match/set.h"

#include <stdlib.h>
#include <string.h>

#if defined(__SSE2__)
#include <emmintrin.h>
#endif

#include <scrl/context.h>

#include "base/arena.h"
#include "base/str.h"
#include "base/utf8.h"
#include "match/alternatives.h"
#include "match/literal.h"
#include "match/program.h"

#define BLOCK 64u
#define WORD 8u /* bytes compared at once */
#define FILTER_BITS 15u
#define BUCKET_BITS 12u
#define BUCKETS (1u << BUCKET_BITS)
#define LONGER 5u
#define NO_NEED UINT32_MAX
#define NO_NUMBER UINT32_MAX
#define STARTS_MAX 4096u
#define AHEAD 4 /* triggers whose cells are fetched while others are looked at */
#define BITS 64u
#define FOLD UINT64_C(0x2020202020202020)

/* Atoms of a clause that share a word of the bits of a unit. */
struct mask {
    uint64_t bits;
    uint32_t word;
};

/* A clause, with 'count' masks behind it. */
struct clause {
    uint16_t count;  /* 0 behind the last clause of a rule */
    bool follows;    /* its literal begins after that of the clause before it */
    uint32_t within; /* and by at most so many bytes */
    uint32_t ahead;  /* a match begins at most so many bytes before its literal; UINT32_MAX: anywhere before */
    uint32_t need;   /* behind the last clause: of set->needs, or NO_NEED */
};

/* What is asked of a unit for each rule lies in one row, because fetching it costs more than looking at it. */
union cell {
    struct clause clause;
    struct mask mask;
};

/* A node of a tree of needs, which stand before their children: these go up to 'end', each with its own. */
struct need {
    scrl__need_kind kind;
    uint32_t atom; /* of a literal */
    uint32_t end;
};

/* An alternative of a pattern. They are looked for one by one, because one pattern of a hundred alternatives would have to be
 * tried wherever a word of any of them stands. */
struct rule {
    uint32_t program;   /* of set->programs */
    bool begins_words;  /* scrl__program_begins_words() */
    scrl__regex *regex; /* where there is no such program */
    scrl__literals literals;
    uint32_t id;
    uint32_t pattern; /* the number of the pattern of which this is an alternative */
    uint32_t need;    /* of set->needs, or NO_NEED */
};

/* A literal in the bucket of its first bytes. */
struct entry {
    uint64_t word; /* the first eight bytes, folded */
    uint64_t mask; /* those of them that belong to the literal */
    const char *text;
    uint32_t len;
    uint32_t atom;
};

/* Literals by a hash of their first bytes, which 'head' masks. A literal of two bytes stands in the buckets of all
 * third bytes. */
struct table {
    uint64_t head;
    uint64_t filter[(1u << FILTER_BITS) / 64u];
    uint32_t buckets[BUCKETS + 1];
    struct entry *entries;
};

/* A rule that hangs on a literal, and the atoms of another of its clauses, where these share a word: what they rule out
 * needs no closer look. */
struct trigger {
    struct mask other; /* no bits: there is no such clause */
    uint32_t rule;
    uint32_t first; /* of set->cells: the clauses in the order of the pattern */
};

struct scrl__set {
    scrl__arena *arena;
    scrl__programs *programs;
    struct rule *rules;
    size_t count;
    size_t cap;
    uint32_t pattern_count;
    size_t widest; /* alternatives of a pattern, at most */

    /* Made by compile; in the arena. */
    const char **atoms; /* sorted */
    uint32_t *atom_uses;
    uint32_t *atom_numbers; /* those of one clause follow each other as far as can be, so that they share words */
    size_t atom_count;
    struct table longer;     /* literals of LONGER bytes and more, by their first LONGER */
    struct table shorter;    /* the others, by three */
    uint32_t *trigger_first; /* by atom, and one more */
    struct trigger *triggers;
    union cell *cells;
    struct need *needs;
    uint32_t *always; /* rules that hang on nothing */
    size_t always_count;
};

/* Where in the unit a literal begins for the first and for the last time. */
struct place {
    uint32_t first, last;
};

/* A rule to be tried in the unit, and the first and last byte of the text at which a match can begin. */
struct candidate {
    uint32_t rule;
    uint32_t from, last;
};

/* The next match of a candidate, from the start of the unit. */
struct found {
    scrl__group groups[SCRL__GROUPS_MAX]; /* the whole of it unset: there is none */
};

/* The working memory of a run. */
struct run {
    const scrl__set *set;
    const char *text;
    size_t len;
    size_t start, end;    /* of the unit */
    uint64_t *seen;       /* a bit for each atom: it is in the unit */
    uint32_t *tried;      /* by rule: the number of the unit, from 1, in which it was looked at last */
    uint32_t unit;        /* the number of the one at hand */
    struct place *places; /* by atom, when seen */
    uint32_t *hits;       /* atoms that are in the unit */
    size_t hit_count;
    uint32_t *starts; /* where words begin in the unit, from its start; no more than STARTS_MAX */
    size_t start_count;
    struct candidate *candidates;
    size_t candidate_count;
    struct found *found; /* by candidate of one pattern */
    bool odd;            /* the unit has a letter beyond ASCII that folds to one within */
};

/* --- Making a set --- */

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

static uint64_t hash(const struct table *table, uint64_t folded_word)
{
    return (folded_word & table->head) * UINT64_C(0x9e3779b97f4a7c15);
}

/* The first byte is the lowest, whatever the machine. */
static uint64_t load_word(const char *bytes)
{
    uint64_t word;
    memcpy(&word, bytes, sizeof(word));
#if __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
    word = __builtin_bswap64(word);
#endif
    return word;
}

static struct entry make_entry(const char *text, uint32_t atom)
{
    char bytes[WORD] = {0};
    char mask[WORD] = {0};
    size_t len = strlen(text);
    size_t head = len < WORD ? len : WORD;
    memcpy(bytes, text, head);
    memset(mask, 0xff, head);
    struct entry entry = {.text = text, .len = (uint32_t)len, .atom = atom, .mask = load_word(mask)};
    entry.word = (load_word(bytes) | FOLD) & entry.mask;
    return entry;
}

static void put_entry(struct table *table, const struct entry *entry, uint64_t first_bytes, bool fill)
{
    uint64_t h = hash(table, first_bytes);
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

/* --- Running it --- */

/* Masks of 64 bytes: '*words' of ASCII letters and digits, '*high' of bytes beyond ASCII. */
#if defined(__SSE2__)
static void classify(const unsigned char *block, uint64_t *words, uint64_t *high)
{
    uint64_t w = 0;
    uint64_t h = 0;
    for (unsigned i = 0; i < BLOCK; i += 16) {
        /* Each range is moved to begin at the least signed value, so that one comparison finds it. */
        __m128i x = _mm_loadu_si128((const __m128i *)(const void *)(block + i));
        __m128i folded = _mm_or_si128(x, _mm_set1_epi8(0x20));
        __m128i letters =
            _mm_cmplt_epi8(_mm_add_epi8(folded, _mm_set1_epi8((char)(-128 - 'a'))), _mm_set1_epi8((char)(-128 + 26)));
        __m128i digits =
            _mm_cmplt_epi8(_mm_add_epi8(x, _mm_set1_epi8((char)(-128 - '0'))), _mm_set1_epi8((char)(-128 + 10)));
        w |= (uint64_t)(unsigned)_mm_movemask_epi8(_mm_or_si128(letters, digits)) << i;
        h |= (uint64_t)(unsigned)_mm_movemask_epi8(x) << i;
    }
    *words = w;
    *high = h;
}
#else
static void classify(const unsigned char *block, uint64_t *words, uint64_t *high)
{
    uint64_t w = 0;
    uint64_t h = 0;
    for (unsigned i = 0; i < BLOCK; i++) {
        unsigned letter = (block[i] | 0x20u) - 'a' < 26u;
        unsigned digit = block[i] - (unsigned)'0' < 10u;
        w |= (uint64_t)(letter | digit) << i;
        h |= (uint64_t)(block[i] >> 7) << i;
    }
    *words = w;
    *high = h;
}
#endif

/* True when one of the bytes that 'high' marks begins the long s (U+017F) or the Kelvin sign (U+212A): ignoring case
 * they are s and k, and no scan for ASCII finds them. */
static bool has_odd_letter(const char *text, size_t end, uint64_t high)
{
    for (; high != 0; high &= high - 1) {
        const char *at = text + __builtin_ctzll(high);
        size_t left = (size_t)(text + end - at);
        if ((left >= 2 && memcmp(at, "\xc5\xbf", 2) == 0) || (left >= 3 && memcmp(at, "\xe2\x84\xaa", 3) == 0))
            return true;
    }
    return false;
}

static bool same_folded(const char *text, const char *literal, size_t len)
{
    for (size_t i = 0; i < len; i++)
        if (((unsigned char)text[i] | 0x20) != ((unsigned char)literal[i] | 0x20))
            return false;
    return true;
}

static void note_atom(struct run *run, uint32_t atom, uint32_t offset)
{
    uint64_t bit = UINT64_C(1) << (atom % BITS);
    run->places[atom].last = offset;
    if ((run->seen[atom / BITS] & bit) != 0)
        return;
    run->seen[atom / BITS] |= bit;
    run->places[atom].first = offset;
    run->hits[run->hit_count++] = atom;
}

/* Notes the literals that begin at 'at', whose first bytes are 'word'; none reaches beyond the end of the unit. */
static void note_literals(struct run *run, const struct table *table, size_t at, uint64_t word)
{
    uint64_t bucket = hash(table, word) >> (64 - BUCKET_BITS);
    const struct entry *end = table->entries + table->buckets[bucket + 1];
    for (const struct entry *e = table->entries + table->buckets[bucket]; e < end; e++) {
        if (((word ^ e->word) & e->mask) != 0 || e->len > run->end - at)
            continue;
        if (e->len <= WORD || same_folded(run->text + at + WORD, e->text + WORD, e->len - WORD))
            note_atom(run, e->atom, (uint32_t)at);
    }
}

/* Words of a block that passed the filter of a table. */
struct passed {
    uint64_t words[BLOCK / 2];
    unsigned char offsets[BLOCK / 2];
    unsigned count;
};

/* Adds a word and forgets it again when it does not pass: without a branch, since what comes next in a text cannot be
 * predicted. */
static void filter_word(const struct table *table, struct passed *passed, uint64_t word, unsigned offset)
{
    uint64_t bit = hash(table, word) >> (64 - FILTER_BITS);
    passed->words[passed->count] = word;
    passed->offsets[passed->count] = (unsigned char)offset;
    passed->count += (unsigned)(table->filter[bit / 64] >> (bit % 64)) & 1u;
}

/* Looks at the words of the block at 'at' that begin where 'starts' says. */
static void scan_words(struct run *run, const char *block, size_t at, uint64_t starts)
{
    const scrl__set *set = run->set;
    struct passed longer;
    struct passed shorter;
    longer.count = shorter.count = 0;
    for (; starts != 0; starts &= starts - 1) {
        unsigned offset = (unsigned)__builtin_ctzll(starts);
        run->starts[run->start_count] = (uint32_t)(at + offset - run->start);
        run->start_count += run->start_count < STARTS_MAX;
        uint64_t word = load_word(block + offset) | FOLD;
        filter_word(&set->longer, &longer, word, offset);
        filter_word(&set->shorter, &shorter, word, offset);
    }
    for (unsigned i = 0; i < longer.count; i++)
        note_literals(run, &set->longer, at + longer.offsets[i], longer.words[i]);
    for (unsigned i = 0; i < shorter.count; i++)
        note_literals(run, &set->shorter, at + shorter.offsets[i], shorter.words[i]);
}

static void scan_unit(struct run *run, size_t start, size_t end)
{
    run->start = start;
    run->end = end;
    char tail[BLOCK + WORD];
    uint64_t carry = 0; /* 1: the byte before the block belongs to a word */
    for (size_t at = start; at < end; at += BLOCK) {
        const char *text = run->text + at;
        const char *block = text;
        size_t left = end - at;
        if (run->len - at < sizeof(tail)) {
            memset(tail, 0, sizeof(tail));
            memcpy(tail, text, run->len - at);
            block = tail;
        }
        uint64_t words;
        uint64_t high;
        classify((const unsigned char *)block, &words, &high);
        if (left < BLOCK) {
            words &= (UINT64_C(1) << left) - 1;
            high &= (UINT64_C(1) << left) - 1;
        }
        if (high != 0 && has_odd_letter(text, left, high))
            run->odd = true;
        scan_words(run, block, at, words & ~(words << 1 | carry));
        carry = words >> 63;
    }
}

/* Where the literals of a clause begin; false when none is in the unit. */
static bool find_clause(const struct run *run, const union cell *masks, size_t count, struct place *place)
{
    *place = (struct place){UINT32_MAX, 0};
    for (size_t i = 0; i < count; i++) {
        const struct mask *mask = &masks[i].mask;
        for (uint64_t bits = run->seen[mask->word] & mask->bits; bits != 0; bits &= bits - 1) {
            const struct place *p = &run->places[mask->word * BITS + (uint32_t)__builtin_ctzll(bits)];
            place->first = p->first < place->first ? p->first : place->first;
            place->last = p->last > place->last ? p->last : place->last;
        }
    }
    return place->first != UINT32_MAX;
}

/* Whether the clauses from 'cell' on hold. Of each only the first and the last place are known: what these rule out cannot
 * match, the rest may. Where a match can begin is left in 'candidate', what else is needed in '*need'. */
static bool clauses_hold(const struct run *run, const union cell *cell, struct candidate *candidate, uint32_t *need)
{
    struct place before = {0, 0};
    candidate->from = 0;
    candidate->last = UINT32_MAX;
    for (; cell->clause.count > 0; cell += 1 + cell->clause.count) {
        const struct clause *clause = &cell->clause;
        struct place place;
        if (!find_clause(run, cell + 1, clause->count, &place))
            return false;
        if (clause->follows) {
            if (place.last <= before.first)
                return false;
            if (place.first > before.last && place.first - before.last > clause->within)
                return false;
        }
        before = place;
        candidate->last = place.last < candidate->last ? place.last : candidate->last;
        if (place.first > clause->ahead && place.first - clause->ahead > candidate->from)
            candidate->from = place.first - clause->ahead;
    }
    *need = cell->clause.need;
    return candidate->from <= candidate->last;
}

static bool is_seen(const struct run *run, uint32_t atom)
{
    return (run->seen[atom / BITS] >> (atom % BITS) & 1) != 0;
}

static bool need_holds(const struct run *run, uint32_t at)
{
    const struct need *needs = run->set->needs;
    bool all = needs[at].kind == SCRL__NEED_ALL;
    if (needs[at].kind == SCRL__NEED_LITERAL)
        return is_seen(run, needs[at].atom);
    for (uint32_t child = at + 1, end = needs[at].end; child < end; child = needs[child].end) {
        bool holds = needs[child].kind == SCRL__NEED_LITERAL ? is_seen(run, needs[child].atom) : need_holds(run, child);
        if (holds != all)
            return !all;
    }
    return all;
}

static int compare_rules(const void *a, const void *b)
{
    uint32_t x = ((const struct candidate *)a)->rule;
    uint32_t y = ((const struct candidate *)b)->rule;
    return x < y ? -1 : x > y;
}

/* Finds the rules that the literals of the unit allow. */
static void choose_candidates(struct run *run)
{
    const scrl__set *set = run->set;
    for (size_t h = 0; h < run->hit_count; h++) {
        const struct trigger *end = set->triggers + set->trigger_first[run->hits[h] + 1];
        for (const struct trigger *t = set->triggers + set->trigger_first[run->hits[h]]; t < end; t++) {
            if (end - t > AHEAD)
                __builtin_prefetch(set->cells + t[AHEAD].first);
            bool ruled_out = t->other.bits != 0 && (run->seen[t->other.word] & t->other.bits) == 0;
            if (ruled_out || run->tried[t->rule] == run->unit)
                continue;
            run->tried[t->rule] = run->unit;
            struct candidate candidate = {.rule = t->rule};
            uint32_t need;
            if (clauses_hold(run, set->cells + t->first, &candidate, &need) &&
                (need == NO_NEED || need_holds(run, need)))
                run->candidates[run->candidate_count++] = candidate;
        }
    }
}

static void forget_unit(struct run *run)
{
    for (size_t i = 0; i < run->hit_count; i++)
        run->seen[run->hits[i] / BITS] = 0;
    run->hit_count = 0;
    run->start_count = 0;
    run->candidate_count = 0;
    run->odd = false;
}

/* The position after the character at 'at'. */
static size_t next_character(const char *text, size_t len, size_t at)
{
    at++;
    while (at < len && ((unsigned char)text[at] & 0xc0) == 0x80)
        at++;
    return at;
}

/* Where the character that 'at' is in begins. */
static size_t this_character(const char *text, size_t at)
{
    while (at > 0 && ((unsigned char)text[at] & 0xc0) == 0x80)
        at--;
    return at;
}

struct report {
    scrl__scratch *scratch;
    scrl__match_fn fn;
    void *user;
    uint32_t *limited;
    bool first_only;
};

static int report_match(const struct report *report, uint32_t id, uint32_t index, size_t start, struct found *found)
{
    for (size_t i = 0; i < SCRL__GROUPS_MAX; i++) {
        if (found->groups[i].start != SIZE_MAX) {
            found->groups[i].start += start;
            found->groups[i].end += start;
        }
    }
    scrl__match match = {id, index, found->groups};
    return report->fn(report->user, &match);
}

/* The first match of a rule that begins from 'from' to 'last'. */
static int match_rule(const struct run *run, const struct rule *rule, scrl__scratch *scratch, const char *subject,
                      size_t len, size_t from, size_t last, scrl__group groups[SCRL__GROUPS_MAX])
{
    if (rule->program == SCRL__NO_PROGRAM)
        return scrl__regex_match_within(rule->regex, scratch, subject, len, from, last, groups);
    for (size_t i = 1; i < SCRL__GROUPS_MAX; i++)
        groups[i] = (scrl__group){SIZE_MAX, SIZE_MAX};
    if (!rule->begins_words || run->odd || run->start_count == STARTS_MAX)
        return scrl__program_match(run->set->programs, rule->program, subject, len, from, last, &groups[0].start,
                                   &groups[0].end);
    for (size_t i = 0; i < run->start_count && run->starts[i] <= last; i++) {
        if (run->starts[i] < from)
            continue;
        groups[0].start = run->starts[i];
        int code =
            scrl__program_match_at(run->set->programs, rule->program, subject, len, groups[0].start, &groups[0].end);
        if (code != 0)
            return code;
    }
    return 0;
}

/* Finds the first match of a candidate that begins at 'from' or after it, from the start of the unit. */
static int search(const struct run *run, const struct report *report, const struct candidate *candidate, size_t from,
                  struct found *found)
{
    const struct rule *rule = &run->set->rules[candidate->rule];
    const char *subject = run->text + run->start;
    size_t len = run->end - run->start;
    size_t last = candidate->last < run->end ? candidate->last - run->start : len;
    size_t first = candidate->from > run->start ? this_character(subject, candidate->from - run->start) : 0;
    found->groups[0].start = SIZE_MAX;
    from = first > from ? first : from;
    if (from > last)
        return 0;
    int code = match_rule(run, rule, report->scratch, subject, len, from, last, found->groups);
    if (code == SCRL_ELIMIT && report->limited != NULL)
        *report->limited = rule->id;
    if (code == 0)
        found->groups[0].start = SIZE_MAX;
    return code < 0 ? code : 0;
}

/* Which of the matches found comes first; 'count' when there is none. */
static size_t first_found(const struct found *found, size_t count)
{
    size_t best = count;
    for (size_t i = 0; i < count; i++)
        if (found[i].groups[0].start != SIZE_MAX &&
            (best == count || found[i].groups[0].start < found[best].groups[0].start))
            best = i;
    return best;
}

/* Hands out the matches of a pattern in the unit, given those of its alternatives that are candidates. */
static int confirm(const struct run *run, const struct report *report, const struct candidate *candidates, size_t count,
                   uint32_t index)
{
    struct found *found = run->found;
    int code = 0;
    for (size_t i = 0; i < count && code == 0; i++)
        code = search(run, report, &candidates[i], 0, &found[i]);
    while (code == 0) {
        size_t best = first_found(found, count);
        if (best == count)
            return 0;
        const scrl__group whole = found[best].groups[0];
        size_t from = whole.end > whole.start
                          ? whole.end
                          : next_character(run->text + run->start, run->end - run->start, whole.end);
        code = report_match(report, run->set->rules[candidates[best].rule].id, index, run->start, &found[best]);
        if (report->first_only)
            return code;
        for (size_t i = 0; i < count && code == 0; i++)
            if (found[i].groups[0].start < from || i == best)
                code = search(run, report, &candidates[i], from, &found[i]);
    }
    return code;
}

/* Adds what the literals of the unit do not choose: the rules that hang on none; in an odd unit all rules. */
static void add_always(struct run *run)
{
    const scrl__set *set = run->set;
    if (run->odd) {
        run->candidate_count = 0;
        for (uint32_t r = 0; r < set->count; r++)
            run->candidates[run->candidate_count++] = (struct candidate){r, 0, UINT32_MAX};
        return;
    }
    for (size_t i = 0; i < set->always_count; i++)
        run->candidates[run->candidate_count++] = (struct candidate){set->always[i], 0, UINT32_MAX};
    if (run->candidate_count > 1)
        qsort(run->candidates, run->candidate_count, sizeof(*run->candidates), compare_rules);
}

/* Confirms the candidates, those of one pattern together. */
static int confirm_unit(struct run *run, const struct report *report, uint32_t index)
{
    const struct rule *rules = run->set->rules;
    add_always(run);
    if (run->candidate_count > 0 && !scrl__utf8_valid(run->text + run->start, run->end - run->start))
        return SCRL_EFORMAT;
    int code = 0;
    for (size_t i = 0, next = 0; i < run->candidate_count && code == 0; i = next) {
        for (next = i + 1; next < run->candidate_count; next++)
            if (rules[run->candidates[next].rule].pattern != rules[run->candidates[i].rule].pattern)
                break;
        code = confirm(run, report, run->candidates + i, next - i, index);
    }
    return code;
}

/* Lays the arrays of a run out in the memory of the scratch. */
static int prepare(struct run *run, scrl__scratch *scratch)
{
    size_t atoms = run->set->atom_count;
    size_t rules = run->set->count;
    size_t words = (atoms + BITS - 1) / BITS;
    size_t size = words * sizeof(uint64_t) + atoms * (sizeof(struct place) + sizeof(uint32_t)) +
                  rules * (sizeof(struct candidate) + sizeof(uint32_t)) + run->set->widest * sizeof(struct found) +
                  (STARTS_MAX + 1) * sizeof(uint32_t);
    uint64_t *memory = scrl__scratch_memory(scratch, size);
    if (memory == NULL)
        return SCRL_ENOMEM;
    run->seen = memory;
    run->found = (struct found *)(memory + words);
    run->places = (struct place *)(run->found + run->set->widest);
    run->hits = (uint32_t *)(run->places + atoms);
    run->candidates = (struct candidate *)(run->hits + atoms);
    run->tried = (uint32_t *)(run->candidates + rules);
    run->starts = run->tried + rules;
    memset(run->tried, 0, rules * sizeof(uint32_t));
    memset(run->seen, 0, words * sizeof(uint64_t));
    return 0;
}

int scrl__set_run(const scrl__set *set, scrl__scratch *scratch, const char *text, size_t len, const scrl__unit *units,
                  size_t unit_count, bool first_only, scrl__match_fn fn, void *user, uint32_t *limited)
{
    struct run run = {.set = set, .text = text, .len = len};
    struct report report = {scratch, fn, user, limited, first_only};
    int code = prepare(&run, scratch);
    for (size_t u = 0; u < unit_count && code == 0; u++) {
        run.unit = (uint32_t)u + 1;
        scan_unit(&run, units[u].start, units[u].end);
        choose_candidates(&run);
        code = confirm_unit(&run, &report, (uint32_t)u);
        forget_unit(&run);
    }
    return code;
}
