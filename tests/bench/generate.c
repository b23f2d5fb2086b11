/* generate.c - the vocabulary, sentences and reports. */
#include "generate.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#define ZIPF_WORDS 40000u

static const char *const function_words[] = {"the", "of", "to", "and", "a",    "in",   "was",  "that",  "for",  "on",
                                             "is",  "it", "be", "by",  "with", "not",  "had",  "he",    "she",  "her",
                                             "his", "at", "as", "an",  "were", "they", "this", "which", "from", "have"};

static const char *const common_words[] = {"child",    "children", "family",       "mother",        "father",
                                           "school",   "police",   "health",       "visitor",       "social",
                                           "worker",   "review",   "information",  "assessment",    "risk",
                                           "agencies", "services", "support",      "meeting",       "plan",
                                           "GP",       "hospital", "safeguarding", "concern",       "concerns",
                                           "referral", "practice", "professional", "professionals", "home"};

static const char *const syllables[] = {"ba",  "con", "der", "el",  "fi",  "gra", "hol",  "im",  "jo",
                                        "ker", "lan", "men", "nor", "op",  "pre", "qui",  "res", "sta",
                                        "tri", "un",  "ver", "wi",  "ex",  "com", "pro",  "per", "in",
                                        "dis", "mis", "sho", "car", "sup", "th",  "ough", "mar", "tic"};

static const char *const tails[] = {"", "ed", "ing", "s", "ment", "ly", "er", "tion", "al", "ness", "ity", "e"};

static const char *const headings[] = {"Introduction",
                                       "Terms of reference",
                                       "Family background",
                                       "Chronology",
                                       "Analysis of practice",
                                       "The child's experience",
                                       "Views of the family",
                                       "Good practice",
                                       "Findings",
                                       "Lessons learned",
                                       "Conclusion"};

static const char *const months[] = {"January", "March", "May", "June", "September", "November"};

static char words[ZIPF_WORDS][24];
char bench_rule_words[BENCH_RULE_WORDS][24];
static uint64_t state = 20240901;

void bench_seed(uint64_t seed)
{
    state = seed;
}

unsigned bench_pick(unsigned below)
{
    state = state * 6364136223846793005u + 1442695040888963407u;
    return (unsigned)((state >> 33) % below);
}

#define PICK(list) list[bench_pick(sizeof(list) / sizeof(list[0]))]

static void make_word(char word[24], unsigned least)
{
    word[0] = '\0';
    for (unsigned n = least + bench_pick(2); n > 0; n--)
        strcat(word, PICK(syllables));
    strcat(word, PICK(tails));
}

const char *bench_companion(unsigned word)
{
    return bench_rule_words[(word * 7 + 1 + bench_pick(8)) % BENCH_RULE_WORDS];
}

const char *bench_common_word(void)
{
    return PICK(common_words);
}

/* A rank of a Zipf distribution, by the inverse of its integral. */
static unsigned zipf(void)
{
    double u = (double)bench_pick(1u << 30) / (double)(1u << 30);
    double x = 1.0;
    for (double limit = u * 15.3; limit > 1.0; limit -= 1.0) /* log2 of the number of words */
        x *= 2.0;
    unsigned top = (unsigned)x < ZIPF_WORDS ? (unsigned)x : ZIPF_WORDS - 1;
    unsigned rank = top + bench_pick(top);
    return rank < ZIPF_WORDS ? rank : ZIPF_WORDS - 1;
}

static void add_text_word(scrl__str *text, unsigned rule_percent)
{
    unsigned kind = bench_pick(100);
    if (kind < rule_percent) {
        unsigned word = bench_pick(BENCH_RULE_WORDS);
        scrl__str_adds(text, bench_rule_words[word]);
        if (bench_pick(12) == 0)
            scrl__str_addf(text, " %s", bench_companion(word));
        if (bench_pick(2) == 0)
            scrl__str_adds(text, PICK(tails));
    } else if (kind < rule_percent + 7) {
        scrl__str_adds(text, bench_common_word());
    } else if (kind < 50) {
        scrl__str_adds(text, PICK(function_words));
    } else {
        scrl__str_adds(text, words[zipf()]);
    }
}

void bench_words(void)
{
    for (unsigned i = 0; i < ZIPF_WORDS; i++)
        make_word(words[i], 1);
    for (unsigned i = 0; i < BENCH_RULE_WORDS; i++)
        make_word(bench_rule_words[i], 3);
}

void bench_sentence(scrl__str *text, unsigned rule_percent)
{
    for (unsigned n = 10 + bench_pick(25); n > 0; n--) {
        add_text_word(text, rule_percent);
        if (n > 1)
            scrl__str_adds(text, bench_pick(15) == 0 ? ", " : " ");
    }
    scrl__str_addc(text, '.');
}

static void add_phrase_word(bench_phrases *phrases, const char *word, size_t len)
{
    if (scrl__grow((void **)&phrases->words, &phrases->cap, phrases->count, sizeof(char *)) != 0 ||
        (phrases->words[phrases->count] = strndup(word, len)) == NULL)
        exit(EXIT_FAILURE);
    phrases->count++;
}

