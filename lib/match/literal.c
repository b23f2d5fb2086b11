/*
 * literal.c - reads a PCRE2 pattern for the literals that a match cannot do without. It knows just enough of the
 * syntax to be sure: what follows from an unusual construct is not guessed, the whole pattern then has no clause.
 *
 * A sequence is the conjunction of what its parts require; of alternatives, one literal of each makes a clause; what
 * may be absent requires nothing. A literal is collected only where the pattern proves that it begins a word: after
 * \b or (?<!\w), the start of the text, or characters that cannot belong to a word. This is what 'fresh' keeps track
 * of.
 *
 * Beside the clauses a tree of needs is kept, which knows of alternatives of several words that the words belong
 * together; it is handed out only where the pattern has such alternatives.
 *
 * 'width' counts the bytes that what was read can match at most; what can match without limit begins a new island
 * instead.
 */
#include "match/literal.h"

#include <stdbool.h>
#include <stdint.h>
#include <string.h>

#include <scrl/context.h>

#include "base/utf8.h"

#define DEPTH_MAX 64u
#define LITERAL_MAX 32u
#define CHARACTER_WIDTH 4u
#define WIDTH_MAX 1000000u /* more is as good as unlimited */
#define UNLIMITED SIZE_MAX
#define CLAUSE_MAX 256u /* literals: a longer clause would be true of nearly every text */
#define LAYERS_MAX 3u   /* clauses that alternatives give */
#define NEED_MIN 3u     /* bytes: shorter literals are in nearly every text */

struct literal {
    const char *text;
    size_t len;
    struct literal *next;
};

struct clause {
    struct literal *literals;
    size_t count;
    size_t shortest;
    unsigned order;
    unsigned island;
    size_t begin, end;
    struct clause *next;
};

struct reader {
    const char *pattern;
    size_t len;
    size_t pos;
    scrl__arena *arena;
    unsigned depth;
    unsigned order;
    unsigned island;
    bool unclear; /* a construct that is not understood */
    bool failed;  /* memory is out */
};

/* One element of a sequence. */
enum atom_kind {
    ATOM_LETTER,   /* an ASCII letter or digit */
    ATOM_MARK,     /* one character that is certainly not of a word */
    ATOM_OTHER,    /* any other character */
    ATOM_NOTHING,  /* no character */
    ATOM_BOUNDARY, /* no character, but a word character after it begins a word */
    ATOM_GROUP
};

struct atom {
    enum atom_kind kind;
    char letter;            /* lower case; of a mark: which, where it is one of ASCII */
    struct clause *clauses; /* of a group */
    scrl__need *need;       /* of a group */
    bool fresh;             /* of a group: at its end */
    size_t width;           /* of a group */
};

struct quantifier {
    bool present;
    unsigned least;
    size_t most;
};

/* A sequence while it is read. */
struct sequence {
    struct clause *clauses;
    scrl__need *needs;     /* all of them */
    char run[LITERAL_MAX]; /* the literal that is being collected */
    size_t run_len;
    size_t run_begin;
    size_t width;
    bool fresh; /* a word character that comes next begins a word */
};

static struct clause *read_alternatives(struct reader *reader, bool *fresh, size_t *width, scrl__need **need);

