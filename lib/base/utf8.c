/* utf8.c - UTF-8, the legacy encodings that old reviews come in, and the cleaning of running text. Properties and
 * normalisation are utf8proc's; what most text consists of (ASCII, Latin letters, curly quotes) never gets that far. */
#include "base/utf8.h"

#include <string.h>
#include <stdlib.h>

#include <utf8proc.h>

#define REPLACEMENT "\xEF\xBF\xBD"

/* Unicode's Stream-Safe Text Format allows 30; without a bound, putting marks in order takes quadratic time. */
#define MOST_MARKS 30

size_t scrl__utf8_decode(const char *s, size_t len, uint32_t *code)
{
    const unsigned char *b = (const unsigned char *)s;
    if (len == 0)
        return 0;
    if (b[0] < 0x80) {
        *code = b[0];
        return 1;
    }
    if (b[0] < 0xC2 || b[0] > 0xF4)
        return 0;
    if (b[0] < 0xE0) {
        if (len < 2 || (b[1] & 0xC0) != 0x80)
            return 0;
        *code = (uint32_t)(b[0] & 0x1F) << 6 | (b[1] & 0x3F);
        return 2;
    }
    if (len < 3 || (b[1] & 0xC0) != 0x80 || (b[2] & 0xC0) != 0x80)
        return 0;
    if (b[0] < 0xF0) {
        uint32_t value = (uint32_t)(b[0] & 0x0F) << 12 | (uint32_t)(b[1] & 0x3F) << 6 | (b[2] & 0x3F);
        if (value < 0x800 || (value >= 0xD800 && value < 0xE000))
            return 0;
        *code = value;
        return 3;
    }
    if (len < 4 || (b[3] & 0xC0) != 0x80)
        return 0;
    uint32_t value =
        (uint32_t)(b[0] & 0x07) << 18 | (uint32_t)(b[1] & 0x3F) << 12 | (uint32_t)(b[2] & 0x3F) << 6 | (b[3] & 0x3F);
    if (value < 0x10000 || value > 0x10FFFF)
        return 0;
    *code = value;
    return 4;
}

size_t scrl__utf8_encode(uint32_t code, char out[4])
{
    if (code < 0x80) {
        out[0] = (char)code;
        return 1;
    }
    if (code < 0x800) {
        out[0] = (char)(0xC0 | code >> 6);
        out[1] = (char)(0x80 | (code & 0x3F));
        return 2;
    }
    if (code > 0x10FFFF || (code >= 0xD800 && code < 0xE000))
        code = 0xFFFD;
    if (code < 0x10000) {
        out[0] = (char)(0xE0 | code >> 12);
        out[1] = (char)(0x80 | (code >> 6 & 0x3F));
        out[2] = (char)(0x80 | (code & 0x3F));
        return 3;
    }
    out[0] = (char)(0xF0 | code >> 18);
    out[1] = (char)(0x80 | (code >> 12 & 0x3F));
    out[2] = (char)(0x80 | (code >> 6 & 0x3F));
    out[3] = (char)(0x80 | (code & 0x3F));
    return 4;
}

/* The length of the run of ASCII at the start, by eight bytes at a time. */
static size_t ascii_run(const char *s, size_t len)
{
    size_t at = 0;
    while (len - at >= 8) {
        uint64_t word;
        memcpy(&word, s + at, 8);
        if (word & UINT64_C(0x8080808080808080))
            break;
        at += 8;
    }
    while (at < len && (unsigned char)s[at] < 0x80)
        at++;
    return at;
}

bool scrl__utf8_valid(const char *s, size_t len)
{
    size_t at = 0;
    uint32_t code;
    while ((at += ascii_run(s + at, len - at)) < len) {
        size_t used = scrl__utf8_decode(s + at, len - at, &code);
        if (used == 0)
            return false;
        at += used;
    }
    return true;
}

static bool ascii_letter(uint32_t code)
{
    return (code | 0x20) >= 'a' && (code | 0x20) <= 'z';
}

