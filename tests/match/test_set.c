/*
 * test_set.c - a set finds exactly what each pattern finds by itself: on text made to be awkward and on real reports, for phrases made at random.
 */
#include "suite.h"

#include <dirent.h>
#include <string.h>

#include <scrl/context.h>

#include "base/str.h"
#include "match/phrase.h"
#include "match/set.h"

#define RULES 400u

/* The words that phrases and texts are made of: forms of verbs, two-letter words, accents, folding letters. */
static const char *const vocabulary[] = {"child",
                                         "children",
                                         "visit",
                                         "visits",
                                         "visited",
                                         "missed",
                                         "appointment",
                                         "appointments",
                                         "GP",
                                         "gp",
                                         "the",
                                         "to",
                                         "of",
                                         "not",
                                         "share",
                                         "shared",
                                         "sharing",
                                         "information",
                                         "carry",
                                         "carried",
                                         "school",
                                         "police",
                                         "neglect",
                                         "neglected",
                                         "seek",
                                         "sought",
                                         "multi-agency",
                                         "risk",
                                         "risks",
                                         "assess",
                                         "assessed",
                                         "mother's",
                                         "is",
                                         "was",
                                         "be",
                                         "IT",
                                         "in",
                                         "a",
                                         "twenty",
                                         "3",
                                         "24",
                                         "café",
                                         "naïve",
                                         "élan",
                                         "kin",
                                         "skin",
                                         "kick",
                                         "professionals",
                                         "professional",
                                         "professionally",
                                         "safeguarding",
                                         "safe",
                                         "parents'",
                                         "don't",
                                         "didn’t",
                                         "one",
                                         "record",
                                         "records",
                                         "recorded",
                                         "run",
                                         "ran",
                                         "running",
                                         "x",
                                         "A&E",
                                         "s47",
                                         "under_score",
                                         "œuvre"};

static const char *const joints[] = {" ",  " ",  " ",  " ",  " ",  ", ", "-", " – ", "—",        " “", "” ", " ‘",
                                     "’ ", " (", ") ", ": ", "; ", "/",  ".", "",    "\xc2\xa0", " é", "_"};

static const char *const odd_words[] = {"ſafe", "aſſeſſed", "ſhared", "\xe2\x84\xaain", "ris\xe2\x84\xaa",
                                        "ſ",    "miſſed",   "viſits"};

static const char *const endings[] = {"", "", "", "+", "+", "*"};

/* A generator with a fixed seed, the same on every machine. */
static uint64_t state;

static unsigned pick(unsigned below)
{
    state = state * 6364136223846793005u + 1442695040888963407u;
    return (unsigned)(state >> 33) % below;
}

#define PICK(list) list[pick(sizeof(list) / sizeof(list[0]))]

static const char *list_text(void *user, const char *name, size_t name_len)
{
    (void)user;
    if (name_len == 6 && memcmp(name, "agency", 6) == 0)
        return "police|school+|GP+|A&E|the {who}";
    if (name_len == 3 && memcmp(name, "who", 3) == 0)
        return "mother+|professional+|child+";
    return NULL;
}

static void add_phrase(scrl__str *out, unsigned depth)
{
    unsigned items = 1 + pick(3);
    for (unsigned i = 0; i < items; i++) {
        unsigned what = pick(16);
        scrl__str_addc(out, ' ');
        if (i > 0 && i + 1 < items && what < 4) {
            scrl__str_adds(out, what < 2 ? ".. " : "..6 ");
            what = 15;
        }
        if (what < 3 && depth > 0) {
            scrl__str_addc(out, '(');
            add_phrase(out, depth - 1);
            scrl__str_addc(out, '|');
            add_phrase(out, depth - 1);
            scrl__str_addc(out, ')');
        } else if (what == 3) {
            scrl__str_adds(out, "{agency}");
        } else if (what == 4) {
            scrl__str_addc(out, '#');
        } else {
            scrl__str_adds(out, PICK(vocabulary));
            scrl__str_adds(out, PICK(endings));
        }
        if (i + 1 < items && what > 12 && items > 1 && i == 0)
            scrl__str_addc(out, '?');
    }
}

static void add_word(scrl__str *out)
{
    const char *word = PICK(vocabulary);
    if (pick(40) == 0)
        word = PICK(odd_words);
    bool upper = pick(6) == 0;
    for (const char *c = word; *c != '\0'; c++)
        scrl__str_addc(out, upper && *c >= 'a' && *c <= 'z' ? (char)(*c - 32) : *c);
}

