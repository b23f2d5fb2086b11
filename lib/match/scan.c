/*
 * scan.c - runs a set: one pass over some units finds the literals in them, the literals choose the rules that may match, programs or
 * regular expressions confirm.
 *
 * The pass looks at word starts only: a bit mask of them is made for 64 bytes at a time; the first bytes of each word, folded, are
 * hashed into bitmaps that reject most; the others are compared with the literals of their buckets. Of each literal a word of bits says in
 * which units of a batch it is, so that what a rule asks for is asked of all of them at once. In a unit that has it all, the places of
 * the literals tell whether they stand in the order and within the distance that the pattern asks for, and where a match can begin.
 */
#include "match/set.h"

#include <stdlib.h>
#include <string.h>

#if defined(__SSE2__)
#include <emmintrin.h>
#endif

#include <scrl/context.h>

#include "base/utf8.h"
#include "match/set_parts.h"

#define BLOCK 64u
#define UNITS 64u /* of a batch, a bit each */
#define AHEAD 4   /* triggers whose cells are fetched while others are looked at */
#define NO_CELL UINT32_MAX

/* Literals and starts of words of a batch that are kept. A batch ends when half are used; a unit that has more than are left is looked at
 * without them. */
#define MENTIONS_MAX 16384u
#define STARTS_MAX 16384u

/* Where in the unit a literal begins for the first and for the last time. */
struct place {
    uint32_t first, last;
};

/* A literal where it begins. */
struct mention {
    uint32_t atom, offset;
};

/* A unit of the batch, and its part of the lists. */
struct unit {
    size_t start, end;
    uint32_t first_mention, end_mention;
    uint32_t first_start, end_start;
    bool whole; /* the lists have all that is in it */
    bool odd;   /* it has a letter beyond ASCII that folds to one within */
};

/* A rule whose literals are in some units of the batch. */
struct allowed {
    uint64_t units;
    uint32_t rule;
    uint32_t cell; /* its first, or NO_CELL when it hangs on no literal */
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
    struct unit *units; /* of the batch */
    unsigned unit_count;
    uint32_t batch;           /* its number, from 1 */
    struct mention *mentions; /* unit after unit; no more than MENTIONS_MAX */
    uint32_t mention_count;
    uint32_t *starts; /* where words begin, from the start of their unit; no more than STARTS_MAX */
    uint32_t start_count;
    uint64_t *seen; /* by atom: a bit for each unit that it is in */
    uint32_t *hits; /* atoms that are in any */
    size_t hit_count;
    uint32_t *tried; /* by rule: the number of the batch in which it was looked at last */
    struct allowed *allowed;
    size_t allowed_count;
    uint64_t wanted;         /* units in which any rule is allowed */
    const struct unit *unit; /* the one at hand, and what is found in it */
    struct place *places;    /* by atom that is in it */
    struct candidate *candidates;
    size_t candidate_count;
    struct found *found; /* by candidate of one pattern */
};

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
    run->hits[run->hit_count] = atom;
    run->hit_count += run->seen[atom] == 0;
    run->seen[atom] |= UINT64_C(1) << run->unit_count;
    run->mentions[run->mention_count] = (struct mention){atom, offset};
    run->mention_count += run->mention_count < MENTIONS_MAX;
}

