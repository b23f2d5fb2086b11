/*
 * Laws and guidance cited. Those with a name of their own, or known by a section alone ("a section 47 enquiry"), are
 * cues of data/structure/; an Act that prints its year names itself: "the Anti-social Behaviour, Crime and Policing
 * Act 2014". Sections printed before an Act, or behind it, are its parts.
 */
#include "structure/citations.h"

#include <string.h>
#include <strings.h>

#include "base/utf8.h"
/* Names of Acts in capitals are no longer than this many words. */
#define NAME_WORDS_MAX 12u
#define PART_BYTES_MAX 24u

typedef struct range {
    uint32_t start, end;
} range;

static bool is_word_byte(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '\'' ||
           (c & 0x80) != 0;
}

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/* Small words that stand inside the names of Acts. */
static bool joins(const char *word, size_t len)
{
    static const char *const words[] = {"and", "of", "for", "in", "to"};
    for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++)
        if (strlen(words[i]) == len && memcmp(words[i], word, len) == 0)
            return true;
    return false;
}

/* Words before a name, which may have a capital where a sentence begins. */
static bool stands_before(const char *word, size_t len)
{
    static const char *const words[] = {"the",   "a",   "an", "this", "that", "any",  "each",
                                        "under", "see", "by", "with", "both", "while"};
    for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++)
        if (strlen(words[i]) == len && strncasecmp(words[i], word, len) == 0)
            return true;
    return false;
}

/* Where the name that ends at 'act' (the word "Act") begins: words in capitals and the small words between them, with
 * commas and brackets. Equal to 'act' when there is none. */
static uint32_t name_start(const char *text, uint32_t least, uint32_t act)
{
    uint32_t start = act, at = act;
    for (unsigned words = 0; words < NAME_WORDS_MAX && at > least; words++) {
        uint32_t end = at;
        while (end > least &&
               (text[end - 1] == ' ' || text[end - 1] == ',' || text[end - 1] == '(' || text[end - 1] == ')'))
            end--;
        uint32_t word = end;
        while (word > least && is_word_byte(text[word - 1]))
            word--;
        if (word == end || end == at)
            break;
        if (stands_before(text + word, end - word))
            break;
        if (scrl__is_capital(text[word]))
            start = word;
        else if (!joins(text + word, end - word))
            break;
        at = word;
    }
    return start;
}

/* "(1)", "(a)", or the letter of section 4A. */
static bool is_subsection(const char *text, uint32_t at, uint32_t to)
{
    if (text[at] == '(')
        return to - at >= 3 && text[at + 2] == ')' && is_word_byte(text[at + 1]);
    return text[at] >= 'A' && text[at] <= 'C' && (to - at == 1 || !is_word_byte(text[at + 1]));
}

/* The part printed as "section 47(1)" or "s.47" in the words that end at 'end', or begin at 'end'. */
static range read_part(const char *text, uint32_t from, uint32_t to)
{
    static const char *const marks[] = {"section ", "sections ", "Section ", "Sections ", "s.",
                                        "s ",       "S.",        "part ",    "Part "};
    for (uint32_t at = from; at < to; at++) {
        if (at > from && is_word_byte(text[at - 1]))
            continue;
        for (size_t i = 0; i < sizeof(marks) / sizeof(marks[0]); i++) {
            size_t len = strlen(marks[i]);
            if (to - at <= len || memcmp(text + at, marks[i], len) != 0)
                continue;
            uint32_t start = at + (uint32_t)len;
            while (start < to && text[start] == ' ')
                start++;
            uint32_t end = start;
            while (end < to && (is_digit(text[end]) || (end > start && is_subsection(text, end, to))))
                end += text[end] == '(' ? 3 : 1;
            if (end > start && is_digit(text[start]))
                return (range){start, end};
        }
    }
    return (range){0, 0};
}

/* The words before an Act that may print its part: "... section 20 of the", no further than a clause. */
static range part_before(const char *text, uint32_t least, uint32_t start)
{
    uint32_t from = start > least + PART_BYTES_MAX ? start - PART_BYTES_MAX : least;
    for (uint32_t i = start; i > from; i--)
        if (strchr(";:", text[i - 1]) != NULL)
            from = i;
    range part = {0, 0};
    for (uint32_t at = from; at < start; at++) {
        range next = read_part(text, at, start);
        if (next.start == next.end)
            break;
        part = next;
        at = next.end;
    }
    return part;
}