void bench_phrases_add(bench_phrases *phrases, const char *source)
{
    for (const char *p = source; *p != '\0';) {
        size_t len = 0;
        while (isalpha((unsigned char)p[len]) || (p[len] == '\'' && len > 0))
            len++;
        if (*p == '{') /* the name of a list */
            len = strcspn(p, "}");
        else if (len > 0)
            add_phrase_word(phrases, p, len);
        else if (*p == '|')
            add_phrase_word(phrases, "", 0);
        p += len > 0 ? len : 1;
    }
    add_phrase_word(phrases, "", 0);
}

void bench_phrases_free(bench_phrases *phrases)
{
    for (size_t i = 0; i < phrases->count; i++)
        free(phrases->words[i]);
    free(phrases->words);
}

/* A word of a rule, and after every third the one that follows it. */
static void add_phrase(scrl__str *text, const bench_phrases *phrases)
{
    size_t i = bench_pick((unsigned)phrases->count - 1);
    scrl__str_adds(text, phrases->words[i][0] != '\0' ? phrases->words[i] : bench_common_word());
    if (bench_pick(3) == 0 && phrases->words[i + 1][0] != '\0')
        scrl__str_addf(text, " %s", phrases->words[i + 1]);
}

/* Adds a sentence; returns its words. */
static unsigned add_report_sentence(scrl__str *text, const bench_phrases *phrases)
{
    unsigned count = 10 + bench_pick(25);
    size_t start = text->len;
    for (unsigned n = count; n > 0; n--) {
        if (bench_pick(100) < 3)
            add_phrase(text, phrases);
        else
            add_text_word(text, 0);
        if (n > 1)
            scrl__str_adds(text, bench_pick(15) == 0 ? ", " : " ");
    }
    scrl__str_addc(text, '.');
    if (text->data != NULL)
        text->data[start] = (char)toupper((unsigned char)text->data[start]);
    return count;
}

static unsigned add_paragraph(scrl__str *text, const bench_phrases *phrases, unsigned section, unsigned number)
{
    unsigned count = 0;
    scrl__str_addf(text, "%u.%u ", section, number);
    if (bench_pick(4) == 0)
        scrl__str_addf(text, "On %u %s 201%u ", 1 + bench_pick(28), PICK(months), bench_pick(9));
    for (unsigned n = 2 + bench_pick(4); n > 0; n--) {
        count += add_report_sentence(text, phrases);
        scrl__str_adds(text, n > 1 ? " " : "\n\n");
    }
    return count;
}

static void add_recommendations(scrl__str *text, const bench_phrases *phrases, unsigned section)
{
    scrl__str_addf(text, "%u. Recommendations\n\n", section);
    for (unsigned n = 1; n <= 12; n++) {
        scrl__str_addf(text, "Recommendation %u: The Board should ask all agencies to ", n);
        add_report_sentence(text, phrases);
        scrl__str_adds(text, "\n\n");
    }
}

void bench_report(scrl__str *text, unsigned number, unsigned words_wanted, const bench_phrases *phrases)
{
    unsigned count = 0, section = 0;
    unsigned each = words_wanted / (sizeof(headings) / sizeof(headings[0])) + 1;
    scrl__str_addf(text, "Serious Case Review\n\nOverview report: Child %u\n\nPublished in %s 201%u\n\n", number,
                   PICK(months), bench_pick(9));
    while (count < words_wanted) {
        const char *heading = headings[section++ % (sizeof(headings) / sizeof(headings[0]))];
        scrl__str_addf(text, "%u. %s\n\n", section, heading);
        for (unsigned n = 1, end = count + each; count < end; n++)
            count += add_paragraph(text, phrases, section, n);
    }
    add_recommendations(text, phrases, section + 1);
}

double bench_seconds(void)
{
    struct timespec now;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

double bench_middle(double *values, unsigned count)
{
    for (unsigned i = 1; i < count; i++)
        for (unsigned k = i; k > 0 && values[k] < values[k - 1]; k--) {
            double swap = values[k];
            values[k] = values[k - 1];
            values[k - 1] = swap;
        }
    return values[count / 2];
}

uint64_t bench_token_pass(const char *text, size_t len)
{
    static unsigned char table[256];
    for (unsigned c = 0; c < 256; c++)
        table[c] = (unsigned char)(c >= 'A' && c <= 'Z'                                           ? c + 32
                                   : (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c >= 128 ? c
                                                                                                  : 0);
    uint64_t sum = 0;
    uint64_t hash = 14695981039346656037u;
    for (size_t i = 0; i < len; i++) {
        unsigned char c = table[(unsigned char)text[i]];
        if (c != 0) {
            hash = (hash ^ c) * 1099511628211u;
        } else {
            sum += hash;
            hash = 14695981039346656037u;
        }
    }
    return sum;
}
