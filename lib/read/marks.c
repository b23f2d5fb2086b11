/*
 * marks.c - reads what a paragraph begins with: a bullet, a printed paragraph number, a list letter, a label such as
 * R14. Also the small questions about a text's first and last characters that the passes share.
 */
#include "read/lines.h"

#include <string.h>

#include "base/utf8.h"

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static bool is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/* Bullets of Unicode, and those that the Symbol and Wingdings fonts leave behind in the private use area. */
static bool is_bullet(uint32_t code)
{
    static const uint32_t bullets[] = {0x2022, 0x2023, 0x2043, 0x2219, 0x25aa, 0x25ab, 0x25a0, 0x25a1, 0x25b6,
                                       0x25b8, 0x25ba, 0x25c6, 0x25cb, 0x25cf, 0x25e6, 0x2666, 0x2713, 0x2714,
                                       0x2756, 0x27a2, 0x27a4, 0x2192, 0x2b9a, 0x00b7, 0x2751};
    for (size_t i = 0; i < sizeof(bullets) / sizeof(bullets[0]); i++)
        if (bullets[i] == code)
            return true;
    return code >= 0xf000 && code <= 0xf0ff;
}

/* Skips blanks from 'at'; '*gap' is set where they are wide enough to set a mark apart. */
static size_t skip_gap(const char *text, size_t len, size_t at, bool *gap)
{
    size_t from = at;
    bool tab = false;
    while (at < len) {
        uint32_t code = 0;
        size_t step = scrl__utf8_decode(text + at, len - at, &code);
        if (step == 0 || !scrl__utf8_is_space(code))
            break;
        tab = tab || code == '\t';
        at += step;
    }
    /* Justified text has two or three blanks anywhere. */
    *gap = tab || at - from >= 4;
    return at;
}

static scrl__mark read_bullet(const char *text, size_t len)
{
    scrl__mark mark = {0};
    uint32_t code = 0;
    size_t step = scrl__utf8_decode(text, len, &code);
    bool dash = code == '-' || code == 0x2013 || code == 0x2014 || code == '*';
    if (step == 0 || !(is_bullet(code) || dash || code == 'o'))
        return mark;
    bool gap = false;
    size_t at = skip_gap(text, len, step, &gap);
    /* A bullet may stand on a line of its own, its text on the next. */
    if ((dash && at == step) || (code == 'o' && at < step + 2 && !gap) || (at >= len && !is_bullet(code)))
        return mark;
    mark.kind = SCRL__MARK_BULLET;
    mark.number_len = (uint32_t)step;
    mark.skip = (uint32_t)at;
    mark.apart = gap;
    return mark;
}

/* The value of a roman numeral in lower or upper case; 0 when it is none. */
static uint32_t roman_value(const char *s, size_t len)
{
    static const char digits[] = "ivxlcIVXLC";
    static const uint32_t values[] = {1, 5, 10, 50, 100};
    uint32_t total = 0, last = 0;
    for (size_t i = len; i > 0; i--) {
        const char *found = s[i - 1] != '\0' ? strchr(digits, s[i - 1]) : NULL;
        if (found == NULL)
            return 0;
        uint32_t value = values[(found - digits) % 5];
        total = value < last ? total - value : total + value;
        last = value;
    }
    return total;
}

/* A day in figures, such as 12.03.19, is no paragraph number. */
static bool is_date(const uint32_t *parts, const size_t *widths, uint32_t depth)
{
    if (depth != 3)
        return false;
    if (widths[2] == 4)
        return true;
    bool padded = (widths[0] == 2 && parts[0] < 10) || (widths[1] == 2 && parts[1] < 10);
    bool full = widths[0] == 2 && widths[1] == 2 && widths[2] == 2;
    return (padded || full) && parts[0] <= 31 && parts[1] <= 12;
}

/* "18 July 2024" begins with a day. */
static bool begins_month(const char *text, size_t len)
{
    static const char *const months[] = {"January", "February", "March",     "April",   "May",      "June",
                                         "July",    "August",   "September", "October", "November", "December",
                                         "Jan",     "Feb",      "Mar",       "Apr",     "Jun",      "Jul",
                                         "Aug",     "Sept",     "Sep",       "Oct",     "Nov",      "Dec"};
    size_t word = 0;
    while (word < len && is_letter(text[word]))
        word++;
    for (size_t i = 0; i < sizeof(months) / sizeof(months[0]); i++)
        if (strlen(months[i]) == word && memcmp(text, months[i], word) == 0)
            return true;
    return false;
}