static scrl__unit add_sentence(scrl__str *out)
{
    scrl__unit unit = {(uint32_t)out->len, 0};
    unsigned words = pick(30);
    for (unsigned i = 0; i < words; i++) {
        if (i > 0 || pick(4) == 0)
            scrl__str_adds(out, PICK(joints));
        add_word(out);
    }
    unit.end = (uint32_t)out->len;
    if (pick(3) > 0)
        scrl__str_addc(out, ' ');
    return unit;
}

/* Hits as a list of numbers, to be compared. */
struct hits {
    uint32_t *numbers;
    size_t count, cap;
};

static void add_hit(struct hits *hits, uint32_t id, uint32_t unit, const scrl__group *groups)
{
    ck_assert_int_eq(scrl__grow((void **)&hits->numbers, &hits->cap, hits->count + 3, sizeof(uint32_t)), 0);
    hits->numbers[hits->count++] = id;
    hits->numbers[hits->count++] = unit;
    hits->numbers[hits->count++] = (uint32_t)groups[0].start;
    hits->numbers[hits->count++] = (uint32_t)groups[0].end;
}

static int take_hit(void *user, const scrl__match *match)
{
    add_hit(user, match->id, match->unit, match->groups);
    return 0;
}

/* Rules both in a set and one by one. */
struct rules {
    scrl__set *set;
    scrl__regex *regexes[RULES];
    uint32_t count;
    unsigned unanchored;
};

static void add_pattern(struct rules *rules, const char *pattern)
{
    char message[128] = "";
    size_t position = 0;
    bool unanchored = false;
    int code = scrl__set_add(rules->set, pattern, 0, rules->count, &unanchored, message, sizeof(message), &position);
    ck_assert_msg(code == 0, "%s at %zu: %s", message, position, pattern);
    ck_assert_int_eq(scrl__regex_new(pattern, 0, &rules->regexes[rules->count], NULL, 0, NULL), 0);
    rules->count++;
    rules->unanchored += unanchored;
}

static void make_phrases(struct rules *rules, uint64_t seed)
{
    memset(rules, 0, sizeof(*rules));
    ck_assert_int_eq(scrl__set_new(&rules->set), 0);
    state = seed;
    while (rules->count < RULES) {
        scrl__str phrase = SCRL__STR_INIT;
        scrl__str pattern = SCRL__STR_INIT;
        char message[128] = "";
        size_t position = 0;
        if (pick(20) == 0)
            scrl__str_adds(&phrase, "^ ");
        add_phrase(&phrase, 2);
        if (pick(20) == 0)
            scrl__str_adds(&phrase, " $");
        int code = scrl__phrase_pattern(phrase.data, list_text, NULL, &pattern, message, sizeof(message), &position);
        ck_assert_msg(code == 0, "%s at %zu: %s", message, position, phrase.data);
        add_pattern(rules, pattern.data);
        scrl__str_free(&phrase);
        scrl__str_free(&pattern);
    }
    ck_assert_int_eq(scrl__set_compile(rules->set), 0);
}

static void free_rules(struct rules *rules)
{
    for (uint32_t r = 0; r < rules->count; r++)
        scrl__regex_free(rules->regexes[r]);
    scrl__set_free(rules->set);
}

/* What the header of set.h promises, in its plainest form. */
static void run_plainly(const struct rules *rules, scrl__scratch *scratch, const char *text, const scrl__unit *units,
                        size_t unit_count, bool first_only, struct hits *hits)
{
    for (uint32_t u = 0; u < unit_count; u++) {
        const char *subject = text + units[u].start;
        size_t len = units[u].end - units[u].start;
        for (uint32_t r = 0; r < rules->count; r++) {
            scrl__group groups[SCRL__GROUPS_MAX];
            size_t from = 0;
            while (from <= len && scrl__regex_match(rules->regexes[r], scratch, subject, len, from, groups) == 1) {
                from = groups[0].end;
                if (groups[0].end == groups[0].start)
                    for (from++; from < len && ((unsigned char)subject[from] & 0xc0) == 0x80;)
                        from++;
                groups[0].start += units[u].start;
                groups[0].end += units[u].start;
                add_hit(hits, r, u, groups);
                if (first_only)
                    break;
            }
        }
    }
}

