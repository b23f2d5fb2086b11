/*
 * The minimum data set. The cover gives type, title, publisher, reviewers and date; the introduction and the terms of
 * reference give dates and outcome. Where the text does not say, there is no value.
 */
#include "structure/metadata.h"

#include <stdio.h>
#include <string.h>

#include "structure/coroner.h"
#include "structure/spans.h"

#define TITLE_LINES 5u
#define TITLE_BYTES 140u

static bool is(const char *a, const char *b)
{
    return strcmp(a, b) == 0;
}

static void value(scrl__draft *d, const char *field, const char *text, uint32_t start, uint32_t end)
{
    if (text != NULL && text[0] != '\0')
        scrl__review_builder_value(d->out, field, text, start, end);
}

/* ---- type ---- */

/* What a line of the cover is, when it is no part of the title: person, date, publisher or notice; else NULL. */
static const char *line_kind(const scrl__draft *d, uint32_t block)
{
    const scrl__hit *hit = scrl__hit_best(d, SCRL__ON_COVER, block, SCRL__CUE_COVER, SCRL__ROLE_NONE);
    return hit != NULL ? scrl__hit_cue(d, hit)->id : NULL;
}

/* "S.R.": a stop behind a single capital ends no sentence. */
static bool ends_in_initial(const scrl__draft *d, const scrl__block *b)
{
    const char *text = d->doc->text;
    return b->end - b->start >= 2 && text[b->end - 2] >= 'A' && text[b->end - 2] <= 'Z' &&
           (b->end - b->start == 2 || strchr(" .", text[b->end - 3]) != NULL);
}

/* Short, and no sentence. */
static bool is_short_line(const scrl__draft *d, uint32_t block)
{
    const scrl__block *b = &d->doc->blocks[block];
    bool stop = d->doc->text[b->end - 1] == '.' && !ends_in_initial(d, b);
    return b->end - b->start <= TITLE_BYTES && !stop && b->kind != SCRL_BLOCK_TABLE_ROW &&
           b->kind != SCRL_BLOCK_FOOTNOTE && b->kind != SCRL_BLOCK_LIST_ITEM;
}

/* The type that a line of the cover names; a reader may have run it together with the publisher's line above. */
static const scrl__hit *type_in_line(const scrl__draft *d, uint32_t block)
{
    const scrl__hit *hit = scrl__hit_best(d, SCRL__ON_COVER, block, SCRL__CUE_TYPE, SCRL__ROLE_NONE);
    const char *kind = line_kind(d, block);
    if (hit == NULL || !is_short_line(d, block) || (kind != NULL && !is(kind, "publisher")))
        return NULL;
    return kind == NULL || d->doc->blocks[block].kind == SCRL_BLOCK_HEADING ? hit : NULL;
}

/* Where the title begins in a line of the cover; the line's end when it has no part in it. */
static uint32_t title_start(const scrl__draft *d, uint32_t block)
{
    const scrl__block *b = &d->doc->blocks[block];
    const scrl__hit *type = type_in_line(d, block);
    if (!is_short_line(d, block))
        return b->end;
    if (line_kind(d, block) == NULL)
        return b->start;
    return type != NULL ? type->start : b->end;
}

static bool is_title_line(const scrl__draft *d, uint32_t block)
{
    return title_start(d, block) == d->doc->blocks[block].start;
}

/* Sections that reports of reviews have and other texts seldom do. */
static uint32_t review_sections(const scrl__draft *d)
{
    static const char *const ids[] = {"terms_of_reference", "methodology",   "family_background", "chronology",
                                      "analysis",           "family_views",  "findings",          "lessons",
                                      "recommendations",    "good_practice", "conclusion",        "voice_of_child",
                                      "action_plan"};
    uint32_t n = 0;
    for (size_t k = 0; k < sizeof(ids) / sizeof(ids[0]); k++)
        for (uint32_t i = 0; i < d->doc->section_count; i++)
            if (scrl__role_is(d->sections[i].role, ids[k])) {
                n++;
                break;
            }
    return n;
}

