/*
 * site.c - prints of web pages: the words of the site round a report ("Share this page", "Accessibility statement") look
 * like headings. Where a document has several of them they are plain paragraphs, and so are the short lines beside them.
 */
#include "read/lines.h"

#include <string.h>

#include "base/utf8.h"

enum { LEAST = 3, MOST_CHARS = 140 };

/* Letters alone, in lower case. */
static const char *const phrases[] = {
    "sharethispage",  "wasthispagehelpful", "isthispageuseful", "skiptomaincontent",  "additionalcookies",
    "onthispage",     "relatedpages",       "relatedcontent",   "latestnews",         "accessibilitystatement",
    "privacynotice",  "privacypolicy",      "cookies",          "termsandconditions", "contactus",
    "reportaconcern", "searchthissite",     "siteinformation",  "pagelastupdated",    "backtotop",
    "printthispage",  "emailthispage",      "followus",         "signupforupdates",   "allrightsreserved",
    "sitemap",        "youarehere",         "skiptocontent",    "thispagewaslast",    "reportaproblemwiththispage"};

enum { PHRASES = sizeof(phrases) / sizeof(phrases[0]) };

/* How many of the phrases a short part holds; '*whole' when it is one or begins with a long one. */
static uint32_t count_phrases(const scrl__layout *layout, const scrl__part *part, bool *whole)
{
    char folded[MOST_CHARS + 1];
    size_t len = 0;
    uint32_t found = 0;
    *whole = false;
    if (part->kind == SCRL_BLOCK_TABLE_ROW || part->chars > MOST_CHARS)
        return 0;
    for (uint32_t k = 0; k < part->count; k++) {
        const scrl__line *line = &layout->lines[part->first + k];
        const char *text = scrl__line_text(layout, line);
        for (uint32_t i = 0; i < line->len && len < MOST_CHARS; i++) {
            char c = (char)(text[i] >= 'A' && text[i] <= 'Z' ? text[i] + 32 : text[i]);
            if (c >= 'a' && c <= 'z')
                folded[len++] = c;
        }
    }
    folded[len] = '\0';
    for (size_t i = 0; i < PHRASES; i++) {
        found += strstr(folded, phrases[i]) != NULL;
        size_t n = strlen(phrases[i]);
        *whole = *whole || strcmp(folded, phrases[i]) == 0 || (n >= 12 && strncmp(folded, phrases[i], n) == 0);
    }
    return found;
}

static bool is_site(const scrl__layout *layout, const scrl__part *part)
{
    bool whole = false;
    uint32_t found = count_phrases(layout, part, &whole);
    return whole || found > 1;
}

static bool is_prose(const scrl__layout *layout, const scrl__part *part)
{
    return part->kind == SCRL_BLOCK_TABLE_ROW || part->mark_len > 0 || part->chars > MOST_CHARS ||
           (part->kind != SCRL_BLOCK_HEADING &&
            scrl__ends_sentence(scrl__line_text(layout, scrl__part_last(layout, part)),
                                scrl__part_last(layout, part)->len));
}

void scrl__site_find(scrl__layout *layout)
{
    uint32_t found = 0;
    for (size_t i = 0; i < layout->part_count; i++)
        found += is_site(layout, &layout->parts[i]);
    if (found < LEAST)
        return;
    bool site = false;
    for (size_t i = 0; i < layout->part_count; i++) {
        scrl__part *part = &layout->parts[i];
        bool leads = i + 1 < layout->part_count && is_prose(layout, part + 1);
        bool words = is_site(layout, part);
        site = words || (site && !is_prose(layout, part) && !leads);
        if (site && part->kind == SCRL_BLOCK_HEADING && !(part->cover && part->level == 0))
            part->kind = SCRL_BLOCK_PARAGRAPH;
    }
}