/* Runs both ways and compares; returns the number of hits. */
static size_t compare(const struct rules *rules, const char *text, size_t len, const scrl__unit *units,
                      size_t unit_count, bool first_only)
{
    scrl__scratch *scratch = scrl__scratch_new();
    struct hits plain = {NULL, 0, 0};
    struct hits fast = {NULL, 0, 0};
    run_plainly(rules, scratch, text, units, unit_count, first_only, &plain);
    ck_assert_int_eq(
        scrl__set_run(rules->set, scratch, text, len, units, unit_count, first_only, take_hit, &fast, NULL), 0);
    for (size_t i = 0; i < plain.count && i < fast.count; i++)
        ck_assert_msg(plain.numbers[i] == fast.numbers[i], "hit %zu of rule %u in unit %u differs", i / 4,
                      plain.numbers[i / 4 * 4], plain.numbers[i / 4 * 4 + 1]);
    ck_assert_uint_eq(plain.count, fast.count);
    size_t count = plain.count / 4;
    free(plain.numbers);
    free(fast.numbers);
    scrl__scratch_free(scratch);
    return count;
}

START_TEST(set_finds_what_each_phrase_finds_by_itself)
{
    struct rules rules;
    make_phrases(&rules, 1 + (uint64_t)_i);
    scrl__str text = SCRL__STR_INIT;
    scrl__unit units[400];
    for (size_t u = 0; u < 400; u++)
        units[u] = add_sentence(&text);

    /* An exact copy on the heap: reading past the end of the text is noticed. */
    char *exact = malloc(text.len);
    memcpy(exact, text.data, text.len);
    ck_assert_uint_gt(compare(&rules, exact, text.len, units, 400, _i % 2 == 1), 1000);
    ck_assert_uint_lt(rules.unanchored, RULES / 4);
    free(exact);
    scrl__str_free(&text);
    free_rules(&rules);
}
END_TEST

static struct rules make_patterns(const char *const *patterns, size_t count)
{
    struct rules rules = {NULL, {NULL}, 0, 0};
    ck_assert_int_eq(scrl__set_new(&rules.set), 0);
    for (size_t i = 0; i < count; i++)
        add_pattern(&rules, patterns[i]);
    ck_assert_int_eq(scrl__set_compile(rules.set), 0);
    return rules;
}

static size_t hits_in(const char *const *patterns, size_t count, const char *text)
{
    struct rules rules = make_patterns(patterns, count);
    scrl__unit unit = {0, (uint32_t)strlen(text)};
    char *exact = malloc(unit.end > 0 ? unit.end : 1);
    memcpy(exact, text, unit.end);
    size_t hits = compare(&rules, exact, unit.end, &unit, 1, false);
    free(exact);
    free_rules(&rules);
    return hits;
}

START_TEST(two_letter_word_is_found)
{
    static const char *const patterns[] = {"\\bgp\\b"};
    ck_assert_uint_eq(hits_in(patterns, 1, "The GP"), 1);
    ck_assert_uint_eq(hits_in(patterns, 1, "GP"), 1);
    ck_assert_uint_eq(hits_in(patterns, 1, "“GP”, gp; Gp? égp"), 3);
}
END_TEST

START_TEST(word_after_curly_quote_or_dash_is_found)
{
    static const char *const patterns[] = {"\\bchild"};
    ck_assert_uint_eq(hits_in(patterns, 1,
                              "“child” ‘child’ –child—child\xc2\xa0"
                              "child"),
                      5);
}
END_TEST

START_TEST(long_s_and_kelvin_sign_are_found)
{
    static const char *const patterns[] = {"\\bassess", "\\bkin\\b"};
    ck_assert_uint_eq(hits_in(patterns, 2, "they aſſeſſ \xe2\x84\xaain"), 2);
    char text[80];
    for (int pad = 50; pad < 66; pad++) {
        snprintf(text, sizeof(text), "%*s \xe2\x84\xaain", pad, "x");
        ck_assert_uint_eq(hits_in(patterns, 2, text), 1);
    }
}
END_TEST

START_TEST(words_across_blocks_of_the_scan_are_found)
{
    static const char *const patterns[] = {"\\bsafeguarding\\W+partnership\\b"};
    char text[200];
    for (int pad = 30; pad < 140; pad++) {
        snprintf(text, sizeof(text), "%*s safeguarding partnership", pad, "x");
        ck_assert_uint_eq(hits_in(patterns, 1, text), 1);
    }
}
END_TEST