static scrl__mark read_digits(const char *text, size_t len, bool heading)
{
    scrl__mark mark = {0}, none = {0};
    uint32_t parts[6] = {0};
    size_t widths[6] = {0}, at = 0;
    bool open = len > 0 && text[0] == '(';
    at += open;
    size_t start = open ? 0 : at;
    while (mark.depth < 6) {
        size_t from = at;
        while (at < len && is_digit(text[at]) && at - from < 4)
            parts[mark.depth] = parts[mark.depth] * 10 + (uint32_t)(text[at++] - '0');
        if (at == from || at - from > 3)
            return none;
        widths[mark.depth++] = at - from;
        if (at + 1 >= len || text[at] != '.' || !is_digit(text[at + 1]))
            break;
        at++;
    }
    if (is_date(parts, widths, mark.depth))
        return none;
    mark.number = (uint32_t)start;
    mark.number_len = (uint32_t)(at - start);
    bool bracket = at < len && text[at] == ')';
    if (open && !bracket)
        return none;
    if (bracket)
        mark.number_len = (uint32_t)(++at - start);
    else if (at < len && (text[at] == '.' || text[at] == ':'))
        at++;
    mark.dotted = bracket || text[at - 1] == '.' || text[at - 1] == ':';
    size_t after = skip_gap(text, len, at, &mark.apart);
    if (after == at && after < len)
        return none;
    bool lower = scrl__begins_lower(text + after, len - after);
    if (mark.depth == 1 && !mark.dotted && !mark.apart && !heading)
        return none;
    if (lower && !mark.apart && !bracket)
        return none;
    if (mark.depth == 1 && !mark.dotted && begins_month(text + after, len - after))
        return none;
    mark.kind = mark.depth > 1 ? SCRL__MARK_DECIMAL : SCRL__MARK_INTEGER;
    mark.value = parts[mark.depth - 1];
    mark.skip = (uint32_t)after;
    return mark;
}

/* a)  (iv)  B.  iii. */
static scrl__mark read_letter(const char *text, size_t len)
{
    scrl__mark mark = {0}, none = {0};
    size_t at = len > 0 && text[0] == '(', from = at;
    bool open = at > 0;
    while (at < len && is_letter(text[at]) && at - from < 6)
        at++;
    size_t letters = at - from;
    if (letters == 0 || at >= len || (text[at] != ')' && (open || text[at] != '.')))
        return none;
    uint32_t roman = roman_value(text + from, letters);
    if (letters > 1 && roman == 0)
        return none;
    bool bracket = text[at] == ')';
    mark.number_len = (uint32_t)(at + bracket);
    at++;
    size_t after = skip_gap(text, len, at, &mark.apart);
    if (after == at && after < len)
        return none;
    /* A full stop alone also ends an initial (J. Smith) and a short word (I.). */
    if (!bracket && !mark.apart && (text[from] < 'a' || letters > 1))
        return none;
    mark.kind = SCRL__MARK_LETTER;
    mark.value = letters > 1 ? roman : (uint32_t)((text[from] | 0x20) - 'a' + 1);
    mark.depth = 1;
    mark.dotted = true;
    mark.skip = (uint32_t)after;
    return mark;
}

/* Letters before the numbers of findings and recommendations; those of people (SW1, HV2, GP1) are words of the text. */
bool scrl__labels_statement(const char *letters, size_t len)
{
    static const char *const known[] = {"", "R", "F", "L", "Q", "LP", "KF", "KL", "REC"};
    for (size_t i = 0; i < sizeof(known) / sizeof(known[0]); i++)
        if (strlen(known[i]) == len && memcmp(known[i], letters, len) == 0)
            return true;
    return false;
}