bool scrl__utf8_is_letter(uint32_t code)
{
    if (code < 0x80)
        return ascii_letter(code);
    utf8proc_category_t category = utf8proc_category((utf8proc_int32_t)code);
    return category >= UTF8PROC_CATEGORY_LU && category <= UTF8PROC_CATEGORY_ME;
}

bool scrl__utf8_is_digit(uint32_t code)
{
    if (code < 0x80)
        return code >= '0' && code <= '9';
    utf8proc_category_t category = utf8proc_category((utf8proc_int32_t)code);
    return category >= UTF8PROC_CATEGORY_ND && category <= UTF8PROC_CATEGORY_NO;
}

bool scrl__utf8_is_decimal(uint32_t code)
{
    if (code < 0x80)
        return code >= '0' && code <= '9';
    return utf8proc_category((utf8proc_int32_t)code) == UTF8PROC_CATEGORY_ND;
}

bool scrl__utf8_is_word(uint32_t code)
{
    if (code < 0x80)
        return ascii_letter(code) || (code >= '0' && code <= '9') || code == '_';
    utf8proc_category_t category = utf8proc_category((utf8proc_int32_t)code);
    return (category >= UTF8PROC_CATEGORY_LU && category <= UTF8PROC_CATEGORY_LO) || scrl__utf8_is_digit(code);
}

bool scrl__utf8_is_space(uint32_t code)
{
    if (code < 0x80)
        return code == ' ' || (code >= 0x09 && code <= 0x0D);
    return code == 0x85 || code == 0xA0 || code == 0x1680 || (code >= 0x2000 && code <= 0x200A) || code == 0x2028 ||
           code == 0x2029 || code == 0x202F || code == 0x205F || code == 0x3000;
}

bool scrl__utf8_is_upper(uint32_t code)
{
    if (code < 0x80)
        return code >= 'A' && code <= 'Z';
    utf8proc_category_t category = utf8proc_category((utf8proc_int32_t)code);
    return category == UTF8PROC_CATEGORY_LU || category == UTF8PROC_CATEGORY_LT;
}

uint32_t scrl__utf8_fold(uint32_t code)
{
    if (code < 0x80)
        return code >= 'A' && code <= 'Z' ? code + 0x20 : code;
    if (code == 0x17F) /* long s */
        return 's';
    if (code == 0x3C2) /* final sigma */
        return 0x3C3;
    return (uint32_t)utf8proc_tolower((utf8proc_int32_t)code);
}

/* Legacy encodings. */

/* Whether 'bytes' look like UTF-16 without a BOM: in text of any European language nearly every second byte is 0. */
static bool looks_like_utf16(const char *bytes, size_t len, scrl__charset *charset)
{
    size_t zeros[2] = {0, 0};
    size_t pairs = (len < 65536 ? len : 65536) / 2;
    for (size_t i = 0; i < pairs * 2; i++)
        zeros[i & 1] += bytes[i] == 0;
    if (pairs == 0)
        return false;
    size_t many = pairs / 2 + 1, few = pairs / 20;
    if (zeros[1] >= many && zeros[0] <= few) {
        *charset = SCRL__UTF16LE;
        return true;
    }
    if (zeros[0] >= many && zeros[1] <= few) {
        *charset = SCRL__UTF16BE;
        return true;
    }
    return false;
}

/* A few bad bytes in a text that is otherwise full of good sequences are damage, not another encoding: in
 * windows-1252 a good sequence is a rare accident. */
static bool is_mostly_utf8(const char *bytes, size_t len)
{
    size_t good = 0, bad = 0, at = 0;
    uint32_t code;
    while ((at += ascii_run(bytes + at, len - at)) < len) {
        size_t used = scrl__utf8_decode(bytes + at, len - at, &code);
        if (used == 0)
            bad++;
        else
            good++;
        at += used == 0 ? 1 : used;
    }
    return bad == 0 || good / 4 >= bad;
}