START_TEST(pattern_without_words_is_tried_everywhere)
{
    static const char *const patterns[] = {"\\d{2}", "x*", "\\bchild", "[a-c]+"};
    struct rules rules = make_patterns(patterns, 4);
    ck_assert_uint_eq(rules.unanchored, 3);
    free_rules(&rules);
    ck_assert_uint_gt(hits_in(patterns, 4, "24 é children aged 12"), 6);
    ck_assert_uint_eq(hits_in(patterns, 4, ""), 1);
}
END_TEST

START_TEST(literal_does_not_reach_into_the_next_unit)
{
    static const char *const patterns[] = {"\\bmissed", "\\bmis"};
    struct rules rules = make_patterns(patterns, 2);
    scrl__unit units[] = {{0, 4}, {4, 6}, {6, 12}};
    ck_assert_uint_eq(compare(&rules, "missedmissed", 12, units, 3, false), 3);
    free_rules(&rules);
}
END_TEST

/* More units than are looked at together: each third has the words, every other third has them in two units. */
START_TEST(words_of_neighbouring_units_are_not_taken_together)
{
    static const char *const patterns[] = {"\\bmissed\\W+visit", "\\brisk"};
    struct rules rules = make_patterns(patterns, 2);
    scrl__unit units[600];
    scrl__str text = SCRL__STR_INIT;
    for (int i = 0; i < 600; i++) {
        uint32_t start = (uint32_t)text.len;
        scrl__str_adds(&text, i % 3 == 0 ? "a missed visit " : i % 3 == 1 ? "risk missed " : "visit seen ");
        units[i] = (scrl__unit){start, (uint32_t)text.len};
    }
    ck_assert_uint_eq(compare(&rules, scrl__str_text(&text), text.len, units, 600, false), 400);
    scrl__str_free(&text);
    free_rules(&rules);
}
END_TEST

/* So many words that their places are not kept, before units whose places are. */
START_TEST(a_unit_of_very_many_words_is_searched_like_others)
{
    static const char *const patterns[] = {"\\bmissed\\W+visit", "\\bvisit\\W+missed", "\\brisk"};
    struct rules rules = make_patterns(patterns, 3);
    scrl__unit units[3];
    scrl__str text = SCRL__STR_INIT;
    for (int i = 0; i < 12000; i++)
        scrl__str_adds(&text, i % 4000 == 0 ? "missed visit, " : "missed or visit ");
    units[0] = (scrl__unit){0, (uint32_t)text.len};
    scrl__str_adds(&text, "risk visit missed");
    units[1] = (scrl__unit){units[0].end, (uint32_t)text.len - 7};
    units[2] = (scrl__unit){units[1].end, (uint32_t)text.len};
    size_t hits = compare(&rules, scrl__str_text(&text), text.len, units, 3, false);
    ck_assert_uint_ge(hits, 4);
    ck_assert_uint_eq(compare(&rules, scrl__str_text(&text), text.len, units + 1, 2, false), 1);
    scrl__str_free(&text);
    free_rules(&rules);
}
END_TEST

static int stop_at_first(void *user, const scrl__match *match)
{
    (void)match;
    ++*(int *)user;
    return SCRL_ECANCELLED;
}

START_TEST(callback_can_stop_the_run)
{
    static const char *const patterns[] = {"\\bchild"};
    struct rules rules = make_patterns(patterns, 1);
    scrl__scratch *scratch = scrl__scratch_new();
    scrl__unit unit = {0, 11};
    int calls = 0;
    ck_assert_int_eq(scrl__set_run(rules.set, scratch, "child child", 11, &unit, 1, false, stop_at_first, &calls, NULL),
                     SCRL_ECANCELLED);
    ck_assert_int_eq(calls, 1);
    scrl__scratch_free(scratch);
    free_rules(&rules);
}
END_TEST

START_TEST(step_limit_is_an_error_that_names_the_rule)
{
    scrl__set *set;
    ck_assert_int_eq(scrl__set_new(&set), 0);
    ck_assert_int_eq(scrl__set_add(set, "(a+a+)+[xy]", 0, 7, NULL, NULL, 0, NULL), 0);
    ck_assert_int_eq(scrl__set_compile(set), 0);
    char text[2000];
    memset(text, 'a', sizeof(text));
    scrl__scratch *scratch = scrl__scratch_new();
    scrl__unit unit = {0, sizeof(text)};
    uint32_t limited = 0;
    struct hits hits = {NULL, 0, 0};
    ck_assert_int_eq(scrl__set_run(set, scratch, text, sizeof(text), &unit, 1, false, take_hit, &hits, &limited),
                     SCRL_ELIMIT);
    ck_assert_uint_eq(limited, 7);
    ck_assert_uint_eq(hits.count, 0);
    scrl__scratch_free(scratch);
    scrl__set_free(set);
}
END_TEST