/* The type is most of its line, as on a cover; a headline says more. */
static bool fills_line(const scrl__draft *d, const scrl__hit *hit)
{
    uint32_t start = hit->start, end = hit->end;
    while (start > 0 && d->doc->text[start - 1] != '\n')
        start--;
    while (end < d->doc->text_len && d->doc->text[end] != '\n')
        end++;
    return (hit->end - hit->start) * 5 >= (end - start) * 3;
}

int scrl__find_type(scrl__draft *d)
{
    const scrl__hit *best = NULL;
    uint32_t sections = review_sections(d);
    for (uint32_t i = 0; i < d->cover_end; i++) {
        const scrl__hit *hit = type_in_line(d, i);
        if (hit == NULL)
            continue;
        if (best == NULL || scrl__hit_cue(d, hit)->weight > scrl__hit_cue(d, best)->weight)
            best = hit;
    }
    for (uint32_t i = d->cover_end; best == NULL && i < d->doc->block_count && i < d->cover_end + 12; i++)
        for (uint32_t s = d->block_sentence[i]; s < d->block_sentence[i + 1] && best == NULL; s++)
            best = scrl__hit_best(d, SCRL__ON_SENTENCE, s, SCRL__CUE_TYPE, SCRL__ROLE_NONE);
    if (best == NULL || sections < (fills_line(d, best) ? 1u : 2u)) {
        value(d, "review_type", "other", 0, 0);
        return d->out->status;
    }
    const char *id = scrl__hit_cue(d, best)->id;
    char *type = scrl__arena_strndup(d->arena, id, strcspn(id, " "));
    d->type_facts = id + strcspn(id, " ");
    d->type_facts += strspn(d->type_facts, " ");
    if (type == NULL)
        return SCRL_ENOMEM;
    d->type = type;
    value(d, "review_type", d->type, best->start, best->end);
    return d->out->status;
}

/* ---- title ---- */

static bool is_link(const scrl__draft *d, uint32_t start, uint32_t end)
{
    return scrl__word_value(d->structure, "title_link", d->doc->text + start, end - start, 0) != 0;
}

/* "Into the death of Robin" goes on from the line above, whatever its first letter. */
static bool begins_with_link(const scrl__draft *d, uint32_t block)
{
    const scrl__block *b = &d->doc->blocks[block];
    const char *space = memchr(d->doc->text + b->start, ' ', b->end - b->start);
    uint32_t end = space != NULL ? (uint32_t)(space - d->doc->text) : b->start;
    return end > b->start && is_link(d, b->start, d->doc->text[end - 1] == ':' ? end - 1 : end);
}

/* "Report of the inquiry into": what follows completes the line. */
static bool ends_with_link(const scrl__draft *d, uint32_t start, uint32_t end)
{
    uint32_t word = end;
    while (word > start && d->doc->text[word - 1] != ' ')
        word--;
    return is_link(d, word, end);
}

static bool joins_on(const scrl__draft *d, uint32_t before, uint32_t block)
{
    const scrl_document *doc = d->doc;
    const scrl__block *b = &doc->blocks[before];
    char first = doc->text[doc->blocks[block].start];
    char last = doc->text[b->end - 1];
    return (first >= 'a' && first <= 'z') || last == ':' || begins_with_link(d, block) ||
           ends_with_link(d, b->start, b->end);
}

/* The line that names the type, else the first heading; 'cover_end' when there is none. */
static uint32_t main_title_line(const scrl__draft *d)
{
    for (uint32_t i = 0; i < d->cover_end; i++)
        if (type_in_line(d, i) != NULL)
            return i;
    for (uint32_t i = 0; i < d->cover_end; i++)
        if (is_title_line(d, i) && d->doc->blocks[i].kind == SCRL_BLOCK_HEADING)
            return i;
    return d->cover_end;
}

/* "Review Report", "Review Overview Report": words that belong to the type, and no name. */
static bool is_part_of_title(const scrl__draft *d, uint32_t start, uint32_t end)
{
    const char *text = d->doc->text;
    uint32_t word = start;
    while (word < end && text[word] != ' ' && text[word] != ':')
        word++;
    return scrl__word_value(d->structure, "title_noun", text + start, word - start, 0) != 0;
}

