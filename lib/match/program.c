/*
 * program.c - compiles expressions of the plain kind and runs them by backtracking, in the order in which PCRE2 tries things.
 *
 * A program is a row of nodes that ends with RETURN. What stands in a group is a row of its own, called by a node of the row
 * around it, so that the same group is compiled once. Alternatives are chosen by the first letter of the text where there are
 * many of them: each of the 29 kinds of first bytes has a list of those that can begin with it, in their order.
 */
#include "match/program.h"

#include <stdlib.h>
#include <string.h>

#include <scrl/context.h>

#include "base/arena.h"
#include "base/str.h"
#include "base/utf8.h"
#include "match/keys.h"

#define STEPS_MAX 100000u /* from one place, as for PCRE2 */
#define DEPTH_MAX 1000u   /* of calls while a program runs; a frame is about 150 bytes */
#define NESTING_MAX 40u
#define REPEAT_MAX 64u
#define UNLIMITED UINT16_MAX
#define MEMBERS_MAX 4u /* characters beyond ASCII in a class */
#define NO_MATCH SIZE_MAX

/* Kinds of first bytes: 26 letters, digits, what the long s and the Kelvin sign begin with, and all else. */
#define DIGIT 26u
#define LETTER_BEYOND 27u
#define OTHER 28u
#define FIRSTS 29u
#define ALL_FIRSTS ((UINT32_C(1) << FIRSTS) - 1)
#define FEW 4u /* alternatives that are tried one after the other */

enum kind {
    RETURN,
    BYTES,           /* 'count' bytes of the texts from 'arg' on */
    CLASS,           /* 'least' to 'count' characters of a class, as many as can be, fewer if need be */
    CLASS_ALL,       /* the same, never fewer */
    CALL,            /* a group */
    MAYBE,           /* a group, or nothing */
    REPEAT,          /* a group, up to 'count' times */
    ONE_OF,          /* 'count' rows, whose numbers stand from 'arg' on: the whole of a row */
    ONE_BY_FIRST,    /* the same by the first byte: FIRSTS + 1 places of lists, then the lists */
    NOT_BEHIND_WORD, /* (?<!\w); 'arg': the kinds of first bytes that may follow */
    NOT_BEFORE_WORD, /* (?!\w) */
    AT_START,
    AT_END
};

struct node {
    uint8_t kind;
    uint8_t least;
    uint16_t count;
    uint32_t arg;
};

struct class
{
    uint64_t ascii[2]; /* those that belong to it */
    bool negated;      /* beyond ASCII: what is not named belongs to it */
    bool words;        /* \w is named */
    bool digits;       /* \d is named */
    uint8_t member_count;
    uint32_t members[MEMBERS_MAX];
};

/* A group that was compiled. */
struct group {
    const char *text;
    size_t len;
    uint32_t row;
};

struct scrl__programs {
    scrl__arena *arena; /* of the texts of groups */
    struct node *nodes;
    size_t node_count, node_cap;
    struct class *classes;
    size_t class_count, class_cap;
    uint32_t *numbers; /* of rows, for alternatives */
    size_t number_count, number_cap;
    scrl__str bytes;
    struct group *groups; /* by their number in 'keys' */
    size_t group_count, group_cap;
    scrl__keys *keys;
};

/* --- Compiling --- */

struct compiler {
    scrl__programs *programs;
    unsigned nesting;
    bool unclear; /* a construct that programs do not have */
    bool failed;  /* memory is out */
};

/* The part of the pattern that is being read. */
struct source {
    const char *at, *end;
};

/* A row while it is written. */
struct row {
    struct node *nodes;
    size_t count, cap;
};

static uint32_t compile_group(struct compiler *c, const char *text, size_t len);

scrl__programs *scrl__programs_new(void)
{
    scrl__programs *programs = calloc(1, sizeof(*programs));
    if (programs == NULL)
        return NULL;
    programs->arena = scrl__arena_new();
    programs->keys = scrl__keys_new();
    if (programs->arena == NULL || programs->keys == NULL) {
        scrl__programs_free(programs);
        return NULL;
    }
    return programs;
}