START_TEST(bad_pattern_is_refused_with_its_place)
{
    scrl__set *set;
    char message[128] = "";
    size_t position = 0;
    ck_assert_int_eq(scrl__set_new(&set), 0);
    ck_assert_int_eq(scrl__set_add(set, "abc(", 0, 1, NULL, message, sizeof(message), &position), SCRL_EFORMAT);
    ck_assert_uint_eq(position, 4);
    ck_assert_str_ne(message, "");
    ck_assert_int_eq(scrl__set_compile(set), 0);
    scrl__set_free(set);
    scrl__set_free(NULL);
}
END_TEST

START_TEST(empty_set_finds_nothing)
{
    ck_assert_uint_eq(hits_in(NULL, 0, "a child"), 0);
}
END_TEST

/* Reads a file and marks what lies between full stops as units of valid UTF-8. */
static size_t read_units(const char *path, scrl__str *text, scrl__unit *units, size_t max)
{
    char buffer[65536];
    FILE *file = fopen(path, "rb");
    ck_assert_ptr_nonnull(file);
    size_t len = fread(buffer, 1, sizeof(buffer), file);
    fclose(file);
    size_t count = 0;
    size_t start = 0;
    for (size_t i = 0; i < len && count < max; i++) {
        if (buffer[i] != '.' && buffer[i] != '<')
            continue;
        units[count].start = (uint32_t)text->len;
        scrl__str_add(text, buffer + start, i - start);
        units[count++].end = (uint32_t)text->len;
        start = i + 1;
    }
    return count;
}

START_TEST(set_finds_in_real_reports_what_each_phrase_finds)
{
    const char *folder = shared_path("corpus/pfd");
    DIR *dir = folder != NULL ? opendir(folder) : NULL;
    if (dir == NULL)
        return;
    char base[4096];
    snprintf(base, sizeof(base), "%s", folder);
    struct rules rules;
    make_phrases(&rules, 99);
    unsigned files = 0;
    for (struct dirent *entry; files < 6 && (entry = readdir(dir)) != NULL;) {
        const char *dot = strrchr(entry->d_name, '.');
        if (dot == NULL || (strcmp(dot, ".txt") != 0 && strcmp(dot, ".html") != 0))
            continue;
        char path[8192];
        snprintf(path, sizeof(path), "%s/%s", base, entry->d_name);
        scrl__str text = SCRL__STR_INIT;
        static scrl__unit units[300];
        size_t count = read_units(path, &text, units, 300);
        compare(&rules, scrl__str_text(&text), text.len, units, count, false);
        scrl__str_free(&text);
        files++;
    }
    closedir(dir);
    free_rules(&rules);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("match");
    TCase *set = tcase_create("set");
    tcase_set_timeout(set, 120);
    tcase_add_loop_test(set, set_finds_what_each_phrase_finds_by_itself, 0, 4);
    tcase_add_test(set, two_letter_word_is_found);
    tcase_add_test(set, word_after_curly_quote_or_dash_is_found);
    tcase_add_test(set, long_s_and_kelvin_sign_are_found);
    tcase_add_test(set, words_across_blocks_of_the_scan_are_found);
    tcase_add_test(set, pattern_without_words_is_tried_everywhere);
    tcase_add_test(set, literal_does_not_reach_into_the_next_unit);
    tcase_add_test(set, words_of_neighbouring_units_are_not_taken_together);
    tcase_add_test(set, a_unit_of_very_many_words_is_searched_like_others);
    tcase_add_test(set, callback_can_stop_the_run);
    tcase_add_test(set, step_limit_is_an_error_that_names_the_rule);
    tcase_add_test(set, bad_pattern_is_refused_with_its_place);
    tcase_add_test(set, empty_set_finds_nothing);
    tcase_add_test(set, set_finds_in_real_reports_what_each_phrase_finds);
    suite_add_tcase(suite, set);
    return run_suite(suite);
}