static range part_behind(const char *text, uint32_t end, uint32_t most)
{
    uint32_t at = end;
    while (at < most && (text[at] == ' ' || text[at] == ',' || text[at] == '('))
        at++;
    range part = {0, 0};
    if (at > end && most - at > 2 && (text[at] == 's' || text[at] == 'S'))
        part = read_part(text, at, at + PART_BYTES_MAX < most ? at + PART_BYTES_MAX : most);
    return part.start > at + 10 ? (range){0, 0} : part;
}

static void add(scrl__draft *d, const char *name, const char *part, uint32_t start, uint32_t end)
{
    scrl__review_builder_citation(d->out, name, part, scrl_document_page_at(d->doc, start), start, end);
}

/* A cue inside the words of a citation that is there already says nothing new. */
static bool is_taken(const scrl__draft *d, size_t first, uint32_t start, uint32_t end)
{
    const scrl__review_builder *b = d->out;
    for (size_t i = first; i < b->citation_count; i++)
        if (start < b->citations[i].end && end > b->citations[i].start)
            return true;
    return false;
}

/* Acts that print their year, with their parts. */
static int find_acts(scrl__draft *d, const scrl__sentence *s)
{
    const char *text = d->doc->text;
    for (uint32_t at = s->start; at + 8 <= s->end; at++) {
        if (memcmp(text + at, "Act ", 4) != 0 || (text[at + 4] != '1' && text[at + 4] != '2'))
            continue;
        uint32_t year = at + 4, end = year + 4;
        uint32_t start = name_start(text, s->start, at);
        if (end > s->end || start == at || !is_digit(text[year + 1]) || !is_digit(text[year + 2]) ||
            !is_digit(text[year + 3]) || (end < s->end && is_digit(text[end])))
            continue;
        range part = part_before(text, s->start, start);
        range whole = {part.start < part.end ? part.start : start, end};
        if (part.start == part.end)
            part = part_behind(text, end, s->end);
        if (part.end > whole.end)
            whole.end = part.end;
        char *name = scrl__draft_copy(d, start, end);
        char *printed = scrl__draft_copy(d, part.start, part.end);
        if (name == NULL || printed == NULL)
            return SCRL_ENOMEM;
        add(d, name, printed, whole.start, whole.end);
        at = end - 1;
    }
    return 0;
}

static int add_cue(scrl__draft *d, const scrl__hit *hit)
{
    const char *id = scrl__hit_cue(d, hit)->id;
    const char *bar = strchr(id, '|');
    bool printed = hit->group_start != hit->start || hit->group_end != hit->end;
    char *name = scrl__arena_strndup(d->arena, id, bar != NULL ? (size_t)(bar - id) : strlen(id));
    const char *part = bar != NULL ? bar + 1 : "";
    if (name == NULL)
        return SCRL_ENOMEM;
    if (printed && bar == NULL) {
        part = scrl__draft_copy(d, hit->group_start, hit->group_end);
        if (part == NULL)
            return SCRL_ENOMEM;
    }
    range near = {0, 0};
    if (part[0] == '\0') {
        near = part_before(d->doc->text, d->doc->sentences[hit->unit].start, hit->start);
        if (near.start < near.end && (part = scrl__draft_copy(d, near.start, near.end)) == NULL)
            return SCRL_ENOMEM;
    }
    add(d, name, part, near.start < near.end ? near.start : hit->start, hit->end);
    return 0;
}

int scrl__find_citations(scrl__draft *d)
{
    int status = 0;
    for (uint32_t i = 0; i < d->doc->sentence_count && status == 0; i++) {
        size_t first = d->out->citation_count;
        status = find_acts(d, &d->doc->sentences[i]);
        const scrl__hit *hit;
        uint32_t at = 0;
        while (status == 0 &&
               (hit = scrl__hit_next(d, SCRL__ON_SENTENCE, i, SCRL__CUE_LAW, SCRL__ROLE_NONE, &at)) != NULL)
            if (!is_taken(d, first, hit->start, hit->end))
                status = add_cue(d, hit);
    }
    return status;
}