void scrl__programs_free(scrl__programs *programs)
{
    if (programs == NULL)
        return;
    scrl__arena_free(programs->arena);
    scrl__keys_free(programs->keys);
    scrl__str_free(&programs->bytes);
    free(programs->nodes);
    free(programs->classes);
    free(programs->numbers);
    free(programs->groups);
    free(programs);
}

static bool is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static char folded(char c)
{
    return c >= 'A' && c <= 'Z' ? (char)(c | 0x20) : c;
}

static void give_up(struct compiler *c)
{
    c->unclear = true;
}

static bool going(const struct compiler *c)
{
    return !c->unclear && !c->failed;
}

static bool grow(struct compiler *c, void **items, size_t *cap, size_t count, size_t size)
{
    if (scrl__grow(items, cap, count, size) == 0)
        return true;
    c->failed = true;
    return false;
}

static bool skip(struct source *s, const char *text)
{
    size_t len = strlen(text);
    if ((size_t)(s->end - s->at) < len || memcmp(s->at, text, len) != 0)
        return false;
    s->at += len;
    return true;
}

static void add_node(struct compiler *c, struct row *row, struct node node)
{
    if (grow(c, (void **)&row->nodes, &row->cap, row->count, sizeof(*row->nodes)))
        row->nodes[row->count++] = node;
}

static void add_member(struct compiler *c, struct class *class, uint32_t code)
{
    if (code < 0x80)
        class->ascii[code / 64] |= UINT64_C(1) << (code % 64);
    else if (class->member_count == MEMBERS_MAX || scrl__utf8_is_letter(code))
        give_up(c); /* a letter has another case */
    else
        class->members[class->member_count++] = code;
}

static void add_range(struct class *class, char first, char last)
{
    for (int code = first; code <= last; code++)
        class->ascii[code / 64] |= UINT64_C(1) << (code % 64);
}

/* Adds what \w, \d or \W stands for; the last only where nothing else is in the class. */
static void add_escape(struct compiler *c, struct class *class, char escape)
{
    if (escape == 'w' || escape == 'W') {
        class->words = true;
        class->negated = escape == 'W';
        add_range(class, 'a', 'z');
        add_range(class, 'A', 'Z');
        add_range(class, '_', '_');
        add_range(class, '0', '9');
    } else if (escape == 'd') {
        class->digits = true;
        add_range(class, '0', '9');
    } else {
        give_up(c);
    }
}

/* Reads a class, whose bracket has been read. */
static void read_class(struct compiler *c, struct source *s, struct class *class)
{
    class->negated = skip(s, "^");
    if (skip(s, "]"))
        add_member(c, class, ']'); /* the first is no end */
    while (going(c) && s->at < s->end && *s->at != ']') {
        uint32_t code = 0;
        size_t used = scrl__utf8_decode(s->at, (size_t)(s->end - s->at), &code);
        if (skip(s, "\\w")) {
            bool negated = class->negated;
            add_escape(c, class, 'w');
            class->negated = negated;
        } else if (used == 0 || code == '\\' || code == '[' || code == '-' || (code < 0x80 && is_letter((char)code))) {
            give_up(c);
        } else {
            add_member(c, class, code);
            s->at += used;
        }
    }
    if (!skip(s, "]"))
        give_up(c);
}

static bool same_class(const struct class *a, const struct class *b)
{
    return memcmp(a->ascii, b->ascii, sizeof(a->ascii)) == 0 && a->negated == b->negated && a->words == b->words &&
           a->digits == b->digits && a->member_count == b->member_count &&
           memcmp(a->members, b->members, sizeof(a->members)) == 0;
}

static uint32_t add_class(struct compiler *c, struct class class)
{
    scrl__programs *p = c->programs;
    if (class.negated) {
        class.ascii[0] = ~class.ascii[0];
        class.ascii[1] = ~class.ascii[1];
    }
    for (size_t i = 0; i < p->class_count; i++)
        if (same_class(&p->classes[i], &class))
            return (uint32_t)i;
    if (!grow(c, (void **)&p->classes, &p->class_cap, p->class_count, sizeof(*p->classes)))
        return 0;
    p->classes[p->class_count] = class;
    return (uint32_t)p->class_count++;
}