/* Adds one line of the title, with a colon behind the type where a name follows it on the same line. */
static void add_title_line(const scrl__draft *d, scrl__str *title, uint32_t block)
{
    const char *text = d->doc->text;
    uint32_t start = title_start(d, block), end = d->doc->blocks[block].end;
    const scrl__hit *type = type_in_line(d, block);
    uint32_t rest = type != NULL && type->start == start ? type->end : end;
    while (rest < end && text[rest] == ' ')
        rest++;
    bool named = rest < end && !is_part_of_title(d, rest, end) &&
                 ((text[rest] >= 'A' && text[rest] <= 'Z') || strncmp(text + rest, "\xE2\x80\x98", 3) == 0);
    if (named && title->len == 0) {
        const char *head = scrl__draft_title(d, start, type->end);
        scrl__str_adds(title, head != NULL ? head : "");
        scrl__str_adds(title, ends_with_link(d, start, type->end) ? " " : ": ");
        title->failed = title->failed || head == NULL;
        start = rest;
    }
    char *line = scrl__draft_title(d, start, end);
    title->failed = title->failed || line == NULL;
    bool colon = line != NULL && line[strcspn(line, " :")] == ':';
    if (line != NULL && title->len > 0 && !colon && begins_with_link(d, block) && line[0] >= 'A' && line[0] <= 'Z')
        line[0] = (char)(line[0] + 32);
    scrl__str_adds(title, line != NULL ? line : "");
}

/* Title lines are the main line and its neighbours that are nothing else. */
static int find_title(scrl__draft *d)
{
    uint32_t main_line = main_title_line(d), first = main_line, last = main_line + 1;
    if (main_line == d->cover_end)
        return 0;
    while (first > 0 && main_line - first < 2 && is_title_line(d, first) && is_title_line(d, first - 1))
        first--;
    while (last < d->cover_end && last - first < TITLE_LINES && is_title_line(d, last))
        last++;
    scrl__str title = SCRL__STR_INIT;
    for (uint32_t i = first; i < last; i++) {
        if (i > first)
            scrl__str_adds(&title, joins_on(d, i - 1, i) ? " " : ": ");
        add_title_line(d, &title, i);
    }
    bool failed = title.failed;
    if (!failed)
        value(d, "title", scrl__str_text(&title), title_start(d, first), d->doc->blocks[last - 1].end);
    scrl__str_free(&title);
    d->title_blocks = scrl__arena_alloc(d->arena, (last - first) * sizeof(uint32_t));
    if (failed || d->title_blocks == NULL)
        return SCRL_ENOMEM;
    for (uint32_t i = first; i < last; i++)
        d->title_blocks[d->title_count++] = i;
    return 0;
}

/* ---- fields that cues read ---- */

static bool is_list_field(const char *field)
{
    for (size_t i = 0; i < scrl__field_count; i++)
        if (is(scrl__fields[i].name, field))
            return scrl__fields[i].list;
    return false;
}

/* A bilingual line gives the name of the place twice, once behind each name of the body: "Bwrdd Aber Wen Aber Wen Board".
 * Where the words from the last such repetition on begin. */
static uint32_t skip_other_language(const scrl__draft *d, uint32_t start, uint32_t end)
{
    const char *text = d->doc->text;
    for (uint32_t p = start + 1; p < end; p++) {
        if (text[p - 1] != ' ')
            continue;
        for (uint32_t q = p + 1; q <= end && q - p <= p - 1 - start; q++) {
            uint32_t len = q - p, before = p - 1 - len;
            if ((q == end || text[q] == ' ') && memcmp(text + before, text + p, len) == 0 &&
                (before == start || text[before - 1] == ' '))
                return p;
        }
    }
    return start;
}

/* "mother and her grandmother" without "her". */
static void drop_possessives(char *text)
{
    static const char *const words[] = {" his ", " her ", " their "};
    for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++) {
        char *p;
        size_t len = strlen(words[i]);
        while ((p = strstr(text, words[i])) != NULL)
            memmove(p, p + len - 1, strlen(p + len - 1) + 1);
    }
}