static bool is_letter(uint32_t c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/* True for what PCRE2 never takes as part of a word: ASCII marks, and the dashes and quotes of U+2010 to U+201F. */
static bool is_mark(uint32_t c)
{
    return c < 0x80 ? !is_letter(c) && c != '_' : (c >= 0x2010 && c <= 0x201f) || c == 0xa0 || c == 0x2026;
}

static int hex_value(char c)
{
    if (is_digit(c))
        return c - '0';
    if (c >= 'a' && c <= 'f')
        return c - 'a' + 10;
    return c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

static void give_up(struct reader *reader)
{
    reader->unclear = true;
}

static char peek(const struct reader *reader)
{
    return reader->pattern[reader->pos];
}

/* Skips 'text' when it comes next. */
static bool skip(struct reader *reader, const char *text)
{
    size_t len = strlen(text);
    if (strncmp(reader->pattern + reader->pos, text, len) != 0)
        return false;
    reader->pos += len;
    return true;
}

static uint32_t read_character(struct reader *reader)
{
    uint32_t c = 0;
    size_t len = scrl__utf8_decode(reader->pattern + reader->pos, reader->len - reader->pos, &c);
    if (len == 0)
        give_up(reader);
    reader->pos += len;
    return c;
}

/* The code point of \x, whose letter has been read. */
static uint32_t read_hex(struct reader *reader)
{
    uint32_t c = 0;
    if (skip(reader, "{")) {
        while (hex_value(peek(reader)) >= 0 && c < 0x110000)
            c = c * 16 + (uint32_t)hex_value(reader->pattern[reader->pos++]);
        if (!skip(reader, "}"))
            give_up(reader);
        return c;
    }
    for (int i = 0; i < 2 && hex_value(peek(reader)) >= 0; i++)
        c = c * 16 + (uint32_t)hex_value(reader->pattern[reader->pos++]);
    return c;
}

/* Skips the name of a property: \p{..} or \pL, whose p has been read. */
static void skip_property(struct reader *reader)
{
    if (!skip(reader, "{")) {
        if (peek(reader) != '\0')
            reader->pos++;
        return;
    }
    reader->pos += strcspn(reader->pattern + reader->pos, "}");
    if (!skip(reader, "}"))
        give_up(reader);
}

static struct atom character_atom(uint32_t c)
{
    struct atom atom = {.kind = ATOM_OTHER};
    if (is_letter(c)) {
        atom.kind = ATOM_LETTER;
        atom.letter = (char)(c >= 'A' && c <= 'Z' ? c + ('a' - 'A') : c);
    } else if (is_mark(c)) {
        atom.kind = ATOM_MARK;
        atom.letter = (char)(c > ' ' && c < 0x7f ? c : 0);
    }
    return atom;
}

/* What a backslash and what follows it stand for, outside a class. */
static struct atom read_escape(struct reader *reader)
{
    struct atom atom = {.kind = ATOM_OTHER};
    uint32_t c = read_character(reader);
    if (!is_letter(c))
        return character_atom(c);
    if (c == 'x')
        return character_atom(read_hex(reader));
    if (strchr("shvWRnrtfae", (int)c) != NULL)
        atom.kind = ATOM_MARK;
    else if (c == 'b' || c == 'A')
        atom.kind = ATOM_BOUNDARY;
    else if (strchr("zZ", (int)c) != NULL)
        atom.kind = ATOM_NOTHING;
    else if (c == 'p' || c == 'P')
        skip_property(reader);
    else if (strchr("dDwSHV", (int)c) == NULL)
        give_up(reader);
    return atom;
}

/* A member of a class: '*code' is its code point, or UINT32_MAX when it is a set. Returns whether it holds marks
 * only; '*words' is set for \w. */
static bool read_member(struct reader *reader, uint32_t *code, bool *words)
{
    *code = read_character(reader);
    if (*code == '[' && strchr(":.=", peek(reader)) != NULL)
        give_up(reader);
    if (*code != '\\')
        return is_mark(*code);

    *code = read_character(reader);
    if (*code == 'x')
        *code = read_hex(reader);
    else if (is_letter(*code)) {
        uint32_t letter = *code;
        *code = UINT32_MAX;
        if (letter == 'w')
            *words = true;
        else if (letter == 'p' || letter == 'P')
            skip_property(reader);
        else if (strchr("dDSHVshvWbnrtfae", (int)letter) == NULL)
            give_up(reader);
        return strchr("shvWbnrtfae", (int)letter) != NULL;
    }
    return is_mark(*code);
}

static bool range_is_marks(uint32_t first, uint32_t last)
{
    if (last >= 0x80)
        return false;
    for (uint32_t c = first; c <= last; c++)
        if (!is_mark(c))
            return false;
    return true;
}

/* Skips a class of one letter in both cases, [Mm], whose bracket has been read. */
static bool skip_letter_class(struct reader *reader, char *letter)
{
    const char *p = reader->pattern + reader->pos;
    if (!is_letter((unsigned char)p[0]) || is_digit(p[0]) || (p[0] ^ 0x20) != p[1] || p[2] != ']')
        return false;
    *letter = (char)(p[0] | 0x20);
    reader->pos += 3;
    return true;
}

/* Reads a class, whose bracket has been read: all that matters is whether it can hold a character of a word, and whether
 * it is a letter in both cases. */
static struct atom read_class(struct reader *reader)
{
    char letter;
    if (skip_letter_class(reader, &letter))
        return (struct atom){.kind = ATOM_LETTER, .letter = letter};
    bool negated = skip(reader, "^");
    bool marks = true;
    bool words = false;
    for (bool first = true; !reader->unclear && (first || peek(reader) != ']'); first = false) {
        uint32_t code;
        bool mark = read_member(reader, &code, &words);
        if (peek(reader) == '-' && reader->pattern[reader->pos + 1] != ']' && !reader->unclear) {
            reader->pos++;
            uint32_t last;
            (void)read_member(reader, &last, &words);
            if (code == UINT32_MAX || last == UINT32_MAX)
                give_up(reader);
            else
                mark = range_is_marks(code, last);
        }
        marks = marks && mark;
    }
    if (!reader->unclear)
        reader->pos++;
    struct atom atom = {.kind = (negated ? words : marks) ? ATOM_MARK : ATOM_OTHER};
    return atom;
}

/* Skips the flags of (?i) or (?i: up to their end; what changes the syntax is not understood. */
static void skip_flags(struct reader *reader)
{
    reader->pos += strspn(reader->pattern + reader->pos, "ims-");
    if (peek(reader) != ')' && peek(reader) != ':')
        give_up(reader);
}

/* Skips the beginning of a group, whose parenthesis has been read, up to its first alternative. Returns whether what
 * it requires counts: a look-around does not, unless it looks ahead from the pattern's end. */
static bool skip_opening(struct reader *reader)
{
    if (peek(reader) == '*')
        give_up(reader);
    if (!skip(reader, "?"))
        return true;
    if (skip(reader, "=") || skip(reader, "!") || skip(reader, "<=") || skip(reader, "<!"))
        return false;
    if (skip(reader, ":") || skip(reader, ">") || skip(reader, "|"))
        return true;
    if (skip(reader, "P<") || skip(reader, "<")) {
        reader->pos += strcspn(reader->pattern + reader->pos, ">");
        if (!skip(reader, ">"))
            give_up(reader);
        return true;
    }
    skip_flags(reader);
    (void)skip(reader, ":");
    return true;
}

static struct atom read_group(struct reader *reader, bool fresh)
{
    struct atom atom = {.kind = ATOM_NOTHING};
    if (skip(reader, "?<!\\w)")) {
        atom.kind = ATOM_BOUNDARY;
        return atom;
    }
    bool ahead = peek(reader) == '?' && reader->pattern[reader->pos + 1] == '=';
    bool counts = skip_opening(reader);
    if (reader->pattern[reader->pos - 1] != ':' && counts && skip(reader, ")"))
        return atom; /* flags alone, or an empty group */
    if (++reader->depth > DEPTH_MAX)
        give_up(reader);
    atom.fresh = (counts || ahead) && fresh;
    atom.clauses = read_alternatives(reader, &atom.fresh, &atom.width, &atom.need);
    reader->depth--;
    if (!skip(reader, ")"))
        give_up(reader);
    /* What comes behind a look-ahead begins where it does, so that one of them would have no order. */
    if (counts || (ahead && reader->pos == reader->len))
        atom.kind = ATOM_GROUP;
    return atom;
}

static struct atom read_atom(struct reader *reader, bool fresh)
{
    struct atom atom = {.kind = ATOM_OTHER};
    uint32_t c = read_character(reader);
    switch (c) {
    case '\\':
        return read_escape(reader);
    case '[':
        return read_class(reader);
    case '(':
        return read_group(reader, fresh);
    case '^':
        atom.kind = ATOM_BOUNDARY;
        return atom;
    case '$':
        atom.kind = ATOM_NOTHING;
        return atom;
    case '.':
        return atom;
    default:
        if (c < 0x80 && strchr("*+?{", (int)c) != NULL)
            give_up(reader); /* a quantifier where none can be, or one whose meaning depends on the version */
        return character_atom(c);
    }
}

static size_t read_number(struct reader *reader)
{
    size_t number = 0;
    if (!is_digit(peek(reader)))
        give_up(reader);
    while (is_digit(peek(reader)) && number < WIDTH_MAX)
        number = number * 10 + (size_t)(reader->pattern[reader->pos++] - '0');
    return number;
}

/* Reads a quantifier, if one comes next. */
static struct quantifier read_quantifier(struct reader *reader)
{
    struct quantifier q = {.present = true, .least = 0, .most = UNLIMITED};
    if (skip(reader, "+")) {
        q.least = 1;
    } else if (skip(reader, "?")) {
        q.most = 1;
    } else if (skip(reader, "{")) {
        q.most = read_number(reader);
        q.least = q.most > 0;
        if (skip(reader, ","))
            q.most = peek(reader) == '}' ? UNLIMITED : read_number(reader);
        if (!skip(reader, "}"))
            give_up(reader);
    } else if (!skip(reader, "*")) {
        return (struct quantifier){.present = false, .least = 1, .most = 1};
    }
    if (!skip(reader, "+"))
        (void)skip(reader, "?");
    return q;
}

/* Moves on by 'width' bytes, 'most' times. */
static void advance(struct reader *reader, struct sequence *sequence, size_t width, size_t most)
{
    if (most > WIDTH_MAX || width > WIDTH_MAX || sequence->width > WIDTH_MAX)
        reader->island++;
    else
        sequence->width += width * most;
}

static struct clause *add_clause(struct reader *reader, struct clause *next)
{
    struct clause *clause = scrl__arena_alloc(reader->arena, sizeof(*clause));
    if (clause == NULL) {
        reader->failed = true;
        return NULL;
    }
    clause->shortest = SIZE_MAX;
    clause->next = next;
    return clause;
}

/* Adds a literal unless one that is there already occurs wherever it does; takes out those that it makes needless. */
static void add_literal(struct reader *reader, struct clause *clause, const char *text, size_t len)
{
    for (struct literal **at = &clause->literals; *at != NULL;) {
        if ((*at)->len <= len && memcmp((*at)->text, text, (*at)->len) == 0)
            return;
        if ((*at)->len > len && memcmp((*at)->text, text, len) == 0) {
            *at = (*at)->next;
            clause->count--;
        } else {
            at = &(*at)->next;
        }
    }
    struct literal *literal = scrl__arena_alloc(reader->arena, sizeof(*literal));
    const char *copy = scrl__arena_strndup(reader->arena, text, len);
    if (literal == NULL || copy == NULL) {
        reader->failed = true;
        return;
    }
    *literal = (struct literal){copy, len, clause->literals};
    clause->literals = literal;
    clause->count++;
    clause->shortest = len < clause->shortest ? len : clause->shortest;
}

static scrl__need *add_need(struct reader *reader, scrl__need_kind kind, scrl__need *first_child)
{
    scrl__need *need = scrl__arena_alloc(reader->arena, sizeof(*need));
    if (need == NULL) {
        reader->failed = true;
        return NULL;
    }
    need->kind = kind;
    need->first_child = first_child;
    return need;
}

static void need_literal(struct reader *reader, struct sequence *sequence)
{
    if (sequence->run_len < NEED_MIN)
        return;
    scrl__need *need = add_need(reader, SCRL__NEED_LITERAL, NULL);
    if (need == NULL)
        return;
    need->literal = scrl__arena_strndup(reader->arena, sequence->run, sequence->run_len);
    reader->failed = reader->failed || need->literal == NULL;
    need->next = sequence->needs;
    sequence->needs = need;
}

static void end_run(struct reader *reader, struct sequence *sequence)
{
    need_literal(reader, sequence);
    if (sequence->run_len >= 2) {
        struct clause *clause = add_clause(reader, sequence->clauses);
        if (clause == NULL)
            return;
        add_literal(reader, clause, sequence->run, sequence->run_len);
        if (reader->failed)
            return;
        clause->order = ++reader->order;
        clause->island = reader->island;
        clause->begin = clause->end = sequence->run_begin;
        sequence->clauses = clause;
    }
    sequence->run_len = 0;
}

static void add_letter(struct reader *reader, struct sequence *sequence, char letter, const struct quantifier *q)
{
    bool collects = sequence->fresh || sequence->run_len > 0;
    sequence->fresh = false;
    if (sequence->run_len == 0)
        sequence->run_begin = sequence->width;
    if (collects && q->least > 0)
        sequence->run[sequence->run_len++] = letter;
    if (q->present || sequence->run_len == LITERAL_MAX)
        end_run(reader, sequence);
    advance(reader, sequence, 1, q->most);
}

/* A letter alone is no literal, but one with a mark behind it is: A&E. */
static void add_mark(struct reader *reader, struct sequence *sequence, char mark)
{
    sequence->run[sequence->run_len++] = mark;
    sequence->fresh = true;
    advance(reader, sequence, 1, 1);
}

static void add_group(struct reader *reader, struct sequence *sequence, const struct atom *group,
                      const struct quantifier *q)
{
    size_t before = sequence->width;
    advance(reader, sequence, group->width, q->most);
    if (q->most > 1)
        reader->island++; /* what its islands hold may come again */
    if (q->least == 0) {
        sequence->fresh = sequence->fresh && group->fresh;
        return;
    }
    sequence->fresh = group->fresh;
    if (group->need != NULL) {
        group->need->next = sequence->needs;
        sequence->needs = group->need;
    }
    struct clause **last = &sequence->clauses;
    while (*last != NULL)
        last = &(*last)->next;
    *last = group->clauses;
    for (struct clause *clause = group->clauses; clause != NULL; clause = clause->next) {
        clause->begin += before;
        clause->end += before;
    }
}

static void add_atom(struct reader *reader, struct sequence *sequence, const struct atom *atom)
{
    struct quantifier q = read_quantifier(reader);
    if (atom->kind == ATOM_LETTER) {
        add_letter(reader, sequence, atom->letter, &q);
        return;
    }
    if (atom->kind == ATOM_MARK && atom->letter != 0 && !q.present && sequence->run_len == 1) {
        add_mark(reader, sequence, atom->letter);
        return;
    }
    end_run(reader, sequence);
    switch (atom->kind) {
    case ATOM_MARK:
        sequence->fresh = sequence->fresh || q.least > 0;
        advance(reader, sequence, CHARACTER_WIDTH, q.most);
        break;
    case ATOM_OTHER:
        sequence->fresh = false;
        advance(reader, sequence, CHARACTER_WIDTH, q.most);
        break;
    case ATOM_BOUNDARY:
        sequence->fresh = sequence->fresh || q.least > 0;
        break;
    case ATOM_GROUP:
        add_group(reader, sequence, atom, &q);
        break;
    case ATOM_LETTER:
    case ATOM_NOTHING:
        break;
    }
}

/* True when a clause is likely to say more about a text: longer and fewer literals. Of equals the same one is always
 * taken, so that 'a near b, or b near a' gives a clause for each of them. */
static bool clause_is_better(const struct clause *a, const struct clause *b)
{
    if (a->shortest != b->shortest)
        return a->shortest > b->shortest;
    if (a->count != b->count)
        return a->count < b->count;
    return strcmp(a->literals->text, b->literals->text) < 0;
}

static struct clause *sort_clauses(struct clause *clauses)
{
    struct clause *sorted = NULL;
    while (clauses != NULL) {
        struct clause *clause = clauses;
        clauses = clauses->next;
        struct clause **at = &sorted;
        while (*at != NULL && clause_is_better(*at, clause))
            at = &(*at)->next;
        clause->next = *at;
        *at = clause;
    }
    return sorted;
}

/* Reads up to the end of an alternative. The clauses are sorted, best first. '*need' is NULL where nothing is. */
static struct clause *read_sequence(struct reader *reader, bool *fresh, size_t *width, scrl__need **need)
{
    struct sequence sequence = {.fresh = *fresh};
    while (peek(reader) != '\0' && peek(reader) != '|' && peek(reader) != ')' && !reader->unclear && !reader->failed) {
        if (peek(reader) == '(')
            end_run(reader, &sequence);
        struct atom atom = read_atom(reader, sequence.fresh);
        add_atom(reader, &sequence, &atom);
    }
    end_run(reader, &sequence);
    *fresh = sequence.fresh;
    *width = sequence.width;
    *need = sequence.needs;
    if (sequence.needs != NULL && sequence.needs->next != NULL)
        *need = add_need(reader, SCRL__NEED_ALL, sequence.needs);
    return sort_clauses(sequence.clauses);
}

/* Adds the clauses of an alternative to those of all: its best to the first, its second best to the second, its last
 * to the rest. A clause that has become too long is left as it is, to be dropped. */
static void join_alternative(struct reader *reader, struct clause *layers[LAYERS_MAX], const struct clause *clauses)
{
    for (unsigned i = 0; i < LAYERS_MAX; i++) {
        for (const struct literal *l = clauses->literals; l != NULL && layers[i]->count <= CLAUSE_MAX; l = l->next)
            add_literal(reader, layers[i], l->text, l->len);
        if (clauses->next != NULL)
            clauses = clauses->next;
    }
}

static unsigned count_clauses(const struct clause *clauses)
{
    unsigned count = 0;
    for (; clauses != NULL && count < LAYERS_MAX; clauses = clauses->next)
        count++;
    return count;
}

/* The first 'used' layers as a list, without those that are too long. All stand at the place of the alternatives,
 * which began on 'island'. */
static struct clause *link_layers(struct reader *reader, struct clause *layers[LAYERS_MAX], unsigned used,
                                  unsigned island, size_t width)
{
    struct clause *list = NULL;
    bool limited = island == reader->island;
    if (!limited)
        island = ++reader->island;
    reader->order++;
    for (unsigned i = 0; i < used; i++) {
        if (layers[i]->count > CLAUSE_MAX)
            continue;
        layers[i]->order = reader->order;
        layers[i]->island = island;
        layers[i]->begin = 0;
        layers[i]->end = width;
        layers[i]->next = list;
        list = layers[i];
    }
    if (!limited)
        reader->island++;
    return sort_clauses(list);
}

/* Adds what an alternative needs to what one of those before it needs; NULL when one of them needs nothing. */
static scrl__need *join_need(scrl__need *any, scrl__need *need)
{
    if (any == NULL || need == NULL)
        return NULL;
    need->next = any->first_child;
    any->first_child = need;
    return any;
}

/* True when alternatives of several literals are in the tree: what clauses cannot say. */
static bool has_pairs(const scrl__need *need)
{
    for (const scrl__need *child = need->first_child; child != NULL; child = child->next)
        if ((need->kind == SCRL__NEED_ANY && child->kind == SCRL__NEED_ALL) || has_pairs(child))
            return true;
    return false;
}

/* Reads alternatives up to the parenthesis that ends them. 'fresh' is where they begin, and becomes what holds after
 * any of them. One alternative gives all its clauses; of several, a first clause has the best literals of each, a
 * second the second best. */
static struct clause *read_alternatives(struct reader *reader, bool *fresh, size_t *width, scrl__need **need)
{
    bool before = *fresh;
    unsigned island = reader->island;
    struct clause *clauses = read_sequence(reader, fresh, width, need);
    if (peek(reader) != '|' || reader->unclear || reader->failed)
        return clauses;

    scrl__need *any = join_need(add_need(reader, SCRL__NEED_ANY, NULL), *need);
    struct clause *layers[LAYERS_MAX];
    for (unsigned i = 0; i < LAYERS_MAX; i++) {
        layers[i] = add_clause(reader, NULL);
        if (layers[i] == NULL)
            return NULL;
    }
    bool required = true;
    unsigned used = 0;
    for (;;) {
        required = required && clauses != NULL;
        if (required) {
            unsigned count = count_clauses(clauses);
            used = count > used ? count : used;
            join_alternative(reader, layers, clauses);
        }
        if (!skip(reader, "|") || reader->unclear || reader->failed)
            break;
        bool after = before;
        size_t other_width;
        clauses = read_sequence(reader, &after, &other_width, need);
        any = join_need(any, *need);
        *fresh = *fresh && after;
        *width = other_width > *width ? other_width : *width;
    }
    *need = any;
    return required && !reader->failed ? link_layers(reader, layers, used, island, *width) : NULL;
}

static const scrl__clause *pack(struct reader *reader, const struct clause *from, size_t count)
{
    scrl__clause *to = scrl__arena_alloc(reader->arena, count * sizeof(*to));
    if (to == NULL)
        return NULL;
    for (size_t i = 0; i < count; i++, from = from->next) {
        const char **literals = scrl__arena_alloc(reader->arena, from->count * sizeof(*literals));
        if (literals == NULL)
            return NULL;
        to[i] = (scrl__clause){literals, from->count, from->order, from->island, from->begin, from->end};
        for (const struct literal *l = from->literals; l != NULL; l = l->next)
            *literals++ = l->text;
    }
    return to;
}

int scrl__literals_derive(const char *pattern, scrl__arena *arena, scrl__literals *out)
{
    struct reader reader = {.pattern = pattern, .len = strlen(pattern), .arena = arena};
    bool fresh = false;
    size_t width = 0;
    scrl__need *need = NULL;
    const struct clause *clauses = read_alternatives(&reader, &fresh, &width, &need);
    if (reader.failed)
        return SCRL_ENOMEM;
    if (reader.unclear || peek(&reader) != '\0')
        clauses = NULL;

    size_t count = 0;
    for (const struct clause *c = clauses; c != NULL; c = c->next)
        count++;
    scrl__literals result = {NULL, count, clauses != NULL && need != NULL && has_pairs(need) ? need : NULL};
    if (count > 0) {
        result.clauses = pack(&reader, clauses, count);
        if (result.clauses == NULL)
            return SCRL_ENOMEM;
    }
    *out = result;
    return 0;
}
