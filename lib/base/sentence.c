/* sentence.c - where sentences end in the prose of reports. A table finds the bytes at which one could end; then the
 * words on both sides decide: abbreviations, initials against pseudonyms ("J. Smith", "Child A. The"), list marks,
 * dates, quotations. It keeps no state but the position, and looks only a few words to either side of it. */
#include "base/sentence.h"

#include <stdbool.h>
#include <string.h>

#include "base/utf8.h"

/* A sentence is what themes are matched in; a bound on it bounds the work of one match. */
#define LONGEST ((size_t)8000)

/* How a word with a full stop behind it may go on. */
enum after {
    SENTENCE_MAY_END, /* an upper-case word starts a sentence ("etc. The") */
    BEFORE_ANY,       /* never ends one ("Dr. The") */
    BEFORE_NUMBER,    /* a number belongs to it ("para. 4") */
    BEFORE_NAME,      /* an upper-case word belongs to it, unless it is a usual first word ("U.K. Government") */
};

struct abbreviation {
    const char *word;
    enum after after;
};

/* Lower case, without the last stop. */
static const struct abbreviation abbreviations[] = {
    {"a.m", SENTENCE_MAY_END}, {"al", SENTENCE_MAY_END},  {"app", BEFORE_NUMBER},  {"approx", BEFORE_ANY},
    {"apr", BEFORE_NUMBER},    {"apt", BEFORE_NUMBER},    {"art", BEFORE_NUMBER},  {"arts", BEFORE_NUMBER},
    {"asst", BEFORE_ANY},      {"aug", BEFORE_NUMBER},    {"ave", BEFORE_NAME},    {"ca", BEFORE_NUMBER},
    {"capt", BEFORE_ANY},      {"cf", BEFORE_ANY},        {"ch", BEFORE_NUMBER},   {"chap", BEFORE_NUMBER},
    {"cl", BEFORE_NUMBER},     {"cllr", BEFORE_ANY},      {"co", BEFORE_NAME},     {"col", BEFORE_ANY},
    {"cons", BEFORE_ANY},      {"d.o.b", BEFORE_NUMBER},  {"dec", BEFORE_NUMBER},  {"dept", BEFORE_NAME},
    {"det", BEFORE_ANY},       {"dr", BEFORE_ANY},        {"drs", BEFORE_ANY},     {"e.g", BEFORE_ANY},
    {"ed", BEFORE_NAME},       {"edn", BEFORE_NAME},      {"eds", BEFORE_NAME},    {"eg", BEFORE_ANY},
    {"esp", BEFORE_ANY},       {"etc", SENTENCE_MAY_END}, {"ex", BEFORE_NUMBER},   {"feb", BEFORE_NUMBER},
    {"fig", BEFORE_NUMBER},    {"figs", BEFORE_NUMBER},   {"gov", BEFORE_NAME},    {"govt", BEFORE_NAME},
    {"hon", BEFORE_ANY},       {"hosp", BEFORE_NAME},     {"i.e", BEFORE_ANY},     {"ibid", SENTENCE_MAY_END},
    {"ie", BEFORE_ANY},        {"inc", SENTENCE_MAY_END}, {"incl", BEFORE_ANY},    {"insp", BEFORE_ANY},
    {"jan", BEFORE_NUMBER},    {"jr", BEFORE_NAME},       {"jul", BEFORE_NUMBER},  {"jun", BEFORE_NUMBER},
    {"lt", BEFORE_ANY},        {"ltd", SENTENCE_MAY_END}, {"maj", BEFORE_ANY},     {"mar", BEFORE_NUMBER},
    {"messrs", BEFORE_ANY},    {"mr", BEFORE_ANY},        {"mrs", BEFORE_ANY},     {"ms", BEFORE_ANY},
    {"mt", BEFORE_ANY},        {"mx", BEFORE_ANY},        {"no", BEFORE_NUMBER},   {"nos", BEFORE_NUMBER},
    {"nov", BEFORE_NUMBER},    {"oct", BEFORE_NUMBER},    {"op", BEFORE_NUMBER},   {"p.m", SENTENCE_MAY_END},
    {"para", BEFORE_NUMBER},   {"paras", BEFORE_NUMBER},  {"pg", BEFORE_NUMBER},   {"ph.d", BEFORE_NAME},
    {"pp", BEFORE_NUMBER},     {"prof", BEFORE_ANY},      {"pt", BEFORE_NUMBER},   {"rec", BEFORE_NUMBER},
    {"ref", BEFORE_NUMBER},    {"refs", BEFORE_NUMBER},   {"reg", BEFORE_NUMBER},  {"regs", BEFORE_NUMBER},
    {"rev", BEFORE_ANY},       {"revd", BEFORE_ANY},      {"sch", BEFORE_NUMBER},  {"sec", BEFORE_NUMBER},
    {"sect", BEFORE_NUMBER},   {"sep", BEFORE_NUMBER},    {"sept", BEFORE_NUMBER}, {"sgt", BEFORE_ANY},
    {"sr", BEFORE_NAME},       {"ss", BEFORE_NUMBER},     {"st", BEFORE_NAME},     {"supt", BEFORE_ANY},
    {"tel", BEFORE_NUMBER},    {"viz", BEFORE_ANY},       {"vol", BEFORE_NUMBER},  {"vols", BEFORE_NUMBER},
    {"vs", BEFORE_ANY},
};