/* One value, or the names of a list that are joined by "and", semicolons or commas between names. */
static int add_field(scrl__draft *d, const char *field, uint32_t start, uint32_t end)
{
    const char *text = d->doc->text;
    if (is(field, "publisher") || is(field, "area"))
        start = skip_other_language(d, start, end);
    if (!is_list_field(field)) {
        char *copy = scrl__draft_title(d, start, end);
        if (copy != NULL && is(field, "living_with"))
            drop_possessives(copy);
        if (copy != NULL && !scrl__draft_has(d, field, NULL))
            value(d, field, copy, start, end);
        return copy == NULL ? SCRL_ENOMEM : 0;
    }
    bool people = is(field, "reviewers");
    uint32_t from = start;
    for (uint32_t i = start; i <= end; i++) {
        uint32_t skip = i == end ? 1 : text[i] == ';' || text[i] == '|' ? 1 : 0;
        if (i < end && people && strncmp(text + i, " and ", 5) == 0)
            skip = 5;
        else if (i < end && people && strncmp(text + i, ", ", 2) == 0)
            skip = 2;
        if (skip == 0)
            continue;
        uint32_t to = i;
        while (from < to && text[from] == ' ')
            from++;
        while (to > from && (text[to - 1] == ' ' || text[to - 1] == ','))
            to--;
        const char *copy = scrl__draft_copy(d, from, to);
        if (copy == NULL)
            return SCRL_ENOMEM;
        if (to > from && !scrl__draft_has(d, field, copy))
            value(d, field, copy, from, to);
        from = i + skip;
        i = from - 1;
    }
    return 0;
}

/* Dates are read by spans.c, and what a coroner's form holds by coroner.c. */
static bool is_read_as_words(const char *field)
{
    for (size_t i = 0; i < scrl__field_count; i++)
        if (is(scrl__fields[i].name, field))
            return !is(field, "published");
    return false;
}

/* 'people': only who reviewed and who chaired. */
static int read_fields(scrl__draft *d, scrl__scope scope, uint32_t first, uint32_t last, bool people)
{
    for (uint32_t i = first; i < last; i++) {
        const scrl__hit *hit;
        uint32_t at = 0;
        while ((hit = scrl__hit_next(d, scope, i, SCRL__CUE_FIELD, SCRL__ROLE_NONE, &at)) != NULL) {
            const char *field = scrl__hit_cue(d, hit)->id;
            if (!is_read_as_words(field) || (people && !is(field, "reviewers") && !is(field, "chair")))
                continue;
            int status = add_field(d, field, hit->group_start, hit->group_end);
            if (status != 0)
                return status;
        }
    }
    return 0;
}

/* 'types' is a list as in "sar,apr". */
static bool is_of_type(const scrl__draft *d, const char *types, size_t len)
{
    size_t own = strlen(d->type);
    for (const char *p = types; p < types + len; p += strcspn(p, ", ") + 1)
        if (strcspn(p, ", ") == own && strncmp(p, d->type, own) == 0)
            return true;
    return false;
}

static bool has_harm(const scrl__draft *d)
{
    const char *strings = d->out->strings.bytes.data;
    for (size_t i = 0; i < d->out->value_count; i++)
        if (is(strings + d->out->values[i].field, "harm_types") &&
            strncmp(strings + d->out->values[i].value, "harm_", 5) == 0 &&
            !is(strings + d->out->values[i].value, "harm_sudden_infant_death"))
            return true;
    return false;
}

/* Adds the values of "outcome=death harm_types=outcome_death". Where the field of one has another value, the rest is
 * left out, and "~harm_types=harm_neglect" where the harm is known. */
