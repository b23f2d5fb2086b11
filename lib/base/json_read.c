/* json_read.c - a strict reader of JSON: one pass, a value at a time, into an arena. It knows the grammar and its limits;
 * what the keys mean is for the callers. */
#include "base/json_read.h"

#include <string.h>

#include "base/str.h"
#include "base/utf8.h"

#define STEP "read"

/* Bounds beside those of the context: for memory (a value takes some fifty bytes of it, two of the text), for the stack, and
 * for the time that looking for a key twice takes. */
#define MOST_VALUES 1000000
#define MOST_DEPTH 1000
#define MOST_KEYS 10000

struct reader {
    scrl_context *ctx;
    const char *name;
    const char *bytes;
    size_t len, at;
    uint32_t line, depth, values;
    scrl__arena *arena;
    scrl__str scratch; /* the string that is being read */
};

static int read_value(struct reader *r, scrl__json_value *value);

static int fail(struct reader *r, int code, const char *what)
{
    scrl__fail(r->ctx, code, STEP, "%s, line %u: %s", r->name, r->line, what);
    return scrl__fail_at(r->ctx, r->name, 0, r->at);
}

static int fail_format(struct reader *r, const char *what)
{
    return fail(r, SCRL_EFORMAT, what);
}

static void skip_space(struct reader *r)
{
    for (; r->at < r->len; r->at++) {
        char c = r->bytes[r->at];
        if (c == '\n')
            r->line++;
        else if (c != ' ' && c != '\t' && c != '\r')
            return;
    }
}

/* The next character that is not white space; 0 at the end. */
static char peek(struct reader *r)
{
    skip_space(r);
    return r->at < r->len ? r->bytes[r->at] : '\0';
}

static bool take(struct reader *r, char c)
{
    if (peek(r) != c || r->at >= r->len)
        return false;
    r->at++;
    return true;
}

static int keep(struct reader *r, const char *text, size_t len, const char **out)
{
    *out = scrl__arena_strndup(r->arena, text, len);
    return *out == NULL ? scrl__fail_memory(r->ctx, STEP) : 0;
}

/* Four hex digits after "\u"; false when there are none. */
static bool take_hex(struct reader *r, uint32_t *out)
{
    uint32_t code = 0;
    if (r->len - r->at < 4)
        return false;
    for (size_t i = 0; i < 4; i++) {
        static const char digits[] = "0123456789abcdef";
        char c = r->bytes[r->at + i];
        const char *digit = c == '\0' ? NULL : strchr(digits, c >= 'A' && c <= 'F' ? c + 0x20 : c);
        if (digit == NULL)
            return false;
        code = code << 4 | (uint32_t)(digit - digits);
    }
    r->at += 4;
    *out = code;
    return true;
}

static int read_unicode_escape(struct reader *r)
{
    uint32_t code, low;
    char bytes[4];
    if (!take_hex(r, &code))
        return fail_format(r, "an escape \\u needs four hexadecimal digits");
    if (code >= 0xD800 && code < 0xDC00) {
        if (r->len - r->at < 2 || memcmp(r->bytes + r->at, "\\u", 2) != 0)
            return fail_format(r, "half of a surrogate pair");
        r->at += 2;
        if (!take_hex(r, &low) || low < 0xDC00 || low >= 0xE000)
            return fail_format(r, "half of a surrogate pair");
        code = 0x10000 + ((code - 0xD800) << 10) + (low - 0xDC00);
    } else if (code == 0 || (code >= 0xDC00 && code < 0xE000)) {
        return fail_format(r, "an escape \\u of no character");
    }
    scrl__str_add(&r->scratch, bytes, scrl__utf8_encode(code, bytes));
    return 0;
}

static int read_escape(struct reader *r)
{
    static const char escapes[][2] = {{'"', '"'},  {'\\', '\\'}, {'/', '/'},  {'b', '\b'},
                                      {'f', '\f'}, {'n', '\n'},  {'r', '\r'}, {'t', '\t'}};
    char c = r->at < r->len ? r->bytes[r->at++] : '\0';
    if (c == 'u')
        return read_unicode_escape(r);
    for (size_t i = 0; i < sizeof(escapes) / sizeof(escapes[0]); i++) {
        if (escapes[i][0] == c) {
            scrl__str_addc(&r->scratch, escapes[i][1]);
            return 0;
        }
    }
    return fail_format(r, "an unknown escape in a string");
}

static int read_string(struct reader *r, const char **out)
{
    scrl__str_truncate(&r->scratch, 0);
    if (!take(r, '"'))
        return fail_format(r, "a string is expected");
    for (;;) {
        size_t run = r->at;
        while (run < r->len && (unsigned char)r->bytes[run] >= 0x20 && r->bytes[run] != '"' && r->bytes[run] != '\\')
            run++;
        scrl__str_add(&r->scratch, r->bytes + r->at, run - r->at);
        r->at = run;
        if (r->at >= r->len)
            return fail_format(r, "a string does not end");
        char c = r->bytes[r->at];
        if (c != '"' && c != '\\')
            return fail_format(r, "a control character in a string");
        r->at++;
        if (c == '"')
            break;
        int status = read_escape(r);
        if (status != 0)
            return status;
    }
    if (r->scratch.failed)
        return scrl__fail_memory(r->ctx, STEP);
    return keep(r, scrl__str_text(&r->scratch), r->scratch.len, out);
}

static size_t digits_at(const struct reader *r, size_t at)
{
    size_t count = 0;
    while (at + count < r->len && r->bytes[at + count] >= '0' && r->bytes[at + count] <= '9')
        count++;
    return count;
}

