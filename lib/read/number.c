/*
 * number.c - printed numbers of headings, paragraphs and list items. It knows how numbers are written, not what they
 * number; dates, amounts and years at the start of a sentence must not be taken for them.
 */
#include "read/number.h"

#include <string.h>
#include <strings.h>

#include "base/utf8.h"

static void add_letters(scrl__str *out, uint32_t value, char first)
{
    if (value == 0)
        return;
    uint32_t times = (value - 1) / 26 + 1;
    for (uint32_t i = 0; i < times && i < 8; i++)
        scrl__str_addc(out, (char)(first + (int)((value - 1) % 26)));
}

static void add_roman(scrl__str *out, uint32_t value, bool upper)
{
    static const struct {
        uint32_t value;
        const char *upper, *lower;
    } parts[] = {{1000, "M", "m"}, {900, "CM", "cm"}, {500, "D", "d"},  {400, "CD", "cd"}, {100, "C", "c"},
                 {90, "XC", "xc"}, {50, "L", "l"},    {40, "XL", "xl"}, {10, "X", "x"},    {9, "IX", "ix"},
                 {5, "V", "v"},    {4, "IV", "iv"},   {1, "I", "i"}};
    if (value > 3999) {
        scrl__str_addf(out, "%u", value);
        return;
    }
    for (size_t i = 0; i < sizeof(parts) / sizeof(parts[0]); i++) {
        for (; value >= parts[i].value; value -= parts[i].value)
            scrl__str_adds(out, upper ? parts[i].upper : parts[i].lower);
    }
}

void scrl__number_write(scrl__str *out, scrl__number_form form, uint32_t value)
{
    switch (form) {
    case SCRL__NUMBER_NONE:
        break;
    case SCRL__NUMBER_BULLET:
        scrl__str_adds(out, "\xE2\x80\xA2");
        break;
    case SCRL__NUMBER_DECIMAL:
        scrl__str_addf(out, "%u", value);
        break;
    case SCRL__NUMBER_DECIMAL_ZERO:
        scrl__str_addf(out, "%02u", value);
        break;
    case SCRL__NUMBER_UPPER_LETTER:
        add_letters(out, value, 'A');
        break;
    case SCRL__NUMBER_LOWER_LETTER:
        add_letters(out, value, 'a');
        break;
    case SCRL__NUMBER_UPPER_ROMAN:
        add_roman(out, value, true);
        break;
    case SCRL__NUMBER_LOWER_ROMAN:
        add_roman(out, value, false);
        break;
    }
}

/* Bytes of white space at 'at'; '*wide' is set where it holds a tab. */
static size_t spaces(const char *text, size_t len, size_t at, bool *wide)
{
    size_t start = at;
    uint32_t code = 0;
    for (size_t n; at < len && (n = scrl__utf8_decode(text + at, len - at, &code)) != 0 && scrl__utf8_is_space(code);
         at += n)
        *wide = *wide || code == '\t';
    return at - start;
}

/* What stands after a number decides whether it is one. */
typedef struct after {
    bool some;    /* there is text */
    bool capital; /* it begins with a capital, an opening quote or a bracket */
    bool letter;
} after;