static unsigned read_number(struct compiler *c, struct source *s)
{
    unsigned number = 0;
    if (s->at == s->end || !is_digit(*s->at))
        give_up(c);
    while (s->at < s->end && is_digit(*s->at) && number < UNLIMITED)
        number = number * 10 + (unsigned)(*s->at++ - '0');
    if (number >= UNLIMITED)
        give_up(c);
    return number;
}

struct quantifier {
    bool all; /* possessive */
    unsigned least, most;
};

static struct quantifier read_quantifier(struct compiler *c, struct source *s)
{
    struct quantifier q = {false, 1, 1};
    if (skip(s, "?")) {
        q.least = 0;
    } else if (skip(s, "*")) {
        q.least = 0;
        q.most = UNLIMITED;
    } else if (skip(s, "+")) {
        q.most = UNLIMITED;
    } else if (skip(s, "{")) {
        q.least = q.most = read_number(c, s);
        if (skip(s, ","))
            q.most = s->at < s->end && *s->at == '}' ? UNLIMITED : read_number(c, s);
        if (!skip(s, "}") || q.most < q.least || q.least > UINT8_MAX)
            give_up(c);
    } else {
        return q;
    }
    q.all = skip(s, "+");
    if (skip(s, "?"))
        give_up(c);
    return q;
}

static void add_class_node(struct compiler *c, struct source *s, struct row *row, const struct class *class)
{
    struct quantifier q = read_quantifier(c, s);
    if (going(c))
        add_node(c, row,
                 (struct node){q.all ? CLASS_ALL : CLASS, (uint8_t)q.least, (uint16_t)q.most, add_class(c, *class)});
}

/* Adds a character that stands for itself to the bytes before it, where there are some. */
static void add_byte(struct compiler *c, const struct source *s, struct row *row, char byte)
{
    scrl__str *bytes = &c->programs->bytes;
    struct node *before = row->count > 0 ? &row->nodes[row->count - 1] : NULL;
    if ((byte & 0x80) != 0 || (s->at < s->end && strchr("?*+{", *s->at) != NULL)) {
        give_up(c);
        return;
    }
    if (before == NULL || before->kind != BYTES || before->count == UINT16_MAX ||
        before->arg + before->count != bytes->len) {
        add_node(c, row, (struct node){BYTES, 0, 0, (uint32_t)bytes->len});
        before = row->count > 0 ? &row->nodes[row->count - 1] : NULL;
    }
    scrl__str_addc(bytes, folded(byte));
    c->failed = c->failed || bytes->failed;
    if (going(c))
        before->count++;
}

/* Behind the class whose bracket is at 'p', or the end. */
static const char *class_end(const char *p, const char *end)
{
    p++;
    p += p < end && *p == '^';
    p += p < end && *p == ']';
    for (; p < end && *p != ']'; p++)
        p += *p == '\\';
    return p < end ? p + 1 : end;
}

/* Where the group that begins at 's' ends: its closing parenthesis, or NULL. */
static const char *group_end(const struct source *s)
{
    unsigned depth = 1;
    for (const char *p = s->at; p < s->end;) {
        if (*p == ')' && --depth == 0)
            return p;
        depth += *p == '(';
        if (*p == '[')
            p = class_end(p, s->end);
        else
            p += *p == '\\' ? 2 : 1;
    }
    return NULL;
}

static void read_group(struct compiler *c, struct source *s, struct row *row)
{
    if (skip(s, "?<!\\w)")) {
        add_node(c, row, (struct node){.kind = NOT_BEHIND_WORD, .arg = ALL_FIRSTS});
        return;
    }
    if (skip(s, "?!\\w)")) {
        add_node(c, row, (struct node){.kind = NOT_BEFORE_WORD});
        return;
    }
    const char *end = skip(s, "?:") ? group_end(s) : NULL;
    if (end == NULL) {
        give_up(c);
        return;
    }
    uint32_t group = compile_group(c, s->at, (size_t)(end - s->at));
    s->at = end + 1;
    struct quantifier q = read_quantifier(c, s);
    if (q.all || (q.least == 1 && q.most != 1) || q.least > 1 || q.most == 0 || q.most > REPEAT_MAX)
        give_up(c);
    uint8_t kind = q.least == 1 ? CALL : q.most == 1 ? MAYBE : REPEAT;
    add_node(c, row, (struct node){kind, 0, (uint16_t)q.most, group});
}