/* Nouns with a letter or number for a name, as reviews use them to keep people unknown: "Child A." can end a
 * sentence. */
static const char *const labels[] = {
    "adult",    "agency",       "annex",   "annexe",       "appendix",    "area",        "aunt",    "baby",
    "band",     "borough",      "boy",     "brother",      "carer",       "category",    "child",   "clinic",
    "council",  "county",       "cousin",  "district",     "doctor",      "family",      "father",  "figure",
    "friend",   "girl",         "gp",      "grade",        "grandfather", "grandmother", "group",   "hepatitis",
    "home",     "hospital",     "hostel",  "house",        "infant",      "level",       "male",    "female",
    "man",      "midwife",      "mother",  "neighbour",    "nurse",       "nursery",     "officer", "option",
    "parent",   "part",         "partner", "patient",      "person",      "placement",   "plan",    "police",
    "practice", "practitioner", "prison",  "professional", "provider",    "schedule",    "school",  "section",
    "service",  "sibling",      "sister",  "stepfather",   "stepmother",  "student",     "sw",      "table",
    "team",     "theme",        "tier",    "town",         "trust",       "twin",        "uncle",   "unit",
    "vitamin",  "ward",         "witness", "woman",        "worker",      "youth",
};

/* Words that start a sentence far more often than a name. */
static const char *const openers[] = {
    "a",
    "according",
    "after",
    "agencies",
    "all",
    "also",
    "although",
    "an",
    "and",
    "another",
    "any",
    "as",
    "at",
    "because",
    "before",
    "both",
    "but",
    "by",
    "child",
    "children",
    "concerns",
    "consequently",
    "despite",
    "due",
    "during",
    "each",
    "even",
    "every",
    "father",
    "finally",
    "first",
    "following",
    "for",
    "from",
    "further",
    "furthermore",
    "given",
    "had",
    "have",
    "having",
    "he",
    "her",
    "here",
    "his",
    "how",
    "however",
    "i",
    "if",
    "in",
    "initially",
    "it",
    "its",
    "later",
    "many",
    "moreover",
    "most",
    "mother",
    "neither",
    "nevertheless",
    "no",
    "nor",
    "not",
    "nothing",
    "now",
    "of",
    "on",
    "once",
    "one",
    "only",
    "or",
    "other",
    "our",
    "overall",
    "practitioners",
    "prior",
    "professionals",
    "records",
    "several",
    "she",
    "since",
    "so",
    "some",
    "staff",
    "subsequently",
    "such",
    "that",
    "the",
    "their",
    "then",
    "there",
    "therefore",
    "these",
    "they",
    "this",
    "those",
    "though",
    "throughout",
    "thus",
    "to",
    "two",
    "under",
    "unfortunately",
    "until",
    "upon",
    "was",
    "we",
    "were",
    "what",
    "when",
    "where",
    "whether",
    "which",
    "while",
    "whilst",
    "who",
    "why",
    "with",
    "within",
    "without",
    "you",
};