/* Notes the literals that begin at 'at', whose first bytes are 'word'; none reaches beyond the end of the unit. */
static void note_literals(struct run *run, const struct table *table, size_t at, uint64_t word)
{
    uint64_t bucket = scrl__table_hash(table, word) >> (64 - BUCKET_BITS);
    const struct entry *end = table->entries + table->buckets[bucket + 1];
    for (const struct entry *e = table->entries + table->buckets[bucket]; e < end; e++) {
        if (((word ^ e->word) & e->mask) != 0 || e->len > run->unit->end - at)
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
    uint64_t bit = scrl__table_hash(table, word) >> (64 - FILTER_BITS);
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
    uint32_t from = (uint32_t)(at - run->unit->start), count = run->start_count;
    uint32_t *list = run->starts;
    longer.count = shorter.count = 0;
    for (; starts != 0; starts &= starts - 1) {
        unsigned offset = (unsigned)__builtin_ctzll(starts);
        list[count] = from + offset;
        count += count < STARTS_MAX;
        uint64_t word = scrl__load_word(block + offset) | FOLD;
        filter_word(&set->longer, &longer, word, offset);
        filter_word(&set->shorter, &shorter, word, offset);
    }
    run->start_count = count;
    for (unsigned i = 0; i < longer.count; i++)
        note_literals(run, &set->longer, at + longer.offsets[i], longer.words[i]);
    for (unsigned i = 0; i < shorter.count; i++)
        note_literals(run, &set->shorter, at + shorter.offsets[i], shorter.words[i]);
}

static void scan_text(struct run *run, struct unit *unit)
{
    char tail[BLOCK + WORD];
    uint64_t carry = 0; /* 1: the byte before the block belongs to a word */
    for (size_t at = unit->start; at < unit->end; at += BLOCK) {
        const char *text = run->text + at;
        const char *block = text;
        size_t left = unit->end - at;
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
            unit->odd = true;
        scan_words(run, block, at, words & ~(words << 1 | carry));
        carry = words >> 63;
    }
}

static void scan_batch(struct run *run, const scrl__unit *units, size_t count)
{
    while (run->unit_count < UNITS && run->unit_count < count && run->mention_count <= MENTIONS_MAX / 2 &&
           run->start_count <= STARTS_MAX / 2) {
        struct unit *unit = &run->units[run->unit_count];
        *unit = (struct unit){.start = units[run->unit_count].start,
                              .end = units[run->unit_count].end,
                              .first_mention = run->mention_count,
                              .first_start = run->start_count};
        run->unit = unit;
        scan_text(run, unit);
        unit->end_mention = run->mention_count;
        unit->end_start = run->start_count;
        unit->whole = run->mention_count < MENTIONS_MAX && run->start_count < STARTS_MAX;
        run->unit_count++;
    }
}

/* The units that have one of the atoms. */
static uint64_t units_with_any(const struct run *run, const uint32_t *atoms, uint32_t count)
{
    uint64_t units = 0;
    for (uint32_t i = 0; i < count; i++)
        units |= run->seen[atoms[i]];
    return units;
}

static uint64_t units_with_all(const struct run *run, const uint32_t *atoms, uint32_t count)
{
    uint64_t units = UINT64_MAX;
    for (uint32_t i = 0; i < count; i++)
        units &= run->seen[atoms[i]];
    return units;
}

static uint64_t units_with_need(const struct run *run, uint32_t at)
{
    const struct need *needs = run->set->needs, *need = &needs[at];
    const uint32_t *atoms = run->set->need_atoms + need->first;
    uint64_t units = need->all ? units_with_all(run, atoms, need->count) : units_with_any(run, atoms, need->count);
    for (uint32_t child = at + 1; child < need->end; child = needs[child].end) {
        uint64_t more = units_with_need(run, child);
        units = need->all ? units & more : units | more;
    }
    return units;
}

/* What is behind the clauses of the rule whose cells begin at 'cell'. */
static const uint32_t *behind_clauses(const uint32_t *cell)
{
    while (*cell > 0)
        cell += 1 + *cell;
    return cell;
}

/* The units that have all literals that are asked for the rule whose cells begin at 'cell'. */
static uint64_t units_of_rule(const struct run *run, const uint32_t *cell)
{
    uint64_t units = UINT64_MAX;
    for (; *cell > 0; cell += 1 + *cell) {
        units &= units_with_any(run, cell + 1, *cell);
        if (units == 0)
            return 0;
    }
    return cell[3] == NO_NEED ? units : units & units_with_need(run, cell[3]);
}

static int compare_rules(const void *a, const void *b)
{
    uint32_t x = ((const struct allowed *)a)->rule;
    uint32_t y = ((const struct allowed *)b)->rule;
    return x < y ? -1 : x > y;
}

/* Finds the rules that the literals of the batch allow, and those that hang on none. */
static void allow_rules(struct run *run)
{
    const scrl__set *set = run->set;
    for (size_t h = 0; h < run->hit_count; h++) {
        const struct trigger *end = set->triggers + set->trigger_first[run->hits[h] + 1];
        for (const struct trigger *t = set->triggers + set->trigger_first[run->hits[h]]; t < end; t++) {
            if (end - t > AHEAD)
                __builtin_prefetch(set->cells + t[AHEAD].cell);
            uint64_t others = run->seen[t->others[0]] | run->seen[t->others[1]];
            if ((others & run->seen[run->hits[h]]) == 0 || run->tried[t->rule] == run->batch)
                continue;
            run->tried[t->rule] = run->batch;
            uint64_t units = units_of_rule(run, set->cells + t->cell);
            run->allowed[run->allowed_count] = (struct allowed){units, t->rule, t->cell};
            run->allowed_count += units != 0;
            run->wanted |= units;
        }
    }
    for (size_t i = 0; i < set->always_count; i++) {
        run->allowed[run->allowed_count++] = (struct allowed){UINT64_MAX, set->always[i], NO_CELL};
        run->wanted = UINT64_MAX;
    }
    if (run->allowed_count > 1)
        qsort(run->allowed, run->allowed_count, sizeof(*run->allowed), compare_rules);
}

/* Where the literals are in the unit: the last place of each is written last, and the first one when they are gone through backwards. */
static void find_places(struct run *run)
{
    const struct mention *first = run->mentions + run->unit->first_mention;
    const struct mention *end = run->mentions + run->unit->end_mention;
    for (const struct mention *m = first; m < end; m++)
        run->places[m->atom].last = m->offset;
    for (const struct mention *m = end; m > first; m--)
        run->places[m[-1].atom].first = m[-1].offset;
}

/* Where the literals of a clause begin, of which some are in the unit that 'bit' stands for. */
static struct place find_clause(const struct run *run, const uint32_t *row, uint64_t bit)
{
    struct place place = {UINT32_MAX, 0};
    for (const uint32_t *atom = row + 1; atom <= row + *row; atom++) {
        const struct place *p = &run->places[*atom];
        if ((run->seen[*atom] & bit) == 0)
            continue;
        place.first = p->first < place.first ? p->first : place.first;
        place.last = p->last > place.last ? p->last : place.last;
    }
    return place;
}

/* Whether the clauses stand as the pattern asks. Of each only the first and the last place are known: what these rule out cannot
 * match, the rest may. Where a match can begin is left in 'candidate'. */
static bool clauses_are_in_order(const struct run *run, const uint32_t *cell, uint64_t bit, struct candidate *candidate)
{
    struct place before = {0, 0};
    cell = behind_clauses(cell);
    const struct step *end = run->set->steps + cell[1] + cell[2];
    for (const struct step *step = run->set->steps + cell[1]; step < end; step++) {
        struct place place = find_clause(run, run->set->cells + step->row, bit);
        if (step->follows) {
            if (place.last <= before.first)
                return false;
            if (place.first > before.last && place.first - before.last > step->within)
                return false;
        }
        before = place;
        candidate->last = place.last < candidate->last ? place.last : candidate->last;
        if (place.first > step->ahead && place.first - step->ahead > candidate->from)
            candidate->from = place.first - step->ahead;
    }
    return candidate->from <= candidate->last;
}

/* Finds the rules to be tried in the unit, whose number in the batch is given; in an odd unit all. */
static void choose_candidates(struct run *run, unsigned number)
{
    uint64_t bit = UINT64_C(1) << number;
    run->unit = &run->units[number];
    run->candidate_count = 0;
    for (uint32_t r = 0; run->unit->odd && r < run->set->count; r++)
        run->candidates[run->candidate_count++] = (struct candidate){r, 0, UINT32_MAX};
    if (run->unit->odd || (run->wanted & bit) == 0)
        return;
    if (run->unit->whole)
        find_places(run);
    for (const struct allowed *a = run->allowed; a < run->allowed + run->allowed_count; a++) {
        if ((a->units & bit) == 0)
            continue;
        struct candidate *candidate = &run->candidates[run->candidate_count];
        *candidate = (struct candidate){a->rule, 0, UINT32_MAX};
        run->candidate_count += a->cell == NO_CELL || !run->unit->whole ||
                                clauses_are_in_order(run, run->set->cells + a->cell, bit, candidate);
    }
}

static void forget_batch(struct run *run)
{
    for (size_t i = 0; i < run->hit_count; i++)
        run->seen[run->hits[i]] = 0;
    run->hit_count = run->allowed_count = 0;
    run->wanted = 0;
    run->unit_count = run->mention_count = run->start_count = 0;
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
    if (rule->begins == 0 || run->unit->odd || !run->unit->whole)
        return scrl__program_match(run->set->programs, rule->program, subject, len, from, last, &groups[0].start,
                                   &groups[0].end);
    for (uint32_t i = run->unit->first_start; i < run->unit->end_start && run->starts[i] <= last; i++) {
        if (run->starts[i] < from || (rule->begins & scrl__word_begin(subject[run->starts[i]])) == 0)
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
    const char *subject = run->text + run->unit->start;
    size_t len = run->unit->end - run->unit->start;
    size_t last = candidate->last < run->unit->end ? candidate->last - run->unit->start : len;
    size_t first = candidate->from > run->unit->start ? this_character(subject, candidate->from - run->unit->start) : 0;
    found->groups[0].start = SIZE_MAX;
    from = first > from ? first : from;
    if (from > last)
        return 0;
    scrl__group groups[SCRL__GROUPS_MAX];
    int code = match_rule(run, rule, report->scratch, subject, len, from, last, groups);
    if (code == SCRL_ELIMIT && report->limited != NULL)
        *report->limited = rule->id;
    if (code > 0)
        memcpy(found->groups, groups, sizeof(groups));
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
                          : next_character(run->text + run->unit->start, run->unit->end - run->unit->start, whole.end);
        code = report_match(report, run->set->rules[candidates[best].rule].id, index, run->unit->start, &found[best]);
        if (report->first_only)
            return code;
        for (size_t i = 0; i < count && code == 0; i++)
            if (found[i].groups[0].start < from || i == best)
                code = search(run, report, &candidates[i], from, &found[i]);
    }
    return code;
}

/* Confirms the candidates, those of one pattern together. */
static int confirm_unit(struct run *run, const struct report *report, uint32_t index)
{
    const struct rule *rules = run->set->rules;
    if (run->candidate_count > 0 && !scrl__utf8_valid(run->text + run->unit->start, run->unit->end - run->unit->start))
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
    size_t size = run->set->widest * sizeof(struct found) + UNITS * sizeof(struct unit) +
                  (rules + 1) * (sizeof(struct allowed) + sizeof(struct candidate)) + rules * sizeof(uint32_t) +
                  atoms * (sizeof(uint64_t) + sizeof(struct place) + sizeof(uint32_t)) +
                  (MENTIONS_MAX + 1) * sizeof(struct mention) + (STARTS_MAX + 2) * sizeof(uint32_t);
    struct found *memory = scrl__scratch_memory(scratch, size);
    if (memory == NULL)
        return SCRL_ENOMEM;
    run->found = memory;
    run->units = (struct unit *)(memory + run->set->widest);
    run->allowed = (struct allowed *)(run->units + UNITS);
    run->seen = (uint64_t *)(run->allowed + rules + 1);
    run->places = (struct place *)(run->seen + atoms);
    run->mentions = (struct mention *)(run->places + atoms);
    run->hits = (uint32_t *)(run->mentions + MENTIONS_MAX + 1);
    run->starts = run->hits + atoms + 1;
    run->tried = run->starts + STARTS_MAX + 1;
    run->candidates = (struct candidate *)(run->tried + rules);
    memset(run->tried, 0, rules * sizeof(*run->tried));
    memset(run->seen, 0, atoms * sizeof(*run->seen));
    return 0;
}

int scrl__set_run(const scrl__set *set, scrl__scratch *scratch, const char *text, size_t len, const scrl__unit *units,
                  size_t unit_count, bool first_only, scrl__match_fn fn, void *user, uint32_t *limited)
{
    struct run run = {.set = set, .text = text, .len = len};
    struct report report = {scratch, fn, user, limited, first_only};
    int code = prepare(&run, scratch);
    for (size_t done = 0, next = 0; done < unit_count && code == 0; done = next) {
        run.batch++;
        scan_batch(&run, units + done, unit_count - done);
        next = done + run.unit_count;
        allow_rules(&run);
        for (unsigned i = 0; i < run.unit_count && code == 0; i++) {
            choose_candidates(&run, i);
            code = confirm_unit(&run, &report, (uint32_t)done + i);
        }
        forget_batch(&run);
    }
    return code;
}