scrl__charset scrl__charset_guess(const char *bytes, size_t len, size_t *bom)
{
    scrl__charset charset = SCRL__WINDOWS_1252;
    *bom = 0;
    if (len >= 3 && memcmp(bytes, "\xEF\xBB\xBF", 3) == 0) {
        *bom = 3;
        return SCRL__UTF8;
    }
    if (len >= 2 && memcmp(bytes, "\xFF\xFE", 2) == 0) {
        *bom = 2;
        return SCRL__UTF16LE;
    }
    if (len >= 2 && memcmp(bytes, "\xFE\xFF", 2) == 0) {
        *bom = 2;
        return SCRL__UTF16BE;
    }
    /* Before UTF-8: plain English in UTF-16 is valid UTF-8 too, with a NUL at every second place. */
    if (looks_like_utf16(bytes, len, &charset))
        return charset;
    return is_mostly_utf8(bytes, len) ? SCRL__UTF8 : SCRL__WINDOWS_1252;
}

static void add_code(scrl__str *out, uint32_t code)
{
    char bytes[4];
    scrl__str_add(out, bytes, scrl__utf8_encode(code, bytes));
}

static uint32_t copy_utf8(scrl__str *out, const char *bytes, size_t len)
{
    uint32_t bad = 0, code;
    size_t start = 0, at = 0;
    while ((at += ascii_run(bytes + at, len - at)) < len) {
        size_t used = scrl__utf8_decode(bytes + at, len - at, &code);
        if (used == 0) {
            scrl__str_add(out, bytes + start, at - start);
            scrl__str_adds(out, REPLACEMENT);
            bad++;
            start = ++at;
        }
        at += used;
    }
    scrl__str_add(out, bytes + start, len - start);
    return bad;
}

static uint32_t utf16_unit(const unsigned char *bytes, bool little)
{
    return little ? (uint32_t)(bytes[0] | bytes[1] << 8) : (uint32_t)(bytes[0] << 8 | bytes[1]);
}

static uint32_t from_utf16(scrl__str *out, const char *text, size_t len, bool little)
{
    const unsigned char *bytes = (const unsigned char *)text;
    uint32_t bad = 0;
    size_t at = 0;
    while (at + 2 <= len) {
        uint32_t code = utf16_unit(bytes + at, little);
        at += 2;
        if (code >= 0xD800 && code < 0xDC00 && at + 2 <= len) {
            uint32_t low = utf16_unit(bytes + at, little);
            if (low >= 0xDC00 && low < 0xE000) {
                code = 0x10000 + ((code - 0xD800) << 10) + (low - 0xDC00);
                at += 2;
            }
        }
        if (code >= 0xD800 && code < 0xE000) {
            code = 0xFFFD;
            bad++;
        }
        add_code(out, code);
    }
    if (at < len) {
        add_code(out, 0xFFFD);
        bad++;
    }
    return bad;
}

static uint32_t from_windows_1252(scrl__str *out, const char *text, size_t len)
{
    /* 0x80 to 0x9F; 0 where the code page has nothing. */
    static const uint16_t table[32] = {0x20AC, 0,      0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021,
                                       0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0,      0x017D, 0,
                                       0,      0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014,
                                       0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0,      0x017E, 0x0178};
    uint32_t bad = 0;
    size_t at = 0;
    for (;;) {
        size_t run = ascii_run(text + at, len - at);
        scrl__str_add(out, text + at, run);
        at += run;
        if (at >= len)
            return bad;
        uint32_t code = (unsigned char)text[at++];
        if (code < 0xA0)
            code = table[code - 0x80];
        if (code == 0) {
            code = 0xFFFD;
            bad++;
        }
        add_code(out, code);
    }
}

uint32_t scrl__to_utf8(scrl__str *out, const char *bytes, size_t len, scrl__charset charset)
{
    switch (charset) {
    case SCRL__UTF16LE:
        return from_utf16(out, bytes, len, true);
    case SCRL__UTF16BE:
        return from_utf16(out, bytes, len, false);
    case SCRL__WINDOWS_1252:
        return from_windows_1252(out, bytes, len);
    case SCRL__UTF8:
        break;
    }
    return copy_utf8(out, bytes, len);
}