/* Words whose number, at the start of a paragraph, is a heading of what follows ("Recommendation 3. The board ..."). */
static const char *const numbered[] = {
    "action",   "appendix",  "chapter",        "episode", "event",  "finding", "incident", "issue",
    "lesson",   "objective", "paragraph",      "part",    "period", "phase",   "point",    "principle",
    "priority", "question",  "recommendation", "section", "stage",  "step",    "theme",    "item",
};

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

/* One word or mark, folded to lower-case ASCII; what is longer than any word of the lists is not in them. */
struct word {
    char text[16];
    size_t len;
};

static bool in_list(const char *const *list, size_t count, const struct word *word)
{
    if (word->len == 0)
        return false;
    for (size_t i = 0; i < count; i++)
        if (list[i][0] == word->text[0] && strcmp(list[i], word->text) == 0)
            return true;
    return false;
}

#define IN_LIST(list, word) in_list(list, COUNT(list), word)

static const struct abbreviation *find_abbreviation(const struct word *word)
{
    if (word->len == 0)
        return NULL;
    for (size_t i = 0; i < COUNT(abbreviations); i++)
        if (abbreviations[i].word[0] == word->text[0] && strcmp(abbreviations[i].word, word->text) == 0)
            return &abbreviations[i];
    return NULL;
}

static bool is_ascii_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static bool is_ascii_digit(char c)
{
    return c >= '0' && c <= '9';
}

static bool is_ascii_upper(char c)
{
    return c >= 'A' && c <= 'Z';
}

static struct word make_word(const char *text, size_t start, size_t end)
{
    struct word word = {.len = 0};
    if (end - start >= sizeof(word.text))
        return word;
    for (size_t i = start; i < end; i++) {
        char c = text[i];
        word.text[word.len++] = is_ascii_upper(c) ? (char)(c | 0x20) : c;
    }
    word.text[word.len] = '\0';
    return word;
}

/* The length of the white space character at 'at', 0 when there is none. */
static size_t space_at(const char *text, size_t len, size_t at)
{
    unsigned char c = at < len ? (unsigned char)text[at] : 'x';
    if (c <= ' ')
        return c == ' ' || (c >= 0x09 && c <= 0x0D);
    if (c < 0x80)
        return 0;
    uint32_t code;
    size_t used = scrl__utf8_decode(text + at, len - at, &code);
    return used > 0 && scrl__utf8_is_space(code) ? used : 0;
}

/* The same for the white space that ends at 'at'. */
static size_t space_before(const char *text, size_t start, size_t at)
{
    for (size_t used = 1; used <= 3 && at >= start + used; used++)
        if (space_at(text, at, at - used) == used)
            return used;
    return 0;
}

static size_t skip_space(const char *text, size_t len, size_t at)
{
    size_t used;
    while ((used = space_at(text, len, at)) > 0)
        at += used;
    return at;
}

static size_t skip_space_back(const char *text, size_t start, size_t at)
{
    size_t used;
    while ((used = space_before(text, start, at)) > 0)
        at -= used;
    return at;
}

static bool starts_with(const char *text, size_t len, size_t at, const char *mark)
{
    size_t mark_len = strlen(mark);
    return len - at >= mark_len && memcmp(text + at, mark, mark_len) == 0;
}

/* The length of the closing quote or bracket at 'at', or 0. */
static size_t closer_at(const char *text, size_t len, size_t at)
{
    static const char *const marks[] = {"\xE2\x80\x9D", "\xE2\x80\x99", "\xC2\xBB", "\xE2\x80\xBA"};
    if (at >= len)
        return 0;
    if (strchr("\"')]}", text[at]) != NULL && text[at] != '\0')
        return 1;
    for (size_t i = 0; i < COUNT(marks); i++)
        if (starts_with(text, len, at, marks[i]))
            return strlen(marks[i]);
    return 0;
}

