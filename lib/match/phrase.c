/*
 * phrase.c - the language of phrases, read from left to right and written out as a PCRE2 pattern. What the language
 * means is in the header; here are the separator between words, the endings that '+' stands for, and the irregular
 * words.
 *
 * A phrase is alternatives of sequences of items; an item is a word, a group, a list, a gap or an anchor.
 */
#include "match/phrase.h"

#include <stdbool.h>
#include <stdio.h>
#include <string.h>

#include <scrl/context.h>

/* Between two words: spaces, hyphens, dashes, commas, quotes, brackets; not what ends a sentence or a clause. */
#define SEPARATOR "[^\\w.;:!?]{1,4}"
#define ANY_WORD "\\w[\\w'\xe2\x80\x99]*+" /* possessive: half the machine code */
#define APOSTROPHE "['\xe2\x80\x99]"
#define NUMBER                                                                                                         \
    "(?:\\d+|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|"        \
    "seventeen|eighteen|nineteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|hundred)"

#define LIST_DEPTH_MAX 8u
#define GROUP_DEPTH_MAX 32u
#define GAP_DEFAULT 3u
#define GAP_MAX 30u
#define PATTERN_MAX 60000u /* PCRE2 as commonly built cannot compile more than 64 KiB */

/* Base form and all forms; what does not stand here is regular. */
static const char *const irregular[][2] = {
    {"be", "be|is|are|was|were|been|being|am"},
    {"have", "have|has|had|having"},
    {"do", "do|does|did|done|doing"},
    {"make", "make|makes|made|making"},
    {"take", "take|takes|took|taken|taking"},
    {"give", "give|gives|gave|given|giving"},
    {"see", "see|sees|saw|seen|seeing"},
    {"know", "know|knows|knew|known|knowing"},
    {"tell", "tell|tells|told|telling"},
    {"hold", "hold|holds|held|holding"},
    {"keep", "keep|keeps|kept|keeping"},
    {"leave", "leave|leaves|left|leaving"},
    {"lose", "lose|loses|lost|losing"},
    {"write", "write|writes|wrote|written|writing"},
    {"speak", "speak|speaks|spoke|spoken|speaking"},
    {"go", "go|goes|went|gone|going"},
    {"come", "come|comes|came|coming"},
    {"get", "get|gets|got|getting"},
    {"find", "find|finds|found|finding|findings"},
    {"feel", "feel|feels|felt|feeling|feelings"},
    {"fall", "fall|falls|fell|fallen|falling"},
    {"begin", "begin|begins|began|begun|beginning"},
    {"build", "build|builds|built|building"},
    {"bring", "bring|brings|brought|bringing"},
    {"think", "think|thinks|thought|thinking"},
    {"understand", "understand|understands|understood|understanding"},
    {"become", "become|becomes|became|becoming"},
    {"hear", "hear|hears|heard|hearing"},
    {"meet", "meet|meets|met|meeting|meetings"},
    {"read", "read|reads|reading"},
    {"send", "send|sends|sent|sending"},
    {"show", "show|shows|showed|shown|showing"},
    {"lead", "lead|leads|led|leading"},
    {"break", "break|breaks|broke|broken|breaking"},
    {"drive", "drive|drives|drove|driven|driving"},
    {"rise", "rise|rises|rose|risen|rising"},
    {"seek", "seek|seeks|sought|seeking"},
    {"teach", "teach|teaches|taught|teaching"},
    {"choose", "choose|chooses|chose|chosen|choosing"},
    {"say", "say|says|said|saying"},
    {"withdraw", "withdraw|withdraws|withdrew|withdrawn|withdrawing"},
    {"draw", "draw|draws|drew|drawn|drawing"},
    {"run", "run|runs|ran|running"},
    {"spend", "spend|spends|spent|spending"},
    {"lie", "lie|lies|lay|lain|lying|lied"},
    {"sleep", "sleep|sleeps|slept|sleeping"},
    {"pay", "pay|pays|paid|paying"},
    {"ring", "ring|rings|rang|rung|ringing"},
    {"set", "set|sets|setting"},
    {"put", "put|puts|putting"},
    {"let", "let|lets|letting"},
    {"hit", "hit|hits|hitting"},
    {"hurt", "hurt|hurts|hurting"},
    {"child", "child|children|child['\xe2\x80\x99]s|children['\xe2\x80\x99]s"},
    {"man", "man|men|man['\xe2\x80\x99]s|men['\xe2\x80\x99]s"},
    {"woman", "woman|women|woman['\xe2\x80\x99]s|women['\xe2\x80\x99]s"},
    {"person", "person|people|persons|person['\xe2\x80\x99]s|people['\xe2\x80\x99]s"},
    {"forget", "forget|forgets|forgot|forgotten|forgetting"},
    {"shake", "shake|shakes|shook|shaken|shaking"},
    {"beat", "beat|beats|beaten|beating"},
    {"steal", "steal|steals|stole|stolen|stealing"},
    {"fight", "fight|fights|fought|fighting"},
    {"sit", "sit|sits|sat|sitting"},
    {"stand", "stand|stands|stood|standing"},
    {"wear", "wear|wears|wore|worn|wearing"},
    {"throw", "throw|throws|threw|thrown|throwing"},
    {"grow", "grow|grows|grew|grown|growing"},
    {"catch", "catch|catches|caught|catching"},
    {"buy", "buy|buys|bought|buying"},
    {"sell", "sell|sells|sold|selling"},
    {"die", "die|dies|died|dying"},
    {"lay", "lay|lays|laid|laying"},
};