static void read_escape(struct compiler *c, struct source *s, struct row *row)
{
    struct class class = {.negated = false};
    char escape = s->at < s->end ? *s->at++ : '\0';
    if (escape == 'A' || escape == 'Z') {
        add_node(c, row, (struct node){.kind = escape == 'A' ? AT_START : AT_END});
    } else if (escape == 'w' || escape == 'W' || escape == 'd') {
        add_escape(c, &class, escape);
        add_class_node(c, s, row, &class);
    } else if (is_letter(escape) || is_digit(escape) || escape == '\0') {
        give_up(c);
    } else {
        add_byte(c, s, row, escape);
    }
}

static unsigned first_of(char byte)
{
    if (is_letter(byte))
        return (unsigned)((byte | 0x20) - 'a');
    if (is_digit(byte))
        return DIGIT;
    return byte == '\xc5' || byte == '\xe2' ? LETTER_BEYOND : OTHER;
}

/* The kinds of first bytes that a row can match, or more. */
static uint32_t firsts_of(const scrl__programs *p, uint32_t row)
{
    const struct node *node = &p->nodes[row];
    uint32_t firsts = 0;
    char byte;
    switch ((enum kind)node->kind) {
    case BYTES:
        byte = p->bytes.data[node->arg];
        firsts = UINT32_C(1) << first_of(byte);
        return byte == 's' || byte == 'k' ? firsts | UINT32_C(1) << LETTER_BEYOND : firsts;
    case CALL:
        return firsts_of(p, node->arg);
    case ONE_OF:
        for (uint32_t i = 0; i < node->count; i++)
            firsts |= firsts_of(p, p->numbers[node->arg + i]);
        return firsts;
    case ONE_BY_FIRST:
        for (uint32_t i = 0; i < FIRSTS; i++)
            if (p->numbers[node->arg + i] != p->numbers[node->arg + i + 1])
                firsts |= UINT32_C(1) << i;
        return firsts;
    case NOT_BEHIND_WORD:
        return firsts_of(p, row + 1);
    case RETURN:
    case CLASS:
    case CLASS_ALL:
    case MAYBE:
    case REPEAT:
    case NOT_BEFORE_WORD:
    case AT_START:
    case AT_END:
        break;
    }
    return ALL_FIRSTS;
}

/* Reads up to the end of an alternative and appends its row; returns where the row begins. */
static uint32_t compile_sequence(struct compiler *c, struct source *s)
{
    scrl__programs *p = c->programs;
    struct row row = {NULL, 0, 0};
    uint32_t start = 0;
    while (going(c) && s->at < s->end && *s->at != '|') {
        char byte = *s->at++;
        struct class class = {.negated = false};
        if (byte == '\\') {
            read_escape(c, s, &row);
        } else if (byte == '(') {
            read_group(c, s, &row);
        } else if (byte == '[') {
            read_class(c, s, &class);
            add_class_node(c, s, &row, &class);
        } else if (strchr(".^$*+?{})", byte) != NULL) {
            give_up(c);
        } else {
            add_byte(c, s, &row, byte);
        }
    }
    add_node(c, &row, (struct node){.kind = RETURN});
    start = (uint32_t)p->node_count;
    for (size_t i = 0; i < row.count && going(c); i++)
        if (grow(c, (void **)&p->nodes, &p->node_cap, p->node_count, sizeof(*p->nodes)))
            p->nodes[p->node_count++] = row.nodes[i];
    free(row.nodes);
    if (going(c) && p->nodes[start].kind == NOT_BEHIND_WORD)
        p->nodes[start].arg = firsts_of(p, start + 1);
    return start;
}

static void add_number(struct compiler *c, uint32_t number)
{
    scrl__programs *p = c->programs;
    if (grow(c, (void **)&p->numbers, &p->number_cap, p->number_count, sizeof(*p->numbers)))
        p->numbers[p->number_count++] = number;
}

/* Writes the lists of alternatives by first bytes. */
static void add_lists(struct compiler *c, const uint32_t *rows, const uint32_t *firsts, size_t count)
{
    scrl__programs *p = c->programs;
    size_t places = p->number_count;
    for (unsigned f = 0; f <= FIRSTS; f++)
        add_number(c, 0);
    for (unsigned f = 0; f < FIRSTS && going(c); f++) {
        p->numbers[places + f] = (uint32_t)p->number_count;
        for (size_t i = 0; i < count; i++)
            if ((firsts[i] >> f & 1) != 0)
                add_number(c, rows[i]);
    }
    if (going(c))
        p->numbers[places + FIRSTS] = (uint32_t)p->number_count;
}

