/*
 * feature.c - words to features. The value of a feature is its inverse document frequency, scaled so that the features of each kind have
 * a fixed share of a text's length, whatever the number of its words.
 */
#include "match/feature.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/ctx.h"

#define STEM_MAX 40u
#define SHORT_START 4u
#define LONG_START 6u

/* Classes are joined with those of so many words before; a word has at most so many, a run so many words. */
#define REACH 3u
#define CLASSES_OF_WORD 12u
#define RUN_MAX 4u

/* Words that are kept, and letters of the longest. */
#define WORD_SLOTS 4096u
#define WORD_MAX 20u
#define STARTS 2u

/* So many features ahead of the one whose number is looked for, memory is told what it will be asked. */
#define AHEAD 8u

/* The share of each kind in a text's squared length. */
static const double shares[SCRL__FEATURE_KINDS] = {0.25, 0.15, 0.25, 0.20, 0.15};

/* Words. */

typedef struct stem {
    char text[STEM_MAX];
    size_t len;
    uint64_t key;
    uint32_t start, end;
} stem;

static const char *const endings[][2] = {
    {"'s", ""},        {"ies", "y"}, {"sses", "ss"}, {"ied", "y"}, {"ational", "ate"}, {"ingly", ""}, {"edly", ""},
    {"ments", "ment"}, {"ings", ""}, {"ing", ""},    {"ed", ""},   {"es", "e"},        {"s", ""},     {"ly", ""}};

/* Words that stand everywhere say nothing, and would cost half the time. */
static const char *const little[] = {"a",  "an", "and", "as",   "at",  "by",   "for", "from", "in",
                                     "it", "of", "on",  "that", "the", "this", "to",  "with"};

static bool ends_with(const stem *s, const char *ending)
{
    size_t len = strlen(ending);
    return s->len >= len && memcmp(s->text + s->len - len, ending, len) == 0;
}

static void cut_ending(stem *s)
{
    if (ends_with(s, "ss") || ends_with(s, "us") || ends_with(s, "is"))
        return;
    for (size_t i = 0; i < sizeof(endings) / sizeof(endings[0]); i++) {
        size_t cut = strlen(endings[i][0]), put = strlen(endings[i][1]);
        if (ends_with(s, endings[i][0]) && s->len - cut + put >= 3) {
            memcpy(s->text + s->len - cut, endings[i][1], put);
            s->len += put - cut;
            return;
        }
    }
}

/* "referred" and "refer", "noted" and "note" become one. A light hand is enough: the beginnings of stems are features too. */
static void make_stem(stem *s)
{
    if (s->len <= 3)
        return;
    cut_ending(s);
    char last = s->text[s->len - 1];
    if (s->len > 3 && last == s->text[s->len - 2] && strchr("bdgmnprt", last) != NULL)
        s->len--;
    if (s->len > 4 && s->text[s->len - 1] == 'e')
        s->len--;
}

static uint64_t hash_bytes(const char *bytes, size_t len)
{
    uint64_t h = 14695981039346656037u;
    for (size_t i = 0; i < len; i++)
        h = (h ^ (unsigned char)bytes[i]) * 1099511628211u;
    return h;
}

static uint64_t mix(uint64_t a, uint64_t b)
{
    uint64_t h = a * 0x9E3779B97F4A7C15u + b;
    h = (h ^ (h >> 29)) * 0xBF58476D1CE4E5B9u;
    return h ^ (h >> 32);
}

static bool is_letter(unsigned char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c >= 0x80;
}

static bool is_digit(unsigned char c)
{
    return c >= '0' && c <= '9';
}

static bool is_word_at(const char *text, uint32_t at)
{
    return is_letter((unsigned char)text[at]) || is_digit((unsigned char)text[at]);
}