static void state(scrl__draft *d, const char *facts, uint32_t start, uint32_t end)
{
    if (facts[0] == '?') { /* "?sar,apr field=value": in reviews of these types */
        size_t len = strcspn(facts, " ");
        if (!is_of_type(d, facts + 1, len - 1))
            return;
        facts += len + strspn(facts + len, " ");
    }
    while (*facts != '\0') {
        if (*facts == '~' && has_harm(d))
            return;
        facts += *facts == '~';
        size_t len = strcspn(facts, " "), name_len = strcspn(facts, "=");
        char field[32], word[64];
        if (name_len < len && name_len < sizeof(field) && len - name_len <= sizeof(word)) {
            memcpy(field, facts, name_len);
            field[name_len] = '\0';
            memcpy(word, facts + name_len + 1, len - name_len - 1);
            word[len - name_len - 1] = '\0';
            bool list = is_list_field(field);
            if (!list && scrl__draft_has(d, field, NULL) && !scrl__draft_has(d, field, word))
                return; /* what follows hangs on it */
            if (!scrl__draft_has(d, field, word))
                value(d, field, word, start, end);
        }
        facts += len + strspn(facts + len, " ");
    }
}

/* What words say by themselves. */
static void read_implied(scrl__draft *d, scrl__scope scope, uint32_t first, uint32_t last)
{
    for (uint32_t i = first; i < last; i++) {
        const scrl__hit *hit;
        uint32_t at = 0;
        uint32_t role = scope == SCRL__ON_SENTENCE ? scrl__block_role(d, d->doc->sentences[i].block) : SCRL__ROLE_NONE;
        while ((hit = scrl__hit_next(d, scope, i, SCRL__CUE_IMPLIES, role, &at)) != NULL)
            if (scrl__hit_cue(d, hit)->id[0] != '~')
                state(d, scrl__hit_cue(d, hit)->id, hit->start, hit->end);
    }
}

/* What a child was registered for is the harm where nothing else says what it was. */
static void find_harm(scrl__draft *d)
{
    for (uint32_t i = 0; i < d->doc->sentence_count && !has_harm(d); i++) {
        const scrl__hit *hit;
        uint32_t at = 0, role = scrl__block_role(d, d->doc->sentences[i].block);
        while ((hit = scrl__hit_next(d, SCRL__ON_SENTENCE, i, SCRL__CUE_IMPLIES, role, &at)) != NULL)
            if (scrl__hit_cue(d, hit)->id[0] == '~')
                state(d, scrl__hit_cue(d, hit)->id, hit->start, hit->end);
    }
}

/* ---- what the type and the rest say; counts ---- */

/* Reviews of children are held after a death or serious harm: where one names a harm and no death, it was survived. */
static void find_outcome(scrl__draft *d)
{
    static const char *const types[] = {"scr", "lcspr", "national_cspr",          "rapid_review",
                                        "cpr", "cmr",   "significant_case_review"};
    bool child = false;
    for (size_t i = 0; i < sizeof(types) / sizeof(types[0]); i++)
        child = child || is(d->type, types[i]);
    if (child && scrl__draft_has(d, "harm_types", NULL))
        state(d, "outcome=serious_harm harm_types=outcome_serious_harm", 0, 0);
}

/* A review that says how it was done, in none of the known ways, was done in another. */
static void find_method(scrl__draft *d)
{
    bool review = !is(d->type, "pfd") && !is(d->type, "inquiry");
    for (uint32_t i = 0; review && i < d->doc->section_count && !scrl__draft_has(d, "method", NULL); i++)
        if (d->sections[i].own_role && scrl__role_is(d->sections[i].role, "methodology"))
            value(d, "method", "other", 0, 0);
}

/* How often a short word stands in the text. */
static uint32_t count_word(const scrl_document *doc, const char *word)
{
    uint32_t n = 0;
    size_t len = strlen(word);
    for (const char *p = doc->text; (p = memmem(p, doc->text_len - (size_t)(p - doc->text), word, len)) != NULL;
         p += len - 1)
        n++;
    return n;
}

/* The language that the document declares; else that of its commonest words. */
static const char *language_of(const scrl__draft *d)
{
    const char *declared = scrl__doc_string(d->doc, d->doc->language);
    if (declared[0] != '\0' || is(d->type, "other"))
        return declared;
    uint32_t english = count_word(d->doc, " the "), welsh = count_word(d->doc, " yn ") + count_word(d->doc, " y ");
    return welsh > english ? "cy" : english > 0 ? "en-GB" : "";
}

