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

/* Classes are joined with those of so many words before; a word has at most so many, a run so many words. */
#define REACH 3u
#define CLASSES_OF_WORD 12u
#define RUN_MAX 4u
#define CLASSES_MAX 1024u

/* Words that are kept, and letters of the longest, with a zero behind them. */
#define WORD_SETS 2048u
#define WORD_WAYS 2u
#define WORD_MAX 16u
#define WORD_BYTES 64u
#define OWN 3u /* a word and two starts of it */

/* What one word can add: a pair, itself, its starts, its classes, and each joined with each of those before. */
#define FEATURES_OF_WORD (1 + OWN + CLASSES_OF_WORD * (1 + REACH * CLASSES_OF_WORD))

/* Pairs whose numbers are looked for together. */
#define PAIRS_MAX 32u

/* The share of each kind in a text's squared length. */
static const double shares[SCRL__FEATURE_KINDS] = {0.25, 0.15, 0.25, 0.20, 0.15};

/* Words. */

typedef struct stem {
    char text[STEM_MAX];
    size_t len;
    uint64_t key;
    uint32_t start, end;
} stem;

/* An ending and what stands for it. */
typedef struct ending {
    const char *cut;
    uint8_t cut_len;
    const char *put;
    uint8_t put_len;
} ending;

#define ENDING(cut, put)                                                                                               \
    {                                                                                                                  \
        cut, sizeof(cut) - 1, put, sizeof(put) - 1                                                                     \
    }
static const ending endings[] = {
    ENDING("'s", ""),    ENDING("ies", "y"), ENDING("sses", "ss"),    ENDING("ied", "y"), ENDING("ational", "ate"),
    ENDING("ingly", ""), ENDING("edly", ""), ENDING("ments", "ment"), ENDING("ings", ""), ENDING("ing", ""),
    ENDING("ed", ""),    ENDING("es", "e"),  ENDING("s", ""),         ENDING("ly", "")};

/* Words that stand everywhere say nothing, and would cost half the time. */
#define LITTLE_MAX 4u
static const char little[][LITTLE_MAX] = {"a",  "an", "and", "as",   "at",  "by",   "for", "from", "in",
                                          "it", "of", "on",  "that", "the", "this", "to",  "with"};

static bool ends_with(const stem *s, const char *bytes, size_t len)
{
    if (s->len < len)
        return false;
    const char *end = s->text + s->len - len;
    while (len > 0 && end[len - 1] == bytes[len - 1])
        len--;
    return len == 0;
}