static bool is_at(const struct reader *r, size_t at, const char *any)
{
    return at < r->len && r->bytes[at] != '\0' && strchr(any, r->bytes[at]) != NULL;
}

static int read_number(struct reader *r, scrl__json_value *value)
{
    size_t at = r->at, more;
    at += is_at(r, at, "-");
    size_t whole = digits_at(r, at);
    if (whole == 0 || (whole > 1 && r->bytes[at] == '0'))
        return fail_format(r, "a value is expected");
    at += whole;
    if (is_at(r, at, ".")) {
        more = digits_at(r, at + 1);
        if (more == 0)
            return fail_format(r, "a number has no digits after its point");
        at += 1 + more;
    }
    if (is_at(r, at, "eE")) {
        at += 1 + is_at(r, at + 1, "+-");
        more = digits_at(r, at);
        if (more == 0)
            return fail_format(r, "a number has no digits in its exponent");
        at += more;
    }
    value->kind = SCRL__JSON_NUMBER;
    int status = keep(r, r->bytes + r->at, at - r->at, &value->text);
    r->at = at;
    return status;
}

static int read_word(struct reader *r, scrl__json_value *value)
{
    static const struct {
        const char *word;
        scrl__json_kind kind;
    } words[] = {{"null", SCRL__JSON_NULL}, {"true", SCRL__JSON_BOOL}, {"false", SCRL__JSON_BOOL}};
    for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++) {
        size_t len = strlen(words[i].word);
        if (r->len - r->at < len || memcmp(r->bytes + r->at, words[i].word, len) != 0)
            continue;
        r->at += len;
        value->kind = words[i].kind;
        if (value->kind == SCRL__JSON_BOOL)
            value->text = words[i].word;
        return 0;
    }
    return read_number(r, value);
}

static int read_member(struct reader *r, scrl__json_value *owner, scrl__json_value *member)
{
    if (owner->kind == SCRL__JSON_OBJECT) {
        int status = read_string(r, &member->key);
        if (status != 0)
            return status;
        if (scrl__json_find(owner, member->key) != NULL)
            return fail_format(r, "a key stands twice in one object");
        if (!take(r, ':'))
            return fail_format(r, "a colon is expected after a key");
    }
    return read_value(r, member);
}

/* An array or object, whose bracket is taken. */
static int read_members(struct reader *r, scrl__json_value *owner)
{
    char close = owner->kind == SCRL__JSON_OBJECT ? '}' : ']';
    scrl__json_value **link = &owner->first;
    if (++r->depth > r->ctx->limits.depth || r->depth > MOST_DEPTH)
        return fail(r, SCRL_ELIMIT, "values are nested deeper than the limit 'depth'");
    while (!take(r, close)) {
        if (owner->count > 0 && !take(r, ','))
            return fail_format(r, "a comma or a closing bracket is expected");
        if (++r->values > MOST_VALUES || (owner->kind == SCRL__JSON_OBJECT && owner->count >= MOST_KEYS))
            return fail(r, SCRL_ELIMIT, "too many values");
        scrl__json_value *member = scrl__arena_alloc(r->arena, sizeof(*member));
        if (member == NULL)
            return scrl__fail_memory(r->ctx, STEP);
        member->key = member->text = "";
        int status = read_member(r, owner, member);
        if (status != 0)
            return status;
        *link = member;
        link = &member->next;
        owner->count++;
    }
    r->depth--;
    return 0;
}

static int read_value(struct reader *r, scrl__json_value *value)
{
    char c = peek(r);
    value->line = r->line;
    switch (c) {
    case '"':
        value->kind = SCRL__JSON_STRING;
        return read_string(r, &value->text);
    case '[':
    case '{':
        r->at++;
        value->kind = c == '{' ? SCRL__JSON_OBJECT : SCRL__JSON_ARRAY;
        return read_members(r, value);
    default:
        return read_word(r, value);
    }
}

static int read_text(struct reader *r, const scrl__json_value **out)
{
    if (r->len > r->ctx->limits.text_bytes)
        return fail(r, SCRL_ELIMIT, "the text is larger than the limit 'text_bytes'");
    if (!scrl__utf8_valid(r->bytes, r->len))
        return fail_format(r, "the text is not valid UTF-8");
    scrl__json_value *value = scrl__arena_alloc(r->arena, sizeof(*value));
    if (value == NULL)
        return scrl__fail_memory(r->ctx, STEP);
    value->key = value->text = "";
    int status = read_value(r, value);
    if (status != 0)
        return status;
    skip_space(r);
    if (r->at < r->len)
        return fail_format(r, "something follows the end of the value");
    *out = value;
    return 0;
}

int scrl__json_read(scrl_context *ctx, const char *name, const char *bytes, size_t len, scrl__arena *arena,
                    const scrl__json_value **out)
{
    struct reader r = {.ctx = ctx, .name = name, .bytes = bytes, .len = len, .line = 1, .arena = arena};
    int status = read_text(&r, out);
    scrl__str_free(&r.scratch);
    return status;
}

const scrl__json_value *scrl__json_find(const scrl__json_value *object, const char *key)
{
    if (object == NULL || object->kind != SCRL__JSON_OBJECT)
        return NULL;
    for (const scrl__json_value *member = object->first; member != NULL; member = member->next) {
        if (strcmp(member->key, key) == 0)
            return member;
    }
    return NULL;
}

const char *scrl__json_find_text(const scrl__json_value *object, const char *key)
{
    const scrl__json_value *member = scrl__json_find(object, key);
    return member != NULL && (member->kind == SCRL__JSON_STRING || member->kind == SCRL__JSON_NUMBER) ? member->text
                                                                                                      : NULL;
}