/* Appends the row that chooses among 'rows'. */
static uint32_t add_choice(struct compiler *c, const uint32_t *rows, size_t count)
{
    scrl__programs *p = c->programs;
    struct node node = {ONE_OF, 0, (uint16_t)count, (uint32_t)p->number_count};
    uint32_t *firsts = scrl__arena_alloc(p->arena, count * sizeof(*firsts));
    if (firsts == NULL || !grow(c, (void **)&p->nodes, &p->node_cap, p->node_count, sizeof(*p->nodes))) {
        c->failed = true;
        return 0;
    }
    for (size_t i = 0; i < count; i++)
        firsts[i] = firsts_of(p, rows[i]);
    if (count <= FEW) {
        for (size_t i = 0; i < count; i++)
            add_number(c, rows[i]);
    } else {
        node.kind = ONE_BY_FIRST;
        add_lists(c, rows, firsts, count);
    }
    p->nodes[p->node_count] = node;
    return (uint32_t)p->node_count++;
}

static uint32_t compile_alternatives(struct compiler *c, const char *text, size_t len)
{
    struct source s = {text, text + len};
    uint32_t *rows = NULL;
    size_t count = 0;
    size_t cap = 0;
    uint32_t row = 0;
    if (++c->nesting > NESTING_MAX)
        give_up(c);
    do {
        row = compile_sequence(c, &s);
        if (going(c) && grow(c, (void **)&rows, &cap, count, sizeof(*rows)))
            rows[count++] = row;
    } while (going(c) && skip(&s, "|"));
    if (count > UINT16_MAX)
        give_up(c);
    if (going(c) && count > 1)
        row = add_choice(c, rows, count);
    c->nesting--;
    free(rows);
    return row;
}

static uint64_t hash_text(const char *text, size_t len)
{
    uint64_t h = UINT64_C(14695981039346656037);
    for (size_t i = 0; i < len; i++)
        h = (h ^ (unsigned char)text[i]) * UINT64_C(1099511628211);
    return h;
}

/* The row of a group: that of one with the same text, where there is one. */
static uint32_t compile_group(struct compiler *c, const char *text, size_t len)
{
    scrl__programs *p = c->programs;
    uint64_t key = hash_text(text, len);
    uint32_t number = scrl__keys_find(p->keys, key);
    if (number != SCRL__NO_NUMBER && p->groups[number].len == len && memcmp(p->groups[number].text, text, len) == 0)
        return p->groups[number].row;

    uint32_t row = compile_alternatives(c, text, len);
    if (number != SCRL__NO_NUMBER || !going(c))
        return row;
    const char *copy = scrl__arena_strndup(p->arena, text, len);
    if (copy == NULL || !grow(c, (void **)&p->groups, &p->group_cap, p->group_count, sizeof(*p->groups)) ||
        scrl__keys_add(p->keys, key) < 0) {
        c->failed = true;
        return row;
    }
    p->groups[p->group_count++] = (struct group){copy, len, row};
    return row;
}

int scrl__program_add(scrl__programs *programs, const char *pattern, uint32_t *program)
{
    struct compiler c = {.programs = programs};
    uint32_t row = compile_group(&c, pattern, strlen(pattern));
    *program = c.unclear ? SCRL__NO_PROGRAM : row;
    return c.failed ? SCRL_ENOMEM : 0;
}

/* --- Running --- */

struct machine {
    const scrl__programs *programs;
    const char *text;
    size_t len;
    unsigned steps, depth;
    bool limited;
};

/* What comes after a group: the node behind it, and what comes after the group that this is in. */
struct frame {
    const struct node *node;
    const struct frame *up;
    unsigned count; /* of a repeated group: how often it was there; its node is then the one that repeats */
};

static size_t run(struct machine *m, const struct node *node, size_t pos, const struct frame *frame);

/* True for what PCRE2 takes as part of a word. */
static bool is_word(uint32_t code)
{
    if (code < 0x80)
        return is_letter((char)code) || is_digit((char)code) || code == '_';
    return scrl__utf8_is_word(code);
}