/* R14, LP3 standing apart from the text, or alone on a line; A1.13 also before a single blank. */
static scrl__mark read_label(const char *text, size_t len)
{
    scrl__mark mark = {0}, none = {0};
    size_t at = 0;
    while (at < len && text[at] >= 'A' && text[at] <= 'Z' && at < 3)
        at++;
    size_t letters = at;
    while (at < len && is_digit(text[at]) && at - letters < 3)
        mark.value = mark.value * 10 + (uint32_t)(text[at++] - '0');
    bool alone = at == len && scrl__labels_statement(text, letters);
    if (letters == 0 || at == letters || (at >= len && !alone))
        return none;
    size_t whole = at;
    while (at + 1 < len && text[at] == '.' && is_digit(text[at + 1]) && at - whole < 12) {
        at++;
        while (at < len && is_digit(text[at]))
            at++;
    }
    bool decimal = at > whole;
    mark.number_len = (uint32_t)at;
    if (at < len && (text[at] == '.' || text[at] == ':'))
        at++;
    mark.skip = (uint32_t)skip_gap(text, len, at, &mark.apart);
    bool followed =
        decimal && mark.skip > at && mark.skip < len && !scrl__begins_lower(text + mark.skip, len - mark.skip);
    if (!mark.apart && !followed && !alone)
        return none;
    mark.kind = SCRL__MARK_LABEL;
    mark.depth = 1;
    return mark;
}

static scrl__mark read_mark(const char *text, size_t len, bool heading)
{
    scrl__mark mark = read_bullet(text, len);
    if (mark.kind == SCRL__MARK_NONE)
        mark = read_digits(text, len, heading);
    if (mark.kind == SCRL__MARK_NONE)
        mark = read_letter(text, len);
    if (mark.kind == SCRL__MARK_NONE)
        mark = read_label(text, len);
    return mark;
}

scrl__mark scrl__mark_read(const char *text, size_t len)
{
    return read_mark(text, len, false);
}

scrl__mark scrl__mark_read_heading(const char *text, size_t len)
{
    return read_mark(text, len, true);
}

scrl__mark scrl__mark_read_note(const char *text, size_t len)
{
    scrl__mark mark = {0}, none = {0};
    size_t at = 0;
    while (at < len && is_digit(text[at]) && at < 4)
        mark.value = mark.value * 10 + (uint32_t)(text[at++] - '0');
    if (at == 0 && len > 0 && text[0] == '*')
        at = 1;
    mark.number_len = (uint32_t)at;
    at += at > 0 && at < len && (text[at] == '.' || text[at] == ')');
    mark.skip = (uint32_t)skip_gap(text, len, at, &mark.apart);
    if (mark.number_len == 0 || mark.number_len == 4 || mark.skip == at ||
        begins_month(text + mark.skip, len - mark.skip))
        return none;
    mark.kind = SCRL__MARK_INTEGER;
    mark.depth = 1;
    return mark;
}

bool scrl__ends_sentence(const char *text, size_t len)
{
    static const char *const closers[] = {" ", "\t", "\"", "'", ")", "]", "\xe2\x80\x99", "\xe2\x80\x9d", "\xc2\xa0"};
    bool cut = true;
    while (cut && len > 0) {
        cut = false;
        for (size_t i = 0; i < sizeof(closers) / sizeof(closers[0]) && !cut; i++) {
            size_t n = strlen(closers[i]);
            if (len >= n && memcmp(text + len - n, closers[i], n) == 0) {
                len -= n;
                cut = true;
            }
        }
    }
    return len > 0 && strchr(".?!:;", text[len - 1]) != NULL && text[len - 1] != '\0';
}

bool scrl__begins_lower(const char *text, size_t len)
{
    size_t at = 0;
    while (at < len) {
        uint32_t code = 0;
        size_t step = scrl__utf8_decode(text + at, len - at, &code);
        if (step == 0 || scrl__utf8_is_digit(code))
            return false;
        if (scrl__utf8_is_letter(code))
            return !scrl__utf8_is_upper(code) && scrl__utf8_fold(code) == code;
        at += step;
    }
    return false;
}

bool scrl__in_capitals(const char *text, size_t len)
{
    uint32_t upper = 0, lower = 0;
    for (size_t at = 0; at < len;) {
        uint32_t code = 0;
        size_t step = scrl__utf8_decode(text + at, len - at, &code);
        if (step == 0)
            break;
        if (scrl__utf8_is_upper(code))
            upper++;
        else if (scrl__utf8_is_letter(code))
            lower++;
        at += step;
    }
    return upper >= 4 && lower * 8 <= upper;
}