struct parser {
    scrl__list_fn lists;
    void *user;
    char *message;
    size_t message_size;
    size_t *position;
    size_t list_position; /* of the list in the phrase, while one is read */
    unsigned list_depth;
    unsigned group_depth;
};

struct source {
    const char *text;
    size_t pos;
};

typedef enum item_kind { ITEM_NONE, ITEM_WORD, ITEM_GAP, ITEM_START, ITEM_END } item_kind;

struct item {
    item_kind kind;
    size_t pos;
    scrl__str pattern; /* of a word, group or list */
    bool optional;
    unsigned words; /* of a gap, at most */
};

/* A sequence while it is written. */
struct sequence {
    scrl__str *out;
    bool begun;    /* an item was seen */
    bool word;     /* a word stands before: a separator is due */
    bool required; /* a word that must be present was seen */
    bool anchored; /* begins with ^ */
    bool ended;    /* ends with $ */
    bool open;     /* the parenthesis of a leading optional word is still open */
    bool gap;      /* a gap was seen whose next word has not come yet */
    unsigned words;
};

static int parse_alternatives(struct parser *parser, struct source *source, scrl__str *out);

static int mistake(const struct parser *parser, size_t pos, const char *what)
{
    if (parser->message != NULL && parser->message_size > 0)
        (void)snprintf(parser->message, parser->message_size, "%s%s", parser->list_depth > 0 ? "in a list: " : "",
                       what);
    if (parser->position != NULL)
        *parser->position = parser->list_depth > 0 ? parser->list_position : pos;
    return SCRL_EFORMAT;
}

static bool is_space(char c)
{
    return c == ' ' || (c >= '\t' && c <= '\r');
}