/* True when a character beyond ASCII belongs to a class. */
static bool in_class(const struct class *class, uint32_t code)
{
    bool named = (class->words && is_word(code)) || (class->digits && scrl__utf8_is_decimal(code));
    for (unsigned i = 0; i < class->member_count; i++)
        named = named || class->members[i] == code;
    return named != class->negated;
}

/* The character at 'pos', which is before the end. */
static uint32_t character_at(const struct machine *m, size_t pos, size_t *used)
{
    uint32_t code = (unsigned char)m->text[pos];
    *used = 1;
    if (code >= 0x80) {
        *used = scrl__utf8_decode(m->text + pos, m->len - pos, &code);
        *used = *used == 0 ? 1 : *used;
    }
    return code;
}

static size_t step_back(const struct machine *m, size_t pos)
{
    do
        pos--;
    while (pos > 0 && ((unsigned char)m->text[pos] & 0xc0) == 0x80);
    return pos;
}

static bool word_at(const struct machine *m, size_t pos)
{
    size_t used;
    return pos < m->len && is_word(character_at(m, pos, &used));
}

static bool word_behind(const struct machine *m, size_t pos)
{
    return pos > 0 && word_at(m, step_back(m, pos));
}

static unsigned first_at(const struct machine *m, size_t pos)
{
    return pos < m->len ? first_of(m->text[pos]) : OTHER;
}

/* Where the bytes end that stand at 'pos', ignoring case; NO_MATCH when others stand there. The long s and the Kelvin sign are s
 * and k. */
static size_t match_bytes(const struct machine *m, const struct node *node, size_t pos)
{
    const char *bytes = m->programs->bytes.data + node->arg;
    for (unsigned i = 0; i < node->count; i++) {
        if (pos == m->len)
            return NO_MATCH;
        if (folded(m->text[pos]) == bytes[i])
            pos++;
        else if (bytes[i] == 's' && m->len - pos >= 2 && memcmp(m->text + pos, "\xc5\xbf", 2) == 0)
            pos += 2;
        else if (bytes[i] == 'k' && m->len - pos >= 3 && memcmp(m->text + pos, "\xe2\x84\xaa", 3) == 0)
            pos += 3;
        else
            return NO_MATCH;
    }
    return pos;
}

/* As many characters of a class as can be; '*count' of them. */
static size_t match_class(const struct machine *m, const struct node *node, size_t pos, unsigned *count)
{
    const struct class *class = &m->programs->classes[node->arg];
    unsigned most = node->count == UNLIMITED ? UINT32_MAX : node->count;
    unsigned n = 0;
    for (; pos < m->len && n < most; n++) {
        unsigned char byte = (unsigned char)m->text[pos];
        size_t used = 1;
        if (byte < 0x80 ? (class->ascii[byte / 64] >> (byte % 64) & 1) == 0
                        : !in_class(class, character_at(m, pos, &used)))
            break;
        pos += used;
    }
    *count = n;
    return pos;
}

/* The rest of the row behind a class of which fewer characters may do. */
static size_t run_behind_class(struct machine *m, const struct node *node, size_t pos, const struct frame *frame)
{
    unsigned count;
    size_t end = match_class(m, node, pos, &count);
    if (count < node->least)
        return NO_MATCH;
    for (;;) {
        size_t found = run(m, node + 1, end, frame);
        if (found != NO_MATCH || m->limited || count == node->least)
            return found;
        end = step_back(m, end);
        count--;
    }
}

/* A group once more, where it may come again, else the rest of the row. */
static size_t run_repeated(struct machine *m, const struct node *node, size_t pos, unsigned count,
                           const struct frame *up)
{
    if (count < node->count) {
        struct frame frame = {node, up, count + 1};
        size_t found = run(m, &m->programs->nodes[node->arg], pos, &frame);
        if (found != NO_MATCH || m->limited)
            return found;
    }
    return run(m, node + 1, pos, up);
}