/* The length of the opening quote or bracket at 'at', or 0. */
static size_t opener_at(const char *text, size_t len, size_t at)
{
    static const char *const marks[] = {"\xE2\x80\x9C", "\xE2\x80\x98", "\xE2\x80\x9E", "\xC2\xAB", "\xE2\x80\xB9"};
    if (at >= len)
        return 0;
    if (strchr("\"'([{", text[at]) != NULL && text[at] != '\0')
        return 1;
    for (size_t i = 0; i < COUNT(marks); i++)
        if (starts_with(text, len, at, marks[i]))
            return strlen(marks[i]);
    return 0;
}

/* The length of the end mark at 'at': a stop or an ellipsis. */
static size_t stop_at(const char *text, size_t len, size_t at)
{
    if (at >= len)
        return 0;
    if (text[at] == '.' || text[at] == '?' || text[at] == '!')
        return 1;
    return starts_with(text, len, at, "\xE2\x80\xA6") ? 3 : 0;
}

/* What stands behind the white space after a stop. */
enum next { NEXT_LOWER, NEXT_UPPER, NEXT_DIGIT, NEXT_MARK };

static enum next classify_next(const char *text, size_t len, size_t at)
{
    uint32_t code;
    if (at >= len)
        return NEXT_UPPER;
    if (opener_at(text, len, at) > 0)
        return NEXT_MARK;
    if (scrl__utf8_decode(text + at, len - at, &code) == 0)
        return NEXT_LOWER;
    if (scrl__utf8_is_digit(code))
        return NEXT_DIGIT;
    if (scrl__utf8_is_upper(code))
        return NEXT_UPPER;
    /* Letters of scripts without case can start a sentence; so can bullets and sums of money. */
    if (scrl__utf8_is_letter(code))
        return scrl__utf8_fold(code) == code && code < 0x590 ? NEXT_LOWER : NEXT_UPPER;
    if (code == '$' || code == 0xA3 || code == 0x20AC || code == 0x2022 || code == 0xB7 ||
        (code >= 0x25A0 && code <= 0x25FF) || (code >= 0xE000 && code <= 0xF8FF))
        return NEXT_MARK;
    return NEXT_LOWER;
}

static struct word word_at(const char *text, size_t len, size_t at)
{
    size_t used;
    while ((used = opener_at(text, len, at)) > 0)
        at += used;
    size_t end = at;
    while (end < len && end - at < sizeof(((struct word *)0)->text) && is_ascii_letter(text[end]))
        end++;
    return make_word(text, at, end);
}

/* The word of letters that ends at 'at', not reaching before 'start'. */
static struct word word_before(const char *text, size_t start, size_t at)
{
    size_t from = at;
    while (from > start && at - from < sizeof(((struct word *)0)->text) && is_ascii_letter(text[from - 1]))
        from--;
    return make_word(text, from, at);
}

/* The token that ends at 'at': letters, digits and inner stops. Longer ones are cut short, and so found in no list. */
static size_t token_start(const char *text, size_t start, size_t at)
{
    size_t from = at;
    while (from > start && at - from < 24) {
        char c = text[from - 1];
        if (!is_ascii_letter(c) && !is_ascii_digit(c) && c != '.' && (unsigned char)c < 0x80)
            break;
        from--;
    }
    return from;
}

/* Single letters with stops between them: "U.K", "N.H.S". */
static bool is_dotted(const char *text, size_t from, size_t to)
{
    if (to - from < 3 || (to - from) % 2 == 0)
        return false;
    for (size_t i = from; i < to; i++)
        if ((i - from) % 2 == 0 ? !is_ascii_letter(text[i]) : text[i] != '.')
            return false;
    return true;
}

static bool is_roman(const char *text, size_t from, size_t to)
{
    if (to - from > 5)
        return false;
    for (size_t i = from; i < to; i++)
        if (strchr("ivxIVX", text[i]) == NULL)
            return false;
    return to > from;
}