/* Cleaning. */

struct range {
    uint32_t first, last;
};

static bool in_ranges(const struct range *ranges, size_t count, uint32_t code)
{
    for (size_t i = 0; i < count && ranges[i].first <= code; i++)
        if (code <= ranges[i].last)
            return true;
    return false;
}

#define IN_RANGES(ranges, code) in_ranges(ranges, sizeof(ranges) / sizeof((ranges)[0]), code)

/* What has no width or no business in running text: controls, soft hyphen, joiners, marks that turn the direction of
 * text (they can show words in another order than they are matched in), variation selectors, tags and non-characters. */
static bool is_dropped(uint32_t code)
{
    static const struct range ranges[] = {
        {0x00, 0x08},     {0x0E, 0x1F},     {0x7F, 0x84},     {0x86, 0x9F},     {0xAD, 0xAD},       {0x34F, 0x34F},
        {0x61C, 0x61C},   {0x180B, 0x180E}, {0x200B, 0x200F}, {0x202A, 0x202E}, {0x2060, 0x206F},   {0xFDD0, 0xFDEF},
        {0xFE00, 0xFE0F}, {0xFEFF, 0xFEFF}, {0xFFF0, 0xFFFB}, {0xFFFE, 0xFFFF}, {0xE0000, 0xE0FFF},
    };
    return IN_RANGES(ranges, code) || (code & 0xFFFE) == 0xFFFE;
}

/* A quick check for NFC with "no" meaning "perhaps not". The ranges hold only characters that neither decompose for
 * good nor combine with one before them: what reports are made of. */
static bool is_surely_nfc(uint32_t code)
{
    static const struct range ranges[] = {
        {0x0000, 0x02FF}, {0x0400, 0x0482}, {0x048A, 0x052F}, {0x1E00, 0x1EFF}, {0x2002, 0x20CF},
        {0x2190, 0x2328}, {0x232B, 0x2ADB}, {0xE000, 0xF8FF}, {0xFFFC, 0xFFFD}, {0x1F000, 0x1FAFF},
    };
    return IN_RANGES(ranges, code);
}

struct cleaner {
    scrl__str *out;
    size_t start; /* of what this call adds */
    bool keep_tabs;
    bool space;     /* white space is due before the next character */
    bool tab;       /* it has a tab in it */
    bool normalise; /* something failed the quick check */
    uint32_t marks; /* combining marks in a row */
    uint32_t bad;
};

static void emit_space(struct cleaner *c)
{
    if (c->tab)
        scrl__str_addc(c->out, '\t');
    else if (c->space && c->out->len > c->start)
        scrl__str_addc(c->out, ' ');
    c->space = c->tab = false;
}

static void clean_space(struct cleaner *c, uint32_t code)
{
    c->marks = 0;
    if (code == '\t' && c->keep_tabs) {
        /* Each tab counts: an empty cell between two of them is a cell. */
        if (c->tab)
            emit_space(c);
        c->tab = true;
    }
    c->space = true;
}

static void clean_code(struct cleaner *c, uint32_t code, const char *bytes, size_t len)
{
    static const char *const ligatures[] = {"ff", "fi", "fl", "ffi", "ffl", "st", "st"};
    if (scrl__utf8_is_space(code)) {
        clean_space(c, code);
        return;
    }
    if (is_dropped(code))
        return;
    if (is_surely_nfc(code)) {
        c->marks = 0;
    } else {
        c->normalise = true;
        utf8proc_category_t category = utf8proc_category((utf8proc_int32_t)code);
        bool mark = category >= UTF8PROC_CATEGORY_MN && category <= UTF8PROC_CATEGORY_ME;
        c->marks = mark ? c->marks + 1 : 0;
        if (c->marks > MOST_MARKS) {
            c->bad += (uint32_t)len;
            return;
        }
    }
    emit_space(c);
    if (code >= 0xFB00 && code <= 0xFB06)
        scrl__str_adds(c->out, ligatures[code - 0xFB00]);
    else
        scrl__str_add(c->out, bytes, len);
}