static after look_after(const char *text, size_t len, size_t at)
{
    after a = {false, false, false};
    uint32_t code = 0;
    if (at >= len || scrl__utf8_decode(text + at, len - at, &code) == 0)
        return a;
    a.some = true;
    a.letter = scrl__utf8_is_letter(code);
    a.capital = scrl__utf8_is_upper(code) || code == 0x2018 || code == 0x201C || code == '\'' || code == '"' ||
                code == '(' || code == '[';
    return a;
}

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static bool is_alpha(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/* Parts of a dotted number. */
typedef struct dotted {
    uint32_t part[8];
    uint32_t count;
    size_t end;    /* past the last digit and letter */
    bool zero_led; /* a part after the first has a leading nought: 4.03 */
    bool too_long; /* a part has more than three digits: a year */
} dotted;

static dotted scan_dotted(const char *text, size_t len)
{
    dotted d = {{0}, 0, 0, false, false};
    size_t at = 0;
    while (d.count < 8 && at < len && is_digit(text[at])) {
        size_t start = at;
        uint32_t value = 0;
        for (; at < len && is_digit(text[at]); at++)
            value = value < 100000 ? value * 10 + (uint32_t)(text[at] - '0') : value;
        d.too_long = d.too_long || at - start > 3;
        d.zero_led = d.zero_led || (text[start] == '0' && d.count > 0);
        d.part[d.count++] = value;
        d.end = at;
        if (at + 1 >= len || text[at] != '.' || !is_digit(text[at + 1]))
            break;
        at++;
    }
    return d;
}

static bool finish(const char *text, size_t from, size_t to, size_t skip, scrl__number *out)
{
    if (to - from >= SCRL__NUMBER_MAX)
        return false;
    memcpy(out->text, text + from, to - from);
    out->text[to - from] = '\0';
    out->skip = skip;
    return true;
}

/* "1.", "1)", "4.2", "4.2.", "4.2a"; and "4" where a heading or a note may have it. */
static bool typed_dotted(const char *text, size_t len, scrl__number_place place, scrl__number *out)
{
    dotted d = scan_dotted(text, len);
    if (d.count == 0 || d.too_long || d.zero_led || (d.count > 1 && d.part[0] == 0))
        return false;
    size_t end = d.end;
    bool suffix = d.count > 1 && end + 1 < len && text[end] >= 'a' && text[end] <= 'e' && !is_alpha(text[end + 1]);
    end += suffix ? 1 : 0;
    bool stop = end < len && text[end] == '.';
    bool bracket = end < len && text[end] == ')';
    bool colon = place == SCRL__NUMBER_IN_HEADING && end < len && text[end] == ':';
    size_t number_end = end + (bracket ? 1 : 0);
    size_t at = end + (stop || bracket || colon ? 1 : 0);
    bool wide = false;
    size_t gap = spaces(text, len, at, &wide);
    after next = look_after(text, len, at + gap);
    if (!next.some || (gap == 0 && !(stop && d.count > 1 && next.letter)))
        return false;
    bool sure = stop || bracket || colon || wide || (d.count > 1 && next.capital);
    if (place == SCRL__NUMBER_IN_HEADING)
        sure = sure || next.capital || d.count > 1;
    if (place == SCRL__NUMBER_IN_NOTE)
        sure = true;
    out->depth = d.count;
    out->item = bracket && d.count == 1;
    out->like_date =
        d.count == 3 && d.part[0] <= 31 && d.part[1] >= 1 && d.part[1] <= 12 && d.part[2] >= 10 && d.part[2] <= 99;
    return sure && finish(text, 0, number_end, at + gap, out);
}

static bool roman_or_letter(const char *text, size_t n)
{
    if (n == 1)
        return is_alpha(text[0]);
    for (size_t i = 0; i < n; i++) {
        if (strchr("ivxIVX", text[i]) == NULL)
            return false;
    }
    return n > 0 && n <= 5;
}

/* "(a)", "(iv)", "(3)", "a)", "iv)", and in a heading "A." and "IV." */
static bool typed_letter(const char *text, size_t len, scrl__number_place place, scrl__number *out)
{
    bool open = len > 0 && text[0] == '(';
    size_t from = open ? 1 : 0;
    size_t to = from;
    while (to < len && to - from < 6 && (is_alpha(text[to]) || (open && is_digit(text[to]))))
        to++;
    bool digits = open && to > from && is_digit(text[from]);
    if (to == from || to >= len || (!digits && !roman_or_letter(text + from, to - from)) || (digits && to - from > 2))
        return false;
    bool bracket = text[to] == ')';
    bool stop = text[to] == '.' && place == SCRL__NUMBER_IN_HEADING && !open;
    if (!bracket && !stop)
        return false;
    bool wide = false;
    size_t gap = spaces(text, len, to + 1, &wide);
    after next = look_after(text, len, to + 1 + gap);
    if (gap == 0 || !next.some)
        return false;
    out->depth = 0;
    out->item = bracket;
    out->like_date = false;
    return finish(text, 0, bracket ? to + 1 : to, to + 1 + gap, out);
}

/* Bullets as people type them, and the private-use codes of symbol fonts. */
static bool typed_bullet(const char *text, size_t len, scrl__number *out)
{
    uint32_t code = 0;
    size_t n = scrl__utf8_decode(text, len, &code);
    bool dash = code == '-' || code == 0x2013 || code == '*';
    if (n == 0 ||
        !(dash || code == 0x2022 || code == 0xB7 || code == 0x25CF || code == 0x25AA || code == 0x25A0 ||
          code == 0x25E6 || code == 0x2023 || code == 0x27A2 || code == 0xF0B7 || code == 0xF0A7 || code == 0xF0D8))
        return false;
    bool wide = false;
    size_t gap = spaces(text, len, n, &wide);
    after next = look_after(text, len, n + gap);
    if (!next.some || (dash && (gap == 0 || !(next.letter || next.capital))))
        return false;
    out->depth = 0;
    out->item = true;
    out->like_date = false;
    out->skip = n + gap;
    memcpy(out->text, "\xE2\x80\xA2", 4);
    return true;
}

bool scrl__number_typed(const char *text, size_t len, scrl__number_place place, scrl__number *out)
{
    bool wide = false;
    size_t lead = spaces(text, len, 0, &wide);
    text += lead;
    len -= lead;
    bool found = typed_dotted(text, len, place, out) || typed_letter(text, len, place, out) ||
                 (place == SCRL__NUMBER_IN_TEXT && typed_bullet(text, len, out));
    if (found)
        out->skip += lead;
    return found;
}

uint32_t scrl__number_depth(const char *number)
{
    dotted d = scan_dotted(number, strlen(number));
    return d.count;
}

bool scrl__number_has_words(const char *label)
{
    size_t run = 0;
    for (; *label != '\0'; label++) {
        bool letter = (*label >= 'a' && *label <= 'z') || (*label >= 'A' && *label <= 'Z');
        run = letter && strchr("ivxlcIVXLC", *label) == NULL ? run + 1 : 0;
        if (run >= 2)
            return true;
    }
    return false;
}

/* Words of two letters are units, too. */
#define MARKED_LETTERS 3
#define MARK_BYTES 7

static bool ends_word(const char *before, size_t len)
{
    static const char *const closing[] = {".",           ",", ";", ":", ")", "]", "?", "!", "\"", "'", "\xE2\x80\x9D",
                                          "\xE2\x80\x99"};
    size_t letters = 0;
    for (size_t i = 0; i < sizeof(closing) / sizeof(closing[0]); i++) {
        size_t n = strlen(closing[i]);
        if (len > n && memcmp(before + len - n, closing[i], n) == 0)
            return true;
    }
    while (letters < len && letters < MARKED_LETTERS) {
        unsigned char c = (unsigned char)before[len - letters - 1];
        if (!((c | 0x20) >= 'a' && (c | 0x20) <= 'z') && c < 0x80)
            return false;
        letters++;
    }
    return letters == MARKED_LETTERS;
}

bool scrl__number_is_mark(const char *before, size_t before_len, const char *text, size_t len)
{
    static const char *const signs[] = {"*", "**", "\xE2\x80\xA0", "\xE2\x80\xA1"};
    if (len == 0 || len > MARK_BYTES || !ends_word(before, before_len))
        return false;
    for (size_t i = 0; i < sizeof(signs) / sizeof(signs[0]); i++) {
        if (strlen(signs[i]) == len && memcmp(text, signs[i], len) == 0)
            return true;
    }
    size_t digits = 0, most = 0;
    for (size_t i = 0; i < len; i++) {
        bool digit = text[i] >= '0' && text[i] <= '9';
        if (!digit && (strchr(" ,[]", text[i]) == NULL || text[i] == '\0'))
            return false;
        digits = digit ? digits + 1 : 0;
        most = digits > most ? digits : most;
    }
    return most > 0 && most <= 3;
}

/* 'word' is in lower case; a letter behind it makes it another word. */
static bool begins_with_word(const char *text, size_t len, const char *word)
{
    size_t n = strlen(word);
    return len >= n && strncasecmp(text, word, n) == 0 &&
           (len == n || !((text[n] | 0x20) >= 'a' && (text[n] | 0x20) <= 'z'));
}

bool scrl__names_part(const char *text, size_t len)
{
    static const char *const words[] = {"appendix", "appendices", "annex",      "chapter",     "part",
                                        "section",  "glossary",   "references", "bibliography"};
    for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++)
        if (begins_with_word(text, len, words[i]))
            return true;
    return false;
}

bool scrl__names_figure(const char *text, size_t len)
{
    static const char *const words[] = {"table", "figure", "fig", "chart", "diagram"};
    for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++) {
        size_t at = strlen(words[i]);
        if (!begins_with_word(text, len, words[i]))
            continue;
        while (at < len && (text[at] == ' ' || text[at] == '.' || (unsigned char)text[at] == 0xc2 ||
                            (unsigned char)text[at] == 0xa0))
            at++;
        bool number = at < len && text[at] >= '0' && text[at] <= '9';
        while (number && at < len && ((text[at] >= '0' && text[at] <= '9') || text[at] == '.'))
            at++;
        return number && !(at + 1 < len && text[at] == ' ' && text[at + 1] >= 'a' && text[at + 1] <= 'z');
    }
    return false;
}