/* The alternatives that may stand at 'pos'. */
static const uint32_t *choose_rows(const struct machine *m, const struct node *node, size_t pos, const uint32_t **end)
{
    const uint32_t *numbers = m->programs->numbers;
    const uint32_t *rows = numbers + node->arg;
    *end = rows + node->count;
    if (node->kind == ONE_BY_FIRST) {
        unsigned first = first_at(m, pos);
        *end = numbers + rows[first + 1];
        rows = numbers + rows[first];
    }
    return rows;
}

static size_t run_one_of(struct machine *m, const struct node *node, size_t pos, const struct frame *frame)
{
    const uint32_t *end;
    for (const uint32_t *row = choose_rows(m, node, pos, &end); row < end; row++) {
        size_t found = run(m, &m->programs->nodes[*row], pos, frame);
        if (found != NO_MATCH || m->limited)
            return found;
    }
    return NO_MATCH;
}

static size_t run_group(struct machine *m, const struct node *node, size_t pos, const struct frame *up)
{
    struct frame frame = {node + 1, up, 0};
    size_t found = run(m, &m->programs->nodes[node->arg], pos, &frame);
    if (found != NO_MATCH || m->limited || node->kind == CALL)
        return found;
    return run(m, node + 1, pos, up);
}

/* One row, from 'node' on. */
static size_t run_row(struct machine *m, const struct node *node, size_t pos, const struct frame *frame)
{
    unsigned count;
    for (;; node++) {
        switch ((enum kind)node->kind) {
        case BYTES:
            pos = match_bytes(m, node, pos);
            if (pos == NO_MATCH)
                return NO_MATCH;
            break;
        case CLASS_ALL:
            pos = match_class(m, node, pos, &count);
            if (count < node->least)
                return NO_MATCH;
            break;
        case NOT_BEHIND_WORD:
            if ((node->arg >> first_at(m, pos) & 1) == 0 || word_behind(m, pos))
                return NO_MATCH;
            break;
        case NOT_BEFORE_WORD:
            if (word_at(m, pos))
                return NO_MATCH;
            break;
        case AT_START:
            if (pos != 0)
                return NO_MATCH;
            break;
        case AT_END: /* of the text, or before a line's end that ends it */
            if (pos != m->len && (pos + 1 != m->len || m->text[pos] != '\n'))
                return NO_MATCH;
            break;
        case CLASS:
            return run_behind_class(m, node, pos, frame);
        case CALL:
        case MAYBE:
            return run_group(m, node, pos, frame);
        case REPEAT:
            return run_repeated(m, node, pos, 0, frame);
        case ONE_OF:
        case ONE_BY_FIRST:
            return run_one_of(m, node, pos, frame);
        case RETURN:
            if (frame == NULL)
                return pos;
            if (frame->count > 0)
                return run_repeated(m, frame->node, pos, frame->count, frame->up);
            node = frame->node - 1;
            frame = frame->up;
            break;
        }
    }
}

static size_t run(struct machine *m, const struct node *node, size_t pos, const struct frame *frame)
{
    if (++m->steps > STEPS_MAX || m->depth == DEPTH_MAX) {
        m->limited = true;
        return NO_MATCH;
    }
    m->depth++;
    size_t found = run_row(m, node, pos, frame);
    m->depth--;
    return found;
}

uint32_t scrl__program_begins(const scrl__programs *programs, uint32_t program)
{
    const struct node *node = &programs->nodes[program];
    bool begins_words = node->kind == NOT_BEHIND_WORD && (node->arg >> OTHER & 1) == 0;
    return begins_words ? node->arg : 0;
}

int scrl__program_match_at(const scrl__programs *programs, uint32_t program, const char *text, size_t len, size_t at,
                           size_t *end)
{
    struct machine m = {.programs = programs, .text = text, .len = len};
    size_t found = run_row(&m, &programs->nodes[program], at, NULL);
    if (m.limited)
        return SCRL_ELIMIT;
    *end = found;
    return found != NO_MATCH;
}

int scrl__program_match(const scrl__programs *programs, uint32_t program, const char *text, size_t len, size_t from,
                        size_t last, size_t *start, size_t *end)
{
    int code = 0;
    for (size_t pos = from; pos <= last && pos <= len && code == 0; pos++) {
        if (pos < len && ((unsigned char)text[pos] & 0xc0) == 0x80)
            continue;
        *start = pos;
        code = scrl__program_match_at(programs, program, text, len, pos, end);
    }
    return code;
}