/* The bytes at the start that stay as they are: printable ASCII with single spaces between. */
static size_t plain_run(const char *text, size_t len)
{
    size_t at = 0;
    while (at < len) {
        unsigned char b = (unsigned char)text[at];
        if (b < 0x20 || b > 0x7E)
            break;
        if (b == ' ' && (at + 1 >= len || (unsigned char)text[at + 1] <= ' ' || (unsigned char)text[at + 1] > 0x7E))
            break;
        at++;
    }
    return at;
}

static void compose(struct cleaner *c)
{
    if (c->out->failed)
        return;
    utf8proc_uint8_t *composed = NULL;
    utf8proc_ssize_t len =
        utf8proc_map((const utf8proc_uint8_t *)c->out->data + c->start, (utf8proc_ssize_t)(c->out->len - c->start),
                     &composed, UTF8PROC_COMPOSE | UTF8PROC_STABLE);
    if (len < 0) {
        c->out->failed = true;
        return;
    }
    scrl__str_truncate(c->out, c->start);
    scrl__str_add(c->out, (const char *)composed, (size_t)len);
    free(composed);
}

uint32_t scrl__text_clean(scrl__str *out, const char *text, size_t len, bool keep_tabs)
{
    struct cleaner c = {.out = out, .start = out->len, .keep_tabs = keep_tabs};
    size_t at = 0;
    uint32_t code;
    while (at < len && !out->failed) {
        size_t run = text[at] == ' ' ? 0 : plain_run(text + at, len - at);
        if (run > 0) {
            emit_space(&c);
            scrl__str_add(out, text + at, run);
            c.marks = 0;
            at += run;
            continue;
        }
        size_t used = scrl__utf8_decode(text + at, len - at, &code);
        if (used > 0) {
            clean_code(&c, code, text + at, used);
            at += used;
        } else {
            clean_code(&c, 0xFFFD, REPLACEMENT, 3);
            c.bad++;
            at++;
        }
    }
    /* A last tab is the border of an empty last cell. */
    c.space = false;
    emit_space(&c);
    if (c.normalise)
        compose(&c);
    return c.bad;
}

void scrl__text_fold(scrl__str *out, const char *text, size_t len)
{
    char buffer[256];
    size_t filled = 0, at = 0;
    uint32_t code;
    while (at < len) {
        size_t used = scrl__utf8_decode(text + at, len - at, &code);
        at += used > 0 ? used : 1;
        if (used == 0 || !(scrl__utf8_is_letter(code) || scrl__utf8_is_digit(code)))
            continue;
        if (filled + 4 > sizeof(buffer)) {
            scrl__str_add(out, buffer, filled);
            filled = 0;
        }
        filled += scrl__utf8_encode(scrl__utf8_fold(code), buffer + filled);
    }
    scrl__str_add(out, buffer, filled);
}

/* Marks that belong to a word when it goes on behind them. */
static bool joins_word(uint32_t code)
{
    return code == '\'' || code == '-' || code == 0x2019 || code == 0x2010 || code == 0x2011;
}

/* Counts words up to 'most'. */
static uint32_t count_words(const char *text, size_t len, uint32_t most)
{
    uint32_t words = 0, code;
    bool in_word = false, joined = false;
    for (size_t at = 0; at < len && words < most;) {
        size_t used = scrl__utf8_decode(text + at, len - at, &code);
        at += used > 0 ? used : 1;
        if (used > 0 && (scrl__utf8_is_letter(code) || scrl__utf8_is_digit(code))) {
            words += !in_word && !joined;
            in_word = true;
            joined = false;
        } else {
            joined = in_word && used > 0 && joins_word(code);
            in_word = false;
        }
    }
    return words;
}

uint32_t scrl__text_words(const char *text, size_t len)
{
    return count_words(text, len, UINT32_MAX);
}

bool scrl__text_has_words(const char *text, size_t len, uint32_t least)
{
    return count_words(text, len, least) == least;
}