/* Bytes of a typographic mark (U+2000 to U+206F) at 's', or 0; '*apostrophe' says which. */
static size_t mark_len(const char *s, size_t left, bool *apostrophe)
{
    *apostrophe = false;
    if (left < 3 || (unsigned char)s[0] != 0xE2 || ((unsigned char)s[1] & 0xFEu) != 0x80)
        return 0;
    *apostrophe = (unsigned char)s[1] == 0x80 && (unsigned char)s[2] == 0x99;
    return 3;
}

static void add_byte(stem *s, char c)
{
    if (s->len < STEM_MAX)
        s->text[s->len++] = c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

/* Reads the word that begins at '*at'. All numbers are one word. */
static void read_word(const char *text, uint32_t *at, uint32_t end, stem *s)
{
    uint32_t i = *at;
    bool number = is_digit((unsigned char)text[i]), apostrophe = false;
    s->len = 0;
    s->start = i;
    while (i < end) {
        size_t mark = mark_len(text + i, end - i, &apostrophe);
        bool inside = i + (mark > 0 ? mark : 1) < end && is_letter((unsigned char)text[i + (mark > 0 ? mark : 1)]);
        if ((apostrophe || text[i] == '\'') && inside)
            add_byte(s, '\'');
        else if (mark > 0 || !(is_letter((unsigned char)text[i]) || is_digit((unsigned char)text[i])))
            break;
        else
            add_byte(s, text[i]);
        i += mark > 0 ? (uint32_t)mark : 1;
    }
    s->end = *at = i;
    if (number) {
        s->text[0] = '#';
        s->len = 1;
    }
    make_stem(s);
    s->key = hash_bytes(s->text, s->len);
}

static bool is_little(const stem *s)
{
    for (size_t i = 0; s->len <= 4 && i < sizeof(little) / sizeof(little[0]); i++) {
        if (strlen(little[i]) == s->len && memcmp(little[i], s->text, s->len) == 0)
            return true;
    }
    return false;
}

/* Classes. */

typedef struct member {
    uint64_t key; /* of its run of words; 0 in a free place */
    uint16_t class;
} member;

struct scrl__classes {
    scrl__arena *arena;
    struct class_of {
        const char *name, *words;
        uint64_t key;
    } * items;
    size_t count, cap;
    member *table; /* open addressing; the classes of a run stand in one chain */
    size_t table_size, members;
};

scrl__classes *scrl__classes_new(void)
{
    scrl__classes *classes = calloc(1, sizeof(*classes));
    if (classes == NULL || (classes->arena = scrl__arena_new()) == NULL) {
        free(classes);
        return NULL;
    }
    return classes;
}

void scrl__classes_free(scrl__classes *classes)
{
    if (classes == NULL)
        return;
    scrl__arena_free(classes->arena);
    free(classes->items);
    free(classes->table);
    free(classes);
}

static void put_member(scrl__classes *classes, member m)
{
    size_t slot = (size_t)m.key & (classes->table_size - 1);
    while (classes->table[slot].key != 0) {
        if (classes->table[slot].key == m.key && classes->table[slot].class == m.class)
            return;
        slot = (slot + 1) & (classes->table_size - 1);
    }
    classes->table[slot] = m;
    classes->members++;
}

static int make_room(scrl__classes *classes)
{
    if (classes->members * 2 < classes->table_size)
        return 0;
    member *old = classes->table;
    size_t size = classes->table_size;
    classes->table_size = size == 0 ? 1024 : size * 2;
    classes->members = 0;
    classes->table = calloc(classes->table_size, sizeof(*classes->table));
    if (classes->table == NULL) {
        classes->table = old;
        classes->table_size = size;
        return SCRL_ENOMEM;
    }
    for (size_t i = 0; i < size; i++) {
        if (old[i].key != 0)
            put_member(classes, old[i]);
    }
    free(old);
    return 0;
}

static uint64_t join_run(uint64_t run, uint64_t word)
{
    return mix(run, word) | 1;
}

/* What stands in the table for a word with which a run of several ends. */
static uint64_t run_end(uint64_t word)
{
    return join_run(word, RUN_MAX);
}

static int add_run(scrl__classes *classes, const char *words, uint32_t len)
{
    uint64_t key = 0;
    size_t count = 0;
    stem s = {.len = 0};
    for (uint32_t i = 0; i < len;) {
        if (!is_word_at(words, i)) {
            i++;
            continue;
        }
        stem next;
        read_word(words, &i, len, &next);
        if (is_little(&next))
            continue;
        s = next;
        key = join_run(key, s.key);
        count++;
    }
    if (count == 0)
        return 0;
    if (count > RUN_MAX)
        return SCRL_ELIMIT;
    if (make_room(classes) != 0)
        return SCRL_ENOMEM;
    put_member(classes, (member){key, (uint16_t)(classes->count - 1)});
    if (count > 1)
        put_member(classes, (member){run_end(s.key), 0});
    return 0;
}

static uint64_t class_key(const char *name, size_t len)
{
    return mix(hash_bytes(name, len), SCRL__FEATURE_CLASS);
}

int scrl__classes_add(scrl__classes *classes, const char *name, const char *words)
{
    if (classes->count == UINT16_MAX)
        return SCRL_ELIMIT;
    if (scrl__grow((void **)&classes->items, &classes->cap, classes->count, sizeof(*classes->items)) != 0)
        return SCRL_ENOMEM;
    struct class_of *one = &classes->items[classes->count];
    one->name = scrl__arena_strdup(classes->arena, name);
    one->words = scrl__arena_strdup(classes->arena, words);
    if (one->name == NULL || one->words == NULL)
        return SCRL_ENOMEM;
    one->key = class_key(name, strlen(name));
    classes->count++;
    int status = 0;
    while (*words != '\0' && status == 0) {
        size_t len = strcspn(words, "|");
        status = add_run(classes, words, (uint32_t)len);
        words += len + (words[len] == '|');
    }
    return status;
}

size_t scrl__classes_count(const scrl__classes *classes)
{
    return classes->count;
}

const char *scrl__classes_name(const scrl__classes *classes, size_t number)
{
    return classes->items[number].name;
}

const char *scrl__classes_words(const scrl__classes *classes, size_t number)
{
    return classes->items[number].words;
}

/* Features. */

/* What a word is by itself. Texts have the same few thousand words again and again, so that these are kept. */
typedef struct word {
    char text[WORD_MAX]; /* lower case */
    size_t len;
    bool is_little, ends_run;
    uint16_t own_count, class_count;
    uint16_t classes[CLASSES_OF_WORD];
    uint64_t stem;
    struct own {
        uint64_t key;
        uint32_t number;
        scrl__feature_kind kind;
        uint16_t detail;
    } own[1 + STARTS]; /* the word and its starts */
} word;

struct scrl__words {
    word slots[WORD_SLOTS]; /* by hash, one each; a word takes the place of another */
};

/* A word that was read before, with the classes of the runs that end with it. */
typedef struct place {
    uint64_t key;
    uint32_t start, end;
    size_t count;
    struct mention {
        uint16_t class;
        uint32_t start;
    } classes[CLASSES_OF_WORD];
} place;

/* Where a text is being read: its last words that say something, and the word before of any kind. */
typedef struct reader {
    scrl__features *out;
    const scrl__classes *classes;
    place places[REACH + 1]; /* in turn */
    size_t next, count;      /* the place of the next word, and how many before it hold one */
    uint64_t before;
    uint32_t before_start;
    bool has_before;
} reader;

/* The n-th of the last words, the nearest last. */
static const place *recent(const reader *r, size_t n)
{
    return &r->places[(r->next + REACH + 1 - r->count + n) % (REACH + 1)];
}

static int add_feature(scrl__features *out, scrl__feature feature)
{
    if (out->count == out->cap && scrl__grow((void **)&out->items, &out->cap, out->count, sizeof(*out->items)) != 0)
        return SCRL_ENOMEM;
    out->items[out->count++] = feature;
    return 0;
}

/* Numbers the features from 'first' on that have none yet, and leaves out those that are not known. */
static void number_features(scrl__features *out, size_t first)
{
    size_t count = out->count;
    if (out->known == NULL)
        return;
    out->count = first;
    for (size_t i = first; i < count; i++) {
        if (i + AHEAD < count)
            scrl__keys_expect(out->known, out->items[i + AHEAD].key);
        scrl__feature f = out->items[i];
        if (f.number == SCRL__NO_NUMBER)
            f.number = scrl__keys_find(out->known, f.key);
        out->items[out->count] = f;
        out->count += f.number != SCRL__NO_NUMBER;
    }
}

static void set_own(const scrl__features *out, word *w, uint64_t key, scrl__feature_kind kind, uint16_t detail)
{
    uint32_t number = out->known == NULL ? 0 : scrl__keys_find(out->known, key);
    if (number != SCRL__NO_NUMBER)
        w->own[w->own_count++] = (struct own){key, number, kind, detail};
}

static bool has_class(const place *at, uint16_t class)
{
    bool has = false;
    for (size_t i = 0; i < at->count && !has; i++)
        has = at->classes[i].class == class;
    return has;
}

static void look_up(const scrl__classes *classes, uint64_t run, uint32_t start, place *at)
{
    size_t slot = (size_t)run & (classes->table_size - 1);
    for (; classes->table[slot].key != 0; slot = (slot + 1) & (classes->table_size - 1)) {
        const member *m = &classes->table[slot];
        if (m->key == run && at->count < CLASSES_OF_WORD && !has_class(at, m->class))
            at->classes[at->count++] = (struct mention){m->class, start};
    }
}

static void find_own_classes(const scrl__classes *classes, word *w)
{
    if (classes == NULL || classes->table_size == 0)
        return;
    place at = {.key = w->stem}, end = {.key = w->stem};
    look_up(classes, join_run(0, w->stem), 0, &at);
    look_up(classes, run_end(w->stem), 0, &end);
    w->ends_run = end.count > 0;
    w->class_count = (uint16_t)at.count;
    for (size_t i = 0; i < at.count; i++)
        w->classes[i] = at.classes[i].class;
}

static void set_word(const reader *r, const stem *s, word *w)
{
    static const uint16_t starts[STARTS] = {SHORT_START, LONG_START};
    w->stem = s->key;
    w->is_little = is_little(s);
    w->ends_run = false;
    w->own_count = w->class_count = 0;
    if (w->is_little)
        return;
    set_own(r->out, w, mix(s->key, SCRL__FEATURE_WORD), SCRL__FEATURE_WORD, 0);
    for (size_t i = 0; i < STARTS; i++) {
        if (s->len > starts[i])
            set_own(r->out, w, mix(hash_bytes(s->text, starts[i]), SCRL__FEATURE_START), SCRL__FEATURE_START,
                    starts[i]);
    }
    find_own_classes(r->classes, w);
}

/* Adds the classes of the runs of several words that end at the place, the shortest first. */
static void find_runs(const reader *r, place *at)
{
    for (size_t n = 1; n <= r->count; n++) {
        uint64_t run = 0;
        for (size_t i = r->count - n; i < r->count; i++)
            run = join_run(run, recent(r, i)->key);
        look_up(r->classes, join_run(run, at->key), recent(r, r->count - n)->start, at);
    }
}

/* Joins a class of the place with those of a place before it. */
static int add_joined(const reader *r, const place *before, uint16_t class, uint32_t end)
{
    int status = 0;
    uint64_t key = r->classes->items[class].key;
    for (size_t j = 0; j < before->count && status == 0; j++) {
        uint16_t other = before->classes[j].class;
        uint64_t both = mix(r->classes->items[other].key, key);
        if (other != class)
            status = add_feature(r->out, (scrl__feature){both, SCRL__NO_NUMBER, before->classes[j].start, end,
                                                         SCRL__FEATURE_CLASSES, other, class});
    }
    return status;
}

static int add_classes(const reader *r, const place *at)
{
    int status = 0;
    for (size_t i = 0; i < at->count && status == 0; i++) {
        uint16_t class = at->classes[i].class;
        uint64_t key = r->classes->items[class].key;
        status = add_feature(r->out, (scrl__feature){key, SCRL__NO_NUMBER, at->classes[i].start, at->end,
                                                     SCRL__FEATURE_CLASS, class, 0});
        for (size_t p = 0; p < r->count && status == 0; p++)
            status = add_joined(r, recent(r, p), class, at->end);
    }
    return status;
}

static int add_pair(reader *r, const word *w, uint32_t start, uint32_t end)
{
    int status = 0;
    if (r->has_before) {
        uint64_t key = mix(r->before, w->stem);
        status =
            add_feature(r->out, (scrl__feature){key, SCRL__NO_NUMBER, r->before_start, end, SCRL__FEATURE_PAIR, 0, 0});
    }
    r->before = w->stem;
    r->before_start = start;
    r->has_before = true;
    return status;
}

static int add_word(reader *r, const word *w, uint32_t start, uint32_t end)
{
    int status = add_pair(r, w, start, end);
    if (w->is_little || status != 0)
        return status;
    for (size_t i = 0; i < w->own_count && status == 0; i++) {
        const struct own *own = &w->own[i];
        status = add_feature(r->out, (scrl__feature){own->key, own->number, start, end, own->kind, own->detail, 0});
    }
    place *at = &r->places[r->next];
    at->key = w->stem;
    at->start = start;
    at->end = end;
    at->count = w->class_count;
    for (size_t i = 0; i < w->class_count; i++)
        at->classes[i] = (struct mention){w->classes[i], start};
    if (w->ends_run)
        find_runs(r, at);
    if (status == 0)
        status = add_classes(r, at);
    r->next = (r->next + 1) % (REACH + 1);
    r->count += r->count < REACH;
    return status;
}

/* Reads a word of ASCII letters alone, in lower case, and its hash; returns its length, or 0 when the word is of another sort or too long
 * to be kept. */
static size_t read_plain(const char *text, uint32_t at, uint32_t end, char out[WORD_MAX], uint64_t *hash)
{
    uint32_t i = at;
    uint64_t h = 14695981039346656037u;
    for (; i < end && i - at < WORD_MAX; i++) {
        unsigned char c = (unsigned char)text[i] | 0x20u;
        if (c < 'a' || c > 'z')
            break;
        out[i - at] = (char)c;
        h = (h ^ c) * 1099511628211u;
    }
    *hash = h;
    if (i - at == WORD_MAX || (i < end && (text[i] == '\'' || is_word_at(text, i))))
        return 0;
    return i - at;
}

/* Reads the word that begins at '*at' and adds its features. */
static int take_word(reader *r, const char *text, uint32_t *at, uint32_t end)
{
    char plain[WORD_MAX];
    uint64_t hash;
    uint32_t start = *at;
    size_t len = read_plain(text, start, end, plain, &hash);
    word other, *w = len == 0 ? &other : &r->out->words->slots[(hash ^ (hash >> 32)) % WORD_SLOTS];
    if (len > 0 && w->len == len && memcmp(w->text, plain, len) == 0) {
        *at = start + (uint32_t)len;
        return add_word(r, w, start, *at);
    }
    stem s;
    read_word(text, at, end, &s);
    set_word(r, &s, w);
    w->len = len;
    memcpy(w->text, plain, len);
    return add_word(r, w, start, *at);
}

int scrl__features_add(scrl__features *out, const scrl__classes *classes, const char *text, uint32_t start,
                       uint32_t end)
{
    reader r = {.out = out, .classes = classes, .next = 0};
    size_t from = out->count;
    int status = 0;
    if (out->words == NULL && (out->words = calloc(1, sizeof(*out->words))) == NULL)
        return SCRL_ENOMEM;
    for (uint32_t i = start; i < end && status == 0;) {
        bool apostrophe;
        size_t mark = mark_len(text + i, end - i, &apostrophe);
        unsigned char c = (unsigned char)text[i];
        if (mark == 0 && is_word_at(text, i)) {
            status = take_word(&r, text, &i, end);
            continue;
        }
        if (c == '.' || c == ';' || c == ':' || c == '!' || c == '?' || c == '\t') {
            r.count = 0;
            r.has_before = false;
        }
        i += mark > 0 ? (uint32_t)mark : 1;
    }
    number_features(out, from);
    return status;
}

void scrl__features_free(scrl__features *features)
{
    free(features->items);
    free(features->words);
    *features = (scrl__features){.items = NULL};
}

/* Where the last word of [start, end) begins. */
static uint32_t last_word(const char *text, uint32_t start, uint32_t end)
{
    uint32_t last = start;
    for (uint32_t i = start; i < end;) {
        bool apostrophe;
        size_t mark = mark_len(text + i, end - i, &apostrophe);
        stem s;
        if (mark == 0 && is_word_at(text, i)) {
            last = i;
            read_word(text, &i, end, &s);
        } else
            i += mark > 0 ? (uint32_t)mark : 1;
    }
    return last;
}

static void add_class_name(const scrl__classes *classes, size_t number, scrl__str *out)
{
    scrl__str_addf(out, "{%s}", classes->items[number].name);
}

void scrl__feature_name(const scrl__classes *classes, const char *text, const scrl__feature *feature, scrl__str *out)
{
    if (feature->kind == SCRL__FEATURE_CLASS || feature->kind == SCRL__FEATURE_CLASSES) {
        add_class_name(classes, feature->detail, out);
        if (feature->kind == SCRL__FEATURE_CLASS)
            return;
        scrl__str_addc(out, ' ');
        add_class_name(classes, feature->second, out);
        return;
    }
    stem s;
    uint32_t at = feature->start;
    read_word(text, &at, feature->end, &s);
    scrl__str_add(out, s.text, feature->kind == SCRL__FEATURE_START ? feature->detail : s.len);
    if (feature->kind == SCRL__FEATURE_START)
        scrl__str_addc(out, '*');
    if (feature->kind != SCRL__FEATURE_PAIR)
        return;
    at = last_word(text, feature->start, feature->end);
    read_word(text, &at, feature->end, &s);
    scrl__str_addc(out, ' ');
    scrl__str_add(out, s.text, s.len);
}

/* "{a}" or "{a} {b}" */
static uint64_t key_of_classes(const char *name, size_t len, scrl__feature_kind *kind)
{
    const char *end = memchr(name, '}', len);
    size_t first = end == NULL ? len - 1 : (size_t)(end - name) - 1;
    uint64_t key = class_key(name + 1, first);
    *kind = SCRL__FEATURE_CLASS;
    if (first + 5 >= len)
        return key;
    *kind = SCRL__FEATURE_CLASSES;
    return mix(key, class_key(name + first + 4, len - first - 5));
}

uint64_t scrl__feature_key(const char *name, size_t len, scrl__feature_kind *kind)
{
    if (name[0] == '{')
        return key_of_classes(name, len, kind);
    const char *blank = memchr(name, ' ', len);
    *kind = SCRL__FEATURE_WORD;
    if (blank != NULL) {
        *kind = SCRL__FEATURE_PAIR;
        return mix(hash_bytes(name, (size_t)(blank - name)), hash_bytes(blank + 1, len - (size_t)(blank - name) - 1));
    }
    if (len > 1 && name[len - 1] == '*') {
        *kind = SCRL__FEATURE_START;
        return mix(hash_bytes(name, len - 1), SCRL__FEATURE_START);
    }
    return mix(hash_bytes(name, len), SCRL__FEATURE_WORD);
}

double scrl__feature_value(scrl__feature_kind kind, double idf, double squares)
{
    return squares > 0 ? sqrt(shares[kind] / squares) * idf : 0;
}