static bool is_alnum(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static char lower(char c)
{
    return c >= 'A' && c <= 'Z' ? (char)(c + ('a' - 'A')) : c;
}

/* True at the end of a sequence. */
static bool at_stop(const struct source *source)
{
    char c = source->text[source->pos];
    return c == '\0' || c == '|' || c == ')';
}

/* Adds letters as they are and everything else so that PCRE2 takes it literally. */
static void add_literal(scrl__str *out, const char *word, size_t len)
{
    for (size_t i = 0; i < len; i++) {
        if (word[i] == '\'') {
            scrl__str_adds(out, APOSTROPHE);
        } else if (len - i >= 3 && memcmp(word + i, "\xe2\x80\x99", 3) == 0) {
            scrl__str_adds(out, APOSTROPHE);
            i += 2;
        } else {
            if ((unsigned char)word[i] < 0x80 && !is_alnum(word[i]) && word[i] != '_')
                scrl__str_addc(out, '\\');
            scrl__str_addc(out, word[i]);
        }
    }
}

static const char *irregular_forms(const char *word, size_t len)
{
    for (size_t i = 0; i < sizeof(irregular) / sizeof(irregular[0]); i++) {
        const char *base = irregular[i][0];
        size_t at = 0;
        while (at < len && base[at] != '\0' && lower(word[at]) == base[at])
            at++;
        if (at == len && base[at] == '\0')
            return irregular[i][1];
    }
    return NULL;
}

static void add_inflected(scrl__str *out, const char *word, size_t len)
{
    const char *forms = irregular_forms(word, len);
    char last = lower(word[len - 1]);
    if (forms != NULL) {
        scrl__str_addf(out, "(?:%s)", forms);
    } else if (last == 'e') {
        add_literal(out, word, len - 1);
        scrl__str_adds(out, "(?:e|es|ed|ing|e" APOSTROPHE "s)");
    } else if (len > 2 && last == 'y' && strchr("aeiou", lower(word[len - 2])) == NULL) {
        add_literal(out, word, len - 1);
        scrl__str_adds(out, "(?:y|ies|ied|ying|y" APOSTROPHE "s)");
    } else {
        add_literal(out, word, len);
        scrl__str_adds(out, "(?:s|es|ed|ing");
        if (strchr("bdglmnprt", last) != NULL)
            scrl__str_addf(out, "|%ced|%cing", last, last);
        scrl__str_adds(out, "|" APOSTROPHE "s|s" APOSTROPHE ")?");
    }
}

/* Reads the letters of a word, backslashes resolved, up to what cannot be part of one. '*ending' is '+' or '*' when
 * the word ends in an operator, which is not part of 'word'. */
static int read_word(const struct parser *parser, struct source *source, scrl__str *word, char *ending)
{
    const char *text = source->text;
    *ending = '\0';
    for (;; source->pos++) {
        char c = text[source->pos];
        if (c == '\0' || is_space(c) || strchr("()|{}?$", c) != NULL || (c == '.' && text[source->pos + 1] == '.'))
            break;
        *ending = c == '+' || c == '*' ? c : '\0';
        if (c == '\\') {
            c = text[++source->pos];
            if (c == '\0')
                return mistake(parser, source->pos - 1, "a backslash with nothing after it");
        }
        scrl__str_addc(word, c);
    }
    if (word->failed)
        return SCRL_ENOMEM;
    if (*ending != '\0')
        scrl__str_truncate(word, word->len - 1);
    return 0;
}

static int parse_word(const struct parser *parser, struct source *source, scrl__str *out)
{
    size_t start = source->pos;
    scrl__str word = SCRL__STR_INIT;
    char ending;
    int code = read_word(parser, source, &word, &ending);
    if (code != 0)
        goto done;

    if (word.len == 0 && ending == '*') {
        scrl__str_adds(out, "\\w+");
    } else if (word.len == 0) {
        code = mistake(parser, start, "an ending without a word before it");
    } else if (ending == '\0' && source->pos - start == 1 && word.data[0] == '#') {
        scrl__str_adds(out, NUMBER);
    } else if (ending == '+') {
        add_inflected(out, word.data, word.len);
    } else {
        add_literal(out, word.data, word.len);
        if (ending == '*')
            scrl__str_adds(out, "\\w*");
    }

done:
    scrl__str_free(&word);
    return code;
}

static int parse_group(struct parser *parser, struct source *source, scrl__str *out)
{
    size_t start = source->pos++;
    if (parser->group_depth == GROUP_DEPTH_MAX)
        return mistake(parser, start, "parentheses are nested too deeply");
    parser->group_depth++;
    scrl__str_adds(out, "(?:");
    int code = parse_alternatives(parser, source, out);
    parser->group_depth--;
    if (code != 0)
        return code;
    if (source->text[source->pos] != ')')
        return mistake(parser, start, "a parenthesis that is not closed");
    source->pos++;
    scrl__str_addc(out, ')');
    return 0;
}

static int parse_list(struct parser *parser, struct source *source, scrl__str *out)
{
    size_t start = source->pos;
    const char *name = source->text + start + 1;
    size_t name_len = strcspn(name, "}");
    if (name[name_len] == '\0')
        return mistake(parser, start, "a brace that is not closed");
    if (parser->list_depth == LIST_DEPTH_MAX)
        return mistake(parser, start, "lists name lists too deeply, or each other");
    struct source list = {parser->lists != NULL ? parser->lists(parser->user, name, name_len) : NULL, 0};
    if (list.text == NULL)
        return mistake(parser, start, "there is no list of this name");
    source->pos = start + name_len + 2;

    if (parser->list_depth++ == 0)
        parser->list_position = start;
    unsigned group_depth = parser->group_depth;
    parser->group_depth = 0;
    scrl__str_adds(out, "(?:");
    int code = parse_alternatives(parser, &list, out);
    if (code == 0 && list.text[list.pos] != '\0')
        code = mistake(parser, list.pos, "a parenthesis that was not opened");
    scrl__str_addc(out, ')');
    parser->group_depth = group_depth;
    parser->list_depth--;
    return code;
}

static int parse_gap(const struct parser *parser, struct source *source, struct item *item)
{
    source->pos += 2;
    item->kind = ITEM_GAP;
    item->words = GAP_DEFAULT;
    if (source->text[source->pos] == '.')
        return mistake(parser, item->pos, "a gap is written with two dots");
    if (!is_digit(source->text[source->pos]))
        return 0;
    item->words = 0;
    while (is_digit(source->text[source->pos]) && item->words <= GAP_MAX)
        item->words = item->words * 10 + (unsigned)(source->text[source->pos++] - '0');
    if (item->words > GAP_MAX)
        return mistake(parser, item->pos, "a gap of more than 30 words");
    return 0;
}

/* Reads one item; its kind is ITEM_NONE at the end of the sequence. */
static int parse_item(struct parser *parser, struct source *source, struct item *item)
{
    while (is_space(source->text[source->pos]))
        source->pos++;
    item->kind = ITEM_NONE;
    item->pos = source->pos;
    item->optional = false;
    if (at_stop(source))
        return 0;

    const char *at = source->text + source->pos;
    int code;
    if (at[0] == '.' && at[1] == '.')
        return parse_gap(parser, source, item);
    if (at[0] == '^' || at[0] == '$') {
        item->kind = at[0] == '^' ? ITEM_START : ITEM_END;
        source->pos++;
        return 0;
    }
    item->kind = ITEM_WORD;
    if (at[0] == '(')
        code = parse_group(parser, source, &item->pattern);
    else if (at[0] == '{')
        code = parse_list(parser, source, &item->pattern);
    else if (at[0] == '}')
        code = mistake(parser, source->pos, "a brace that was not opened");
    else
        code = parse_word(parser, source, &item->pattern);
    if (code == 0 && source->text[source->pos] == '?') {
        item->optional = true;
        source->pos++;
    }
    return code;
}

static void close_leading(struct sequence *sequence)
{
    if (sequence->open)
        scrl__str_adds(sequence->out, ")?");
    sequence->open = false;
}

/* Writes what stands between the word before, if there is one, and the next. */
static void add_joint(struct sequence *sequence)
{
    if (sequence->word)
        scrl__str_adds(sequence->out, SEPARATOR);
    if (sequence->gap)
        scrl__str_addf(sequence->out, "(?:" ANY_WORD SEPARATOR "){0,%u}", sequence->words);
    sequence->gap = false;
    sequence->words = 0;
}

/* An optional word takes its separator with it: the one before it where a word stands before, else the one after it.
 * After a gap it is the one after it too, since the gap must remain when the word is absent. */
static void add_optional(struct sequence *sequence, const scrl__str *pattern)
{
    close_leading(sequence);
    if (sequence->word && !sequence->gap) {
        scrl__str_addf(sequence->out, "(?:" SEPARATOR "%s)?", scrl__str_text(pattern));
        return;
    }
    add_joint(sequence);
    sequence->word = false;
    scrl__str_addf(sequence->out, "(?:%s" SEPARATOR, scrl__str_text(pattern));
    sequence->open = true;
}

static void add_word(struct sequence *sequence, const scrl__str *pattern)
{
    close_leading(sequence);
    add_joint(sequence);
    scrl__str_adds(sequence->out, scrl__str_text(pattern));
    sequence->word = true;
    sequence->required = true;
}

/* A gap behind an optional word remains when that word is absent, unless nothing else stands before it. */
static int add_gap(const struct parser *parser, struct sequence *sequence, const struct item *item)
{
    bool begun = sequence->anchored || sequence->required;
    if (sequence->open && !begun) {
        scrl__str_addf(sequence->out, "(?:" ANY_WORD SEPARATOR "){0,%u}", item->words);
        close_leading(sequence);
        return 0;
    }
    close_leading(sequence);
    if (!begun)
        return mistake(parser, item->pos, "a gap without a word before it");
    sequence->gap = true;
    sequence->words += item->words;
    if (sequence->words > GAP_MAX)
        return mistake(parser, item->pos, "a gap of more than 30 words");
    return 0;
}

static int add_start(const struct parser *parser, struct sequence *sequence, const struct item *item)
{
    if (sequence->begun)
        return mistake(parser, item->pos, "^ must be the first of its words");
    scrl__str_adds(sequence->out, "\\A\\W*");
    sequence->anchored = true;
    return 0;
}

static int add_end(const struct parser *parser, struct sequence *sequence, const struct item *item)
{
    if (!sequence->word)
        return mistake(parser, item->pos, "$ must follow a word");
    if (sequence->gap)
        scrl__str_addf(sequence->out, "(?:" SEPARATOR ANY_WORD "){0,%u}", sequence->words);
    sequence->gap = false;
    scrl__str_adds(sequence->out, "\\W*\\Z");
    sequence->ended = true;
    return 0;
}

static int add_item(const struct parser *parser, struct sequence *sequence, const struct item *item)
{
    int code = 0;
    if (sequence->ended)
        return mistake(parser, item->pos, "$ must be the last of its words");
    if (item->kind == ITEM_GAP)
        code = add_gap(parser, sequence, item);
    else if (item->kind == ITEM_START)
        code = add_start(parser, sequence, item);
    else if (item->kind == ITEM_END)
        code = add_end(parser, sequence, item);
    else if (item->optional)
        add_optional(sequence, &item->pattern);
    else
        add_word(sequence, &item->pattern);
    sequence->begun = true;
    if (code == 0 && sequence->out->len > PATTERN_MAX)
        return mistake(parser, item->pos, "the phrase with its lists is too long");
    return code;
}

static int end_sequence(const struct parser *parser, struct sequence *sequence, size_t pos)
{
    close_leading(sequence);
    if (!sequence->begun)
        return mistake(parser, pos, "no words where some are expected");
    if (sequence->gap)
        return mistake(parser, pos, "a gap without a word after it");
    if (!sequence->required)
        return mistake(parser, pos, "at least one word must not be optional");
    if (!sequence->word)
        return mistake(parser, pos, "a gap must lead to a word that is not optional");
    return sequence->out->failed ? SCRL_ENOMEM : 0;
}

static int parse_sequence(struct parser *parser, struct source *source, scrl__str *out)
{
    struct sequence sequence = {.out = out};
    struct item item = {.kind = ITEM_NONE, .pattern = SCRL__STR_INIT};
    int code;
    for (;;) {
        scrl__str_truncate(&item.pattern, 0);
        code = parse_item(parser, source, &item);
        if (code != 0)
            goto done;
        if (item.kind == ITEM_NONE)
            break;
        if (item.pattern.failed) {
            code = SCRL_ENOMEM;
            goto done;
        }
        code = add_item(parser, &sequence, &item);
        if (code != 0)
            goto done;
    }
    code = end_sequence(parser, &sequence, source->pos);

done:
    scrl__str_free(&item.pattern);
    return code;
}

static int parse_alternatives(struct parser *parser, struct source *source, scrl__str *out)
{
    int code = parse_sequence(parser, source, out);
    while (code == 0 && source->text[source->pos] == '|') {
        source->pos++;
        scrl__str_addc(out, '|');
        code = parse_sequence(parser, source, out);
    }
    return code;
}

int scrl__phrase_pattern(const char *phrase, scrl__list_fn lists, void *user, scrl__str *out, char *message,
                         size_t message_size, size_t *position)
{
    struct parser parser = {
        .lists = lists, .user = user, .message = message, .message_size = message_size, .position = position};
    struct source source = {phrase, 0};
    scrl__str pattern = SCRL__STR_INIT;
    int code = parse_alternatives(&parser, &source, &pattern);
    if (code == 0 && phrase[source.pos] != '\0')
        code = mistake(&parser, source.pos, "a parenthesis that was not opened");
    if (code == 0 && pattern.failed)
        code = SCRL_ENOMEM;
    if (code == 0) {
        /* Not \b in front: a phrase may begin with a mark, and ^ lets marks stand before its first word. */
        scrl__str_addf(out, "(?<!\\w)(?:%s)(?!\\w)", scrl__str_text(&pattern));
        if (out->failed)
            code = SCRL_ENOMEM;
    }
    scrl__str_free(&pattern);
    return code;
}