static void add_counts(scrl__draft *d)
{
    char number[16];
    value(d, "language", language_of(d), 0, 0);
    if (d->doc->pages > 0) {
        snprintf(number, sizeof(number), "%u", (unsigned)d->doc->pages);
        value(d, "pages", number, 0, 0);
    }
    snprintf(number, sizeof(number), "%u", (unsigned)d->doc->words);
    value(d, "words", number, 0, 0);
}

/* Where authors say who they are, when not before the story. */
static bool introduces_authors(uint32_t role)
{
    return scrl__role_is(role, "appendix") || scrl__role_is(role, "other") || scrl__role_is(role, "conclusion");
}

/* Sentences that state facts: introduction, summary, terms of reference, background. */
static int read_facts(scrl__draft *d)
{
    int status = 0;
    for (uint32_t i = 0; i < d->doc->sentence_count && status == 0; i++) {
        uint32_t block = d->doc->sentences[i].block;
        uint32_t role = scrl__block_role(d, block);
        bool facts = scrl__states_facts(role);
        if (d->doc->blocks[block].kind == SCRL_BLOCK_FOOTNOTE)
            continue;
        if (facts || introduces_authors(role))
            status = read_fields(d, SCRL__ON_SENTENCE, i, i + 1, !facts);
        if (facts || scrl__role_is(role, "chronology") || is(d->type, "pfd"))
            read_implied(d, SCRL__ON_SENTENCE, i, i + 1);
    }
    return status;
}

/* Where the introduction names no body of one nation, the rest of the report may. */
static void find_nation(scrl__draft *d)
{
    for (uint32_t i = 0; i < d->doc->sentence_count && !scrl__draft_has(d, "nation", NULL); i++) {
        const scrl__hit *hit;
        uint32_t at = 0;
        if (d->doc->blocks[d->doc->sentences[i].block].kind == SCRL_BLOCK_FOOTNOTE)
            continue;
        while ((hit = scrl__hit_next(d, SCRL__ON_SENTENCE, i, SCRL__CUE_IMPLIES, SCRL__ROLE_NONE, &at)) != NULL)
            if (strncmp(scrl__hit_cue(d, hit)->id, "nation=", 7) == 0)
                state(d, scrl__hit_cue(d, hit)->id, hit->start, hit->end);
    }
}

/* Where neither cover nor a commission names the body, the one that the opening parts name first. */
static int find_named(scrl__draft *d, const char *cue, const char *field)
{
    for (uint32_t i = 0; i < d->doc->sentence_count && !scrl__draft_has(d, field, NULL); i++) {
        const scrl__hit *hit;
        uint32_t at = 0;
        if (!scrl__states_facts(scrl__block_role(d, d->doc->sentences[i].block)))
            continue;
        while ((hit = scrl__hit_next(d, SCRL__ON_SENTENCE, i, SCRL__CUE_FIELD, SCRL__ROLE_NONE, &at)) != NULL) {
            int status = is(scrl__hit_cue(d, hit)->id, cue) ? add_field(d, field, hit->group_start, hit->group_end) : 0;
            if (status != 0)
                return status;
        }
    }
    return 0;
}

int scrl__find_metadata(scrl__draft *d)
{
    int status = find_title(d);
    if (status == 0 && !is(d->type, "other")) {
        status = read_fields(d, SCRL__ON_COVER, 0, d->cover_end, false);
        read_implied(d, SCRL__ON_COVER, 0, d->cover_end);
        if (status == 0 && !is(d->type, "pfd"))
            status = read_fields(d, SCRL__ON_OPENING, 0, d->doc->block_count, false);
        if (status == 0)
            status = read_facts(d);
        state(d, d->type_facts, 0, 0);
        if (!is(d->type, "pfd") && !is(d->type, "inquiry")) {
            find_nation(d);
            if (status == 0)
                status = find_named(d, "publisher_named", "publisher");
            if (status == 0)
                status = find_named(d, "area_named", "area");
        }
        find_harm(d);
        find_outcome(d);
        scrl__find_spans(d);
        find_method(d);
        if (status == 0)
            status = scrl__find_coroner(d);
    }
    add_counts(d);
    return status != 0 ? status : d->out->status;
}