static void cut_ending(stem *s)
{
    if (ends_with(s, "ss", 2) || ends_with(s, "us", 2) || ends_with(s, "is", 2))
        return;
    for (size_t i = 0; i < sizeof(endings) / sizeof(endings[0]); i++) {
        const ending *e = &endings[i];
        if (s->len + e->put_len >= e->cut_len + 3u && ends_with(s, e->cut, e->cut_len)) {
            memcpy(s->text + s->len - e->cut_len, e->put, e->put_len);
            s->len += e->put_len;
            s->len -= e->cut_len;
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
    char text[LITTLE_MAX] = {0};
    bool is = false;
    if (s->len > LITTLE_MAX)
        return false;
    memcpy(text, s->text, s->len);
    for (size_t i = 0; i < sizeof(little) / sizeof(little[0]); i++)
        is = is || memcmp(little[i], text, LITTLE_MAX) == 0;
    return is;
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

static void place_member(scrl__classes *classes, member m)
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
            place_member(classes, old[i]);
    }
    free(old);
    return 0;
}

static int put_member(scrl__classes *classes, member m)
{
    if (make_room(classes) != 0)
        return SCRL_ENOMEM;
    place_member(classes, m);
    return 0;
}

static uint64_t join_run(uint64_t run, uint64_t word)
{
    return mix(run, word) | 1;
}

/* What stands in the table beside the classes of a word by itself: a run of several words ends with it, or has it before its last. */
#define ENDS_RUN UINT16_MAX
#define LEADS_RUN (UINT16_MAX - 1u)

static int add_run(scrl__classes *classes, const char *words, uint32_t len)
{
    uint64_t stems[RUN_MAX], key = 0;
    size_t count = 0;
    for (uint32_t i = 0; i < len;) {
        if (!is_word_at(words, i)) {
            i++;
            continue;
        }
        stem s;
        read_word(words, &i, len, &s);
        if (is_little(&s))
            continue;
        if (count == RUN_MAX)
            return SCRL_ELIMIT;
        key = join_run(key, s.key);
        stems[count++] = s.key;
    }
    if (count == 0)
        return 0;
    int status = put_member(classes, (member){key, (uint16_t)(classes->count - 1)});
    if (status == 0 && count > 1)
        status = put_member(classes, (member){join_run(0, stems[count - 1]), ENDS_RUN});
    for (size_t i = 0; i + 1 < count && status == 0; i++)
        status = put_member(classes, (member){join_run(0, stems[i]), LEADS_RUN});
    return status;
}

static uint64_t class_key(const char *name, size_t len)
{
    return mix(hash_bytes(name, len), SCRL__FEATURE_CLASS);
}

int scrl__classes_add(scrl__classes *classes, const char *name, const char *words)
{
    if (classes->count == CLASSES_MAX)
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

int scrl__known_new(scrl__keys *keys, const scrl__classes *classes, scrl__arena *arena, scrl__known_features *out)
{
    size_t count = classes->count;
    uint32_t *numbers = scrl__arena_alloc(arena, (count + 1) * count * sizeof(*numbers));
    if (numbers == NULL)
        return SCRL_ENOMEM;
    for (size_t i = 0; i < count; i++) {
        numbers[i] = scrl__keys_find(keys, classes->items[i].key);
        for (size_t j = 0; j < count; j++)
            numbers[(i + 1) * count + j] = scrl__keys_find(keys, mix(classes->items[i].key, classes->items[j].key));
    }
    *out = (scrl__known_features){keys, numbers};
    return 0;
}

/* Features. */

/* Letters of the starts of a word, behind the word itself. */
static const uint8_t own_starts[OWN] = {0, 4, 6};

/* What a word is by itself. Texts have the same few thousand words again and again, so that these are kept: as much as processors fetch
 * at once. */
typedef struct word {
    char text[WORD_MAX]; /* lower case, filled up with zeros; empty when the word is not kept */
    uint64_t stem;
    uint32_t own[OWN]; /* numbers of the word and its starts */
    uint16_t classes[CLASSES_OF_WORD];
    uint8_t class_count;
    bool is_little, leads_run, ends_run; /* runs of several words that are in a class */
} word;

_Static_assert(sizeof(word) == WORD_BYTES, "a word fills a line of the processor's memory");

struct scrl__words {
    word sets[WORD_SETS][WORD_WAYS]; /* by hash; in each the word that came last is the first */
};

/* A word that was read before, with the classes of the runs that end with it. */
typedef struct place {
    uint64_t key;
    uint32_t start, end;
    bool leads_run;
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
    bool has_before, failed;
    struct pair {
        uint64_t key;
        size_t at;      /* its place among the features */
    } pairs[PAIRS_MAX]; /* without numbers yet */
    size_t pair_count;
} reader;

/* The n-th of the last words, the nearest last. */
static const place *recent(const reader *r, size_t n)
{
    return &r->places[(r->next + REACH + 1 - r->count + n) % (REACH + 1)];
}

static int make_room_for_word(scrl__features *out)
{
    size_t wanted = out->count + FEATURES_OF_WORD;
    if (wanted <= out->cap)
        return 0;
    scrl__feature *items = realloc(out->items, 2 * wanted * sizeof(*items));
    if (items == NULL)
        return SCRL_ENOMEM;
    out->items = items;
    out->cap = 2 * wanted;
    return 0;
}

/* Adds a feature, and forgets it again when it has no number: without a branch, which could not be predicted. */
static void add_feature(scrl__features *out, scrl__feature feature)
{
    out->items[out->count] = feature;
    out->count += feature.number != SCRL__NO_NUMBER;
}

static uint32_t number_of(reader *r, uint64_t key)
{
    scrl__features *out = r->out;
    if (out->known != NULL)
        return scrl__keys_find(out->known->keys, key);
    r->failed = r->failed || scrl__keys_add(out->met, key) < 0;
    return scrl__keys_find(out->met, key);
}

static uint32_t number_of_class(reader *r, uint16_t class)
{
    const scrl__known_features *known = r->out->known;
    return known != NULL ? known->classes[class] : number_of(r, r->classes->items[class].key);
}

static uint32_t number_of_classes(reader *r, uint16_t first, uint16_t second)
{
    const scrl__known_features *known = r->out->known;
    const struct class_of *items = r->classes->items;
    return known != NULL ? known->classes[(first + 1u) * r->classes->count + second]
                         : number_of(r, mix(items[first].key, items[second].key));
}

/* Numbers the pairs that have no number yet, and leaves out those that are not known. */
static void settle_pairs(reader *r)
{
    scrl__features *out = r->out;
    size_t to = r->pair_count > 0 ? r->pairs[0].at : out->count;
    for (size_t i = 0; i < r->pair_count; i++) {
        size_t from = r->pairs[i].at, end = i + 1 < r->pair_count ? r->pairs[i + 1].at : out->count;
        uint32_t number = number_of(r, r->pairs[i].key);
        out->items[from].number = number;
        from += number == SCRL__NO_NUMBER;
        memmove(out->items + to, out->items + from, (end - from) * sizeof(*out->items));
        to += end - from;
    }
    out->count = to;
    r->pair_count = 0;
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
    uint64_t run = join_run(0, w->stem);
    size_t slot = (size_t)run & (classes->table_size - 1);
    for (; classes->table[slot].key != 0; slot = (slot + 1) & (classes->table_size - 1)) {
        const member *m = &classes->table[slot];
        if (m->key != run)
            continue;
        w->ends_run = w->ends_run || m->class == ENDS_RUN;
        w->leads_run = w->leads_run || m->class == LEADS_RUN;
        if (m->class < LEADS_RUN && w->class_count < CLASSES_OF_WORD)
            w->classes[w->class_count++] = m->class;
    }
}

/* The keys of a word and of its starts; 0 for those that it is too short for. */
static void make_own_keys(const stem *s, uint64_t keys[OWN])
{
    keys[0] = mix(s->key, SCRL__FEATURE_WORD);
    for (size_t i = 1; i < OWN; i++)
        keys[i] = s->len > own_starts[i] ? mix(hash_bytes(s->text, own_starts[i]), SCRL__FEATURE_START) : 0;
}

/* Looks up what a word is by itself. All places are asked for before the first is looked at, since each has to come from memory. */
static void set_word(reader *r, const stem *s, word *w)
{
    const scrl__classes *classes = r->classes != NULL && r->classes->table_size > 0 ? r->classes : NULL;
    uint64_t keys[OWN];
    w->stem = s->key;
    w->is_little = is_little(s);
    w->leads_run = w->ends_run = false;
    w->class_count = 0;
    if (w->is_little)
        return;
    make_own_keys(s, keys);
    if (classes != NULL)
        __builtin_prefetch(&classes->table[join_run(0, s->key) & (classes->table_size - 1)]);
    for (size_t i = 0; i < OWN && r->out->known != NULL; i++)
        __builtin_prefetch(scrl__keys_home(r->out->known->keys, keys[i]));
    for (size_t i = 0; i < OWN; i++)
        w->own[i] = keys[i] != 0 ? number_of(r, keys[i]) : SCRL__NO_NUMBER;
    if (classes != NULL)
        find_own_classes(classes, w);
}

/* Adds the classes of the runs of several words that end at the place, the shortest first. */
static void find_runs(const reader *r, place *at)
{
    for (size_t n = 1; n <= r->count && recent(r, r->count - n)->leads_run; n++) {
        uint64_t run = 0;
        for (size_t i = r->count - n; i < r->count; i++)
            run = join_run(run, recent(r, i)->key);
        look_up(r->classes, join_run(run, at->key), recent(r, r->count - n)->start, at);
    }
}

/* Joins a class of the place with those of a place before it. */
static void add_joined(reader *r, const place *before, uint16_t class, uint32_t end)
{
    for (size_t j = 0; j < before->count; j++) {
        uint16_t other = before->classes[j].class;
        if (other != class)
            add_feature(r->out, (scrl__feature){.number = number_of_classes(r, other, class),
                                                .start = before->classes[j].start,
                                                .end = end,
                                                .kind = SCRL__FEATURE_CLASSES,
                                                .classes = {other, class}});
    }
}

static void add_classes(reader *r, const place *at)
{
    for (size_t i = 0; i < at->count; i++) {
        uint16_t class = at->classes[i].class;
        add_feature(r->out, (scrl__feature){.number = number_of_class(r, class),
                                            .start = at->classes[i].start,
                                            .end = at->end,
                                            .kind = SCRL__FEATURE_CLASS,
                                            .classes = {class}});
        for (size_t p = 0; p < r->count; p++)
            add_joined(r, recent(r, p), class, at->end);
    }
}

/* Adds the pair of the word before and this one. Its number is looked for later, when what that takes has come from memory. */
static void add_pair(reader *r, const word *w, uint32_t start, uint32_t end)
{
    scrl__features *out = r->out;
    if (r->has_before) {
        uint64_t key = mix(r->before, w->stem);
        if (out->known != NULL)
            __builtin_prefetch(scrl__keys_home(out->known->keys, key));
        if (r->pair_count == PAIRS_MAX)
            settle_pairs(r);
        r->pairs[r->pair_count++] = (struct pair){key, out->count};
        add_feature(out, (scrl__feature){.start = r->before_start, .end = end, .kind = SCRL__FEATURE_PAIR});
    }
    r->before = w->stem;
    r->before_start = start;
    r->has_before = true;
}

static int add_word(reader *r, const word *w, uint32_t start, uint32_t end)
{
    if (make_room_for_word(r->out) != 0)
        return SCRL_ENOMEM;
    add_pair(r, w, start, end);
    if (w->is_little)
        return 0;
    for (size_t i = 0; i < OWN; i++)
        add_feature(r->out, (scrl__feature){.number = w->own[i],
                                            .start = start,
                                            .end = end,
                                            .kind = i == 0 ? SCRL__FEATURE_WORD : SCRL__FEATURE_START,
                                            .letters = own_starts[i]});
    place *at = &r->places[r->next];
    at->key = w->stem;
    at->start = start;
    at->end = end;
    at->leads_run = w->leads_run;
    at->count = w->class_count;
    for (size_t i = 0; i < w->class_count; i++)
        at->classes[i] = (struct mention){w->classes[i], start};
    if (w->ends_run)
        find_runs(r, at);
    add_classes(r, at);
    r->next = (r->next + 1) % (REACH + 1);
    r->count += r->count < REACH;
    return 0;
}

/* Reads a word of ASCII letters alone, in lower case, or a number; returns its length in the text, or 0 when the word is of another sort or
 * too long to be kept. */
static uint32_t read_plain(const char *text, uint32_t at, uint32_t end, char out[WORD_MAX])
{
    bool number = is_digit((unsigned char)text[at]);
    uint32_t i = at, letters = 0;
    memset(out, 0, WORD_MAX);
    for (; i < end && letters < WORD_MAX; i++) {
        unsigned char c = (unsigned char)text[i] | 0x20u;
        if ((c < 'a' || c > 'z') && !(number && is_digit((unsigned char)text[i])))
            break;
        out[letters] = (char)c;
        letters += !number;
    }
    if (number)
        out[0] = '#';
    if (letters == WORD_MAX || (i < end && (text[i] == '\'' || is_word_at(text, i))))
        return 0;
    return i - at;
}

/* The place where a word is kept, or is to be: then '*known' is false. */
static word *keep_word(const scrl__features *out, const char plain[WORD_MAX], bool *known)
{
    uint64_t first, second;
    memcpy(&first, plain, sizeof(first));
    memcpy(&second, plain + sizeof(first), sizeof(second));
    word *set = out->words->sets[mix(first, second) % WORD_SETS];
    *known = true;
    for (size_t i = 0; i < WORD_WAYS; i++)
        if (memcmp(set[i].text, plain, WORD_MAX) == 0)
            return &set[i];
    *known = false;
    memmove(set + 1, set, (WORD_WAYS - 1) * sizeof(*set));
    memcpy(set->text, plain, WORD_MAX);
    return set;
}

/* Reads the word that begins at '*at'; 'other' has room for one that is not kept. */
static const word *find_word(reader *r, const char *text, uint32_t *at, uint32_t end, word *other)
{
    char plain[WORD_MAX];
    bool known = false;
    uint32_t len = read_plain(text, *at, end, plain);
    word *w = len == 0 ? other : keep_word(r->out, plain, &known);
    if (known) {
        *at += len;
        return w;
    }
    stem s;
    read_word(text, at, end, &s);
    set_word(r, &s, w);
    return w;
}

static int make_words(scrl__features *out)
{
    out->words = aligned_alloc(WORD_BYTES, sizeof(*out->words));
    if (out->words == NULL)
        return SCRL_ENOMEM;
    memset(out->words, 0, sizeof(*out->words));
    return 0;
}

int scrl__features_add(scrl__features *out, const scrl__classes *classes, const char *text, uint32_t start,
                       uint32_t end)
{
    reader r = {.out = out, .classes = classes, .next = 0};
    int status = 0;
    if (out->words == NULL && make_words(out) != 0)
        return SCRL_ENOMEM;
    for (uint32_t i = start; i < end && status == 0;) {
        bool apostrophe;
        size_t mark = mark_len(text + i, end - i, &apostrophe);
        unsigned char c = (unsigned char)text[i];
        if (mark == 0 && is_word_at(text, i)) {
            word other;
            uint32_t first = i;
            const word *w = find_word(&r, text, &i, end, &other);
            status = add_word(&r, w, first, i);
            continue;
        }
        if (c == '.' || c == ';' || c == ':' || c == '!' || c == '?' || c == '\t') {
            r.count = 0;
            r.has_before = false;
        }
        i += mark > 0 ? (uint32_t)mark : 1;
    }
    settle_pairs(&r);
    return r.failed ? SCRL_ENOMEM : status;
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
        add_class_name(classes, feature->classes[0], out);
        if (feature->kind == SCRL__FEATURE_CLASS)
            return;
        scrl__str_addc(out, ' ');
        add_class_name(classes, feature->classes[1], out);
        return;
    }
    stem s;
    uint32_t at = feature->start;
    read_word(text, &at, feature->end, &s);
    scrl__str_add(out, s.text, feature->kind == SCRL__FEATURE_START ? feature->letters : s.len);
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