/* "1", "4.2", "a", "iv", "R3": what numbers a list entry. */
static bool is_list_mark(const char *text, size_t from, size_t to)
{
    if (to <= from || to - from > 10)
        return false;
    if (is_roman(text, from, to) || (to - from == 1 && is_ascii_letter(text[from])))
        return true;
    size_t at = from + (is_ascii_upper(text[from]) ? 1 : 0);
    if (at >= to || !is_ascii_digit(text[at]))
        return false;
    for (; at < to; at++)
        if (!is_ascii_digit(text[at]) && text[at] != '.')
            return false;
    /* Four digits are a year. */
    return to - from < 4 || memchr(text + from, '.', to - from) != NULL;
}

/* Whether the stop at 'at' belongs to a list mark at the start of the sentence, or behind a colon inside it. */
static bool ends_list_mark(const char *text, size_t start, size_t from, size_t at)
{
    size_t mark = from;
    while (mark > start && strchr("([\"'", text[mark - 1]) != NULL)
        mark--;
    if (mark >= start + 3 && opener_at(text, mark, mark - 3) == 3)
        mark -= 3;
    size_t before = skip_space_back(text, start, mark);
    bool has_mark = is_list_mark(text, from, at);
    if (!has_mark)
        return false;
    if (before == start || text[before - 1] == ':' || text[before - 1] == ';')
        return true;
    struct word noun = word_before(text, start, before);
    return IN_LIST(numbered, &noun) && before - noun.len == start && is_ascii_digit(text[at - 1]);
}

/* A single letter before the stop: an initial, or the name of somebody who is to stay unknown. */
static bool letter_ends_sentence(const char *text, size_t len, size_t start, size_t from, size_t next)
{
    struct word noun = word_before(text, start, skip_space_back(text, start, from));
    if (IN_LIST(labels, &noun))
        return true;
    if (classify_next(text, len, next) == NEXT_DIGIT)
        return false;
    struct word word = word_at(text, len, next);
    return IN_LIST(openers, &word);
}

/* "Fig. A", "Art. IV", "para. (4)": a number by another name. */
static bool is_number_like(const char *text, size_t len, size_t at, enum next next, bool any_letter)
{
    if (next == NEXT_DIGIT)
        return true;
    size_t used = opener_at(text, len, at);
    if (used > 0)
        return at + used < len && is_ascii_digit(text[at + used]);
    size_t end = at;
    while (end < len && end - at < 6 && is_ascii_letter(text[end]))
        end++;
    if (end == at || end - at > 5)
        return false;
    return (end - at == 1 && (any_letter || (text[at] != 'A' && text[at] != 'I'))) ||
           (end - at > 1 && is_roman(text, at, end));
}

/* Decides on one full stop at 'at' with 'next' the character behind the white space after it. */
static bool full_stop_ends(const char *text, size_t len, size_t start, size_t at, size_t next)
{
    if (at > start && (text[at - 1] == ')' || text[at - 1] == ']'))
        return !ends_list_mark(text, start, token_start(text, start, at - 1), at - 1);
    size_t from = token_start(text, start, at);
    /* A token of a list entry may start behind an opening quote, whose bytes are no letters. */
    while (from < at && opener_at(text, at, from) > 1)
        from += opener_at(text, at, from);
    if (from == at)
        return true;
    if (ends_list_mark(text, start, from, at))
        return false;
    enum next kind = classify_next(text, len, next);
    if (at - from == 1 && is_ascii_letter(text[from]))
        return letter_ends_sentence(text, len, start, from, next);
    struct word token = make_word(text, from, at);
    const struct abbreviation *known = find_abbreviation(&token);
    enum after after = known != NULL ? known->after : is_dotted(text, from, at) ? BEFORE_NAME : SENTENCE_MAY_END;
    switch (after) {
    case BEFORE_ANY:
        return false;
    case BEFORE_NUMBER:
        /* "No." is a word too: what follows may be "A" or "I" as well. */
        return !is_number_like(text, len, next, kind, strcmp(token.text, "no") != 0);
    case BEFORE_NAME: {
        struct word word = word_at(text, len, next);
        return IN_LIST(openers, &word);
    }
    case SENTENCE_MAY_END:
        break;
    }
    return true;
}

