/* json.c - a streaming JSON writer. It keeps commas, escapes and the 64 KiB buffer; what is written is the callers'. */
#include "base/json.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include <scrl/context.h>

#include "base/utf8.h"

#define FLUSH_AT ((size_t)64 << 10)
#define MOST_DEPTH (sizeof(((scrl__json *)0)->first))

void scrl__json_init(scrl__json *json, int (*flush)(void *user, const char *bytes, size_t len), void *user)
{
    *json = (scrl__json){.out = SCRL__STR_INIT, .flush = flush, .user = user};
    json->first[0] = 1;
}

static void flush_out(scrl__json *json)
{
    if (json->stopped == 0 && json->out.len > 0)
        json->stopped = json->flush(json->user, json->out.data, json->out.len);
    scrl__str_truncate(&json->out, 0);
}

static void after_write(scrl__json *json)
{
    if (json->out.len > FLUSH_AT)
        flush_out(json);
}

/* Writes the comma before a value or key that is not the first; false when the writer has stopped. */
static bool begin_value(scrl__json *json)
{
    if (json->stopped != 0)
        return false;
    if (json->keyed)
        json->keyed = 0;
    else if (json->first[json->depth])
        json->first[json->depth] = 0;
    else if (json->depth > 0)
        scrl__str_addc(&json->out, ',');
    return true;
}

static void open_nest(scrl__json *json, char bracket)
{
    if (!begin_value(json))
        return;
    if (json->depth + 1 >= MOST_DEPTH) {
        json->stopped = SCRL_EINVAL;
        return;
    }
    scrl__str_addc(&json->out, bracket);
    json->first[++json->depth] = 1;
}

static void close_nest(scrl__json *json, char bracket)
{
    if (json->stopped != 0 || json->depth == 0)
        return;
    json->depth--;
    scrl__str_addc(&json->out, bracket);
    after_write(json);
}

void scrl__json_object(scrl__json *json)
{
    open_nest(json, '{');
}

void scrl__json_object_end(scrl__json *json)
{
    close_nest(json, '}');
}

void scrl__json_array(scrl__json *json)
{
    open_nest(json, '[');
}

void scrl__json_array_end(scrl__json *json)
{
    close_nest(json, ']');
}

/* One character that cannot stand as it is; returns how many bytes of the text it took. */
static size_t write_special(scrl__str *out, const char *text, size_t len)
{
    static const char escapes[][2] = {{'"', '"'},  {'\\', '\\'}, {'\b', 'b'}, {'\f', 'f'},
                                      {'\n', 'n'}, {'\r', 'r'},  {'\t', 't'}};
    uint32_t code;
    size_t used = scrl__utf8_decode(text, len, &code);
    if (used == 0) {
        scrl__str_adds(out, "\xEF\xBF\xBD");
        return 1;
    }
    for (size_t i = 0; i < sizeof(escapes) / sizeof(escapes[0]); i++) {
        if (code == (uint32_t)escapes[i][0]) {
            scrl__str_addc(out, '\\');
            scrl__str_addc(out, escapes[i][1]);
            return used;
        }
    }
    if (code < 0x20 || (code >= 0x7F && code < 0xA0))
        scrl__str_addf(out, "\\u%04x", (unsigned)code);
    else
        scrl__str_add(out, text, used);
    return used;
}

static bool is_plain(unsigned char c)
{
    return c >= 0x20 && c < 0x7F && c != '"' && c != '\\';
}

static void write_string(scrl__json *json, const char *text, size_t len)
{
    scrl__str *out = &json->out;
    scrl__str_addc(out, '"');
    size_t at = 0;
    while (at < len) {
        size_t run = at;
        while (run < len && is_plain((unsigned char)text[run]))
            run++;
        scrl__str_add(out, text + at, run - at);
        at = run;
        if (at < len)
            at += write_special(out, text + at, len - at);
    }
    scrl__str_addc(out, '"');
}

void scrl__json_key(scrl__json *json, const char *key)
{
    if (!begin_value(json))
        return;
    write_string(json, key, strlen(key));
    scrl__str_addc(&json->out, ':');
    json->keyed = 1;
}

void scrl__json_string(scrl__json *json, const char *text)
{
    if (text == NULL)
        scrl__json_null(json);
    else
        scrl__json_stringn(json, text, strlen(text));
}

void scrl__json_stringn(scrl__json *json, const char *text, size_t len)
{
    if (!begin_value(json))
        return;
    write_string(json, text, len);
    after_write(json);
}

static void write_word(scrl__json *json, const char *word)
{
    if (!begin_value(json))
        return;
    scrl__str_adds(&json->out, word);
    after_write(json);
}

void scrl__json_int(scrl__json *json, int64_t value)
{
    char digits[32];
    snprintf(digits, sizeof(digits), "%lld", (long long)value);
    write_word(json, digits);
}

void scrl__json_double(scrl__json *json, double value)
{
    char digits[64], plain[64];
    if (!isfinite(value)) {
        scrl__json_null(json);
        return;
    }
    snprintf(digits, sizeof(digits), "%.6g", value);
    /* The host's locale may have another decimal point, of one or more bytes. */
    size_t len = 0;
    bool point = false;
    for (const char *c = digits; *c != '\0'; c++) {
        if ((*c >= '0' && *c <= '9') || *c == '-' || *c == '+' || *c == 'e')
            plain[len++] = *c;
        else if (!point) {
            plain[len++] = '.';
            point = true;
        }
    }
    plain[len] = '\0';
    write_word(json, plain);
}

void scrl__json_bool(scrl__json *json, int value)
{
    write_word(json, value ? "true" : "false");
}

void scrl__json_null(scrl__json *json)
{
    write_word(json, "null");
}

void scrl__json_line(scrl__json *json)
{
    if (json->stopped != 0)
        return;
    scrl__str_addc(&json->out, '\n');
    after_write(json);
}

int scrl__json_end(scrl__json *json)
{
    bool failed = json->out.failed;
    if (!failed)
        flush_out(json);
    int status = json->stopped != 0 ? json->stopped : failed ? SCRL_ENOMEM : SCRL_OK;
    scrl__str_free(&json->out);
    return status;
}