/* Marks of footnotes that stick to a stop in text taken from a page: "the plan.3 The", "the plan.[3] The". */
static size_t skip_note_mark(const char *text, size_t len, size_t start, size_t stop, size_t at)
{
    if (stop < start + 2 || !is_ascii_letter(text[stop - 1]) || !is_ascii_letter(text[stop - 2]))
        return at;
    size_t end = at;
    bool bracket = end < len && text[end] == '[';
    end += bracket;
    size_t digits = end;
    while (end < len && end - digits < 4 && is_ascii_digit(text[end]))
        end++;
    bool some = end > digits && end - digits < 4;
    if (bracket)
        return some && end < len && text[end] == ']' ? end + 1 : at;
    return some && space_at(text, len, end) > 0 ? end : at;
}

/* Whether a run of stops stands for words left out of a quotation: "[...]". */
static bool is_elision(const char *text, size_t len, size_t start, size_t stop, size_t stops_end)
{
    if (stop == start || stops_end >= len)
        return false;
    return (text[stop - 1] == '[' && text[stops_end] == ']') || (text[stop - 1] == '(' && text[stops_end] == ')');
}

/* Looks at the stop at 'at'; moves '*at' past what belongs to it, and says whether the sentence ends there. */
static bool ends_at_stop(const char *text, size_t len, size_t start, size_t *at)
{
    size_t stop = *at, end = stop, used;
    while ((used = stop_at(text, len, end)) > 0)
        end += used;
    *at = end;
    bool elision = is_elision(text, len, start, stop, end);
    bool single = end == stop + 1 && text[stop] == '.';
    while ((used = closer_at(text, len, end)) > 0)
        end += used;
    end = skip_note_mark(text, len, start, stop, end);
    if (end < len && space_at(text, len, end) == 0)
        return false;
    size_t next = skip_space(text, len, end);
    if (next < len && (elision || classify_next(text, len, next) == NEXT_LOWER))
        return false;
    if (next < len && single && !full_stop_ends(text, len, start, stop, next))
        return false;
    *at = end;
    return true;
}

/* Where to cut what is too long: at the last white space that leaves the piece within bounds, else between
 * characters. */
static size_t cut_long(const char *text, size_t start)
{
    size_t most = start + LONGEST;
    for (size_t at = most; at > start + LONGEST / 2; at--)
        if (space_at(text, most, at - 1) > 0)
            return at - 1;
    while (most > start + LONGEST - 3 && ((unsigned char)text[most] & 0xC0) == 0x80)
        most--;
    return most;
}

/* The next byte at or after 'at' that could end a sentence: a tab, a stop, or the first byte of an ellipsis. */
static size_t find_candidate(const char *text, size_t at, size_t end)
{
    static const unsigned char candidate[256] = {['\t'] = 1, ['.'] = 1, ['?'] = 1, ['!'] = 1, [0xE2] = 1};
    while (at + 4 <= end) {
        if (candidate[(unsigned char)text[at]])
            return at;
        if (candidate[(unsigned char)text[at + 1]])
            return at + 1;
        if (candidate[(unsigned char)text[at + 2]])
            return at + 2;
        if (candidate[(unsigned char)text[at + 3]])
            return at + 3;
        at += 4;
    }
    while (at < end && !candidate[(unsigned char)text[at]])
        at++;
    return at;
}

/* The end of the sentence that starts at 'start', white space at its end not yet taken off. */
static size_t find_end(const char *text, size_t len, size_t start)
{
    size_t bound = len - start > LONGEST ? start + LONGEST : len;
    size_t at = start;
    for (;;) {
        at = find_candidate(text, at, bound);
        if (at >= bound)
            break;
        if (text[at] == '\t')
            return at;
        if (stop_at(text, len, at) == 0)
            at++;
        else if (ends_at_stop(text, len, start, &at))
            break;
    }
    if (at > bound || (at == bound && bound < len && space_at(text, len, bound) == 0))
        return cut_long(text, start);
    return at;
}

int scrl__sentence_next(const char *text, size_t len, size_t *pos, size_t *start, size_t *end)
{
    size_t from = skip_space(text, len, *pos);
    if (from >= len) {
        *pos = len;
        return 0;
    }
    size_t to = find_end(text, len, from);
    *start = from;
    *end = skip_space_back(text, from, to);
    *pos = to;
    return 1;
}
