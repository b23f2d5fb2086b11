/* test_phrase.c - what a phrase finds, and what is said of one that cannot be read. */
#include "suite.h"

#include <string.h>

#include <scrl/context.h>

#include "match/phrase.h"
#include "match/regex.h"

static const char *list_text(void *user, const char *name, size_t name_len)
{
    (void)user;
    static const char *const lists[][2] = {
        {"agency", "police|school+|{health}"},
        {"health", "GP+|health visitor+"},
        {"loop", "a|{loop}"},
        {"broken", "a|(b"},
        {"stray", "a)|b"},
        {"empty", ""},
        {"many", "{agency} {agency} {agency} {agency} {agency} {agency} {agency} {agency}"},
        {"more", "{many} {many} {many} {many} {many} {many} {many} {many}"},
        {"most", "{more} {more} {more} {more} {more} {more} {more} {more}"}};
    for (size_t i = 0; i < sizeof(lists) / sizeof(lists[0]); i++)
        if (strlen(lists[i][0]) == name_len && memcmp(lists[i][0], name, name_len) == 0)
            return lists[i][1];
    return NULL;
}

/* Where the phrase is found: the matched words, or "" for nowhere. */
static const char *found(const char *phrase, const char *text)
{
    static char words[200];
    scrl__str pattern = SCRL__STR_INIT;
    char message[200] = "";
    size_t position = 0;
    int code = scrl__phrase_pattern(phrase, list_text, NULL, &pattern, message, sizeof(message), &position);
    ck_assert_msg(code == 0, "%s at %zu: %s", message, position, phrase);
    scrl__regex *regex = NULL;
    code = scrl__regex_new(pattern.data, 0, &regex, message, sizeof(message), &position);
    ck_assert_msg(code == 0, "%s at %zu: %s", message, position, pattern.data);
    scrl__scratch *scratch = scrl__scratch_new();
    scrl__group groups[SCRL__GROUPS_MAX];
    words[0] = '\0';
    if (scrl__regex_match(regex, scratch, text, strlen(text), 0, groups) == 1)
        snprintf(words, sizeof(words), "%.*s", (int)(groups[0].end - groups[0].start), text + groups[0].start);
    scrl__scratch_free(scratch);
    scrl__regex_free(regex);
    scrl__str_free(&pattern);
    return words;
}

#define FINDS(phrase, text, words) ck_assert_str_eq(found(phrase, text), words)

static void refused(const char *phrase, size_t expected, const char *part)
{
    scrl__str pattern = SCRL__STR_INIT;
    char message[200] = "";
    size_t position = 0;
    int code = scrl__phrase_pattern(phrase, list_text, NULL, &pattern, message, sizeof(message), &position);
    ck_assert_msg(code == SCRL_EFORMAT, "not refused: %s", phrase);
    ck_assert_msg(position == expected, "%s: at %zu", phrase, position);
    ck_assert_msg(strstr(message, part) != NULL, "%s: %s", phrase, message);
    ck_assert_uint_eq(pattern.len, 0);
    scrl__str_free(&pattern);
}

START_TEST(words_are_found_in_order_across_marks)
{
    FINDS("rule of optimism", "the “Rule of–optimism”", "Rule of–optimism");
    FINDS("police shared", "the police, shared", "police, shared");
    FINDS("missed appointment", "missed (appointment)", "missed (appointment");
    FINDS("missed appointment", "missed. Appointment", "");
    FINDS("missed appointment", "appointment missed", "");
    FINDS("child", "children", "");
    FINDS("child", "grandchild", "");
}
END_TEST

START_TEST(plus_finds_regular_forms)
{
    FINDS("visit+", "visited", "visited");
    FINDS("visit+", "visiting", "visiting");
    FINDS("visit+", "the visit’s", "visit’s");
    FINDS("visit+", "visitor", "");
    FINDS("share+", "sharing", "sharing");
    FINDS("carry+", "carried", "carried");
    FINDS("play+", "played", "played");
    FINDS("plan+", "planned", "planned");
    FINDS("assess+", "assesses", "assesses");
    FINDS("parent+ view+", "parents' views", "parents' views");
}
END_TEST

START_TEST(plus_finds_irregular_forms)
{
    FINDS("seek+", "they sought help", "sought");
    FINDS("child+", "the children", "children");
    FINDS("CHILD+ room", "the child’s room", "child’s room");
    FINDS("be+", "was", "was");
    FINDS("be+", "bees", "");
}
END_TEST

START_TEST(star_finds_any_ending)
{
    FINDS("neglect*", "neglectful care", "neglectful");
    FINDS("neglect*", "neglect", "neglect");
    FINDS("no * concern", "no safeguarding concern", "no safeguarding concern");
    FINDS("no * concern", "no concern", "");
}
END_TEST

START_TEST(alternatives_and_optional_words)
{
    FINDS("(the|his)? child", "child", "child");
    FINDS("see (the|his)? child", "see child", "see child");
    FINDS("see (the|his)? child", "see his child", "see his child");
    FINDS("(a b|c (d|e)) f", "c e f", "c e f");
    FINDS("very? late", "very late", "very late");
    FINDS("late again?", "late again", "late again");
    FINDS("late|early", "early", "early");
}
END_TEST

START_TEST(gap_is_of_some_words_within_the_sentence)
{
    FINDS("fail+ .. see", "failed to ever properly see", "failed to ever properly see");
    FINDS("fail+ .. see", "failed to ever quite properly see", "");
    FINDS("fail+ ..6 see", "failed to ever quite properly see", "failed to ever quite properly see");
    FINDS("fail+..see", "failed see", "failed see");
    FINDS("fail+ .. see", "failed; they see", "");
    FINDS("fail+ .. not? see", "failed to not see", "failed to not see");
    FINDS("not? .. see", "see", "see");
    FINDS("not? .. see", "not to see", "not to see");
}
END_TEST

START_TEST(gap_remains_when_the_optional_word_before_it_is_absent)
{
    FINDS("^ (the|this)? ..2 panel", "The review panel met", "The review panel");
    FINDS("^ (the|this)? ..2 panel", "Our review panel met", "Our review panel");
    FINDS("^ (the|this)? ..2 panel", "Panel members met", "Panel");
    FINDS("^ (the|this)? ..2 panel", "Nobody of the review panel", "");
    FINDS("saw .. (his|her)? ..2 record", "saw none of the old paper record", "saw none of the old paper record");
    FINDS("saw .. (his|her)? ..2 record", "saw some of her old paper record", "saw some of her old paper record");
    FINDS("saw .. (his|her)? ..2 record", "saw one and then not one old paper record", "");
}
END_TEST

START_TEST(anchors_hold_at_the_ends_of_the_sentence)
{
    FINDS("^ however", "“However, it was", "“However");
    FINDS("^however", "it was, however", "");
    FINDS("not known $", "was not known.", "not known.");
    FINDS("not known$", "not known to them", "");
    FINDS("^ .. however", "It was however", "It was however");
    FINDS("known ..2 $", "known to them.", "known to them.");
}
END_TEST

START_TEST(lists_are_taken_in_by_name)
{
    FINDS("{agency} share+", "schools shared", "schools shared");
    FINDS("{agency} share+", "the health visitor shared", "health visitor shared");
}
END_TEST

START_TEST(numbers_are_found_in_digits_and_words)
{
    FINDS("# visit+", "three visits", "three visits");
    FINDS("# visit+", "12 visits", "12 visits");
    FINDS("# visit+", "some visits", "");
    FINDS("\\# visit+", "# visits", "# visits");
}
END_TEST

START_TEST(apostrophes_are_of_both_kinds)
{
    FINDS("didn't know", "didn’t know", "didn’t know");
    FINDS("didn’t know", "didn't know", "didn't know");
}
END_TEST

START_TEST(backslash_takes_the_next_character_as_it_is)
{
    FINDS("A&E", "in A&E", "A&E");
    FINDS("what\\?", "what?", "what?");
    FINDS("c\\+\\+", "in c++", "c++");
    FINDS("a\\ b", "a b", "a b");
    FINDS("£100", "of £100", "£100");
    FINDS("[x]", "a [x]", "[x]");
}
END_TEST

START_TEST(mistakes_are_named_with_their_place)
{
    refused("", 0, "no words");
    refused("a|", 2, "no words");
    refused("a (b", 2, "not closed");
    refused("a)", 1, "not opened");
    refused("a}", 1, "not opened");
    refused("a {b", 2, "not closed");
    refused("a {nolist}", 2, "no list");
    refused("a {loop}", 2, "too deeply");
    refused("a {broken}", 2, "in a list: a parenthesis that is not closed");
    refused("a {stray}", 2, "in a list: a parenthesis that was not opened");
    refused("a {empty}", 2, "in a list: no words");
    refused("+", 0, "ending");
    refused("a ? b", 2, "ending");
    refused("(a|b)+", 5, "ending");
    refused(".. a", 0, "before");
    refused("a ..", 4, "after");
    refused("a .. b?", 7, "must lead");
    refused("a ... b", 2, "two dots");
    refused("a ..99 b", 2, "30 words");
    refused("a ^ b", 2, "first");
    refused("a $ b", 4, "last");
    refused("$", 0, "follow");
    refused("a? b?", 5, "optional");
    refused("a \\", 2, "backslash");
    refused("{most} {most} {most} {most}", 0, "too long");
}
END_TEST

START_TEST(deep_nesting_is_refused)
{
    char phrase[400];
    memset(phrase, '(', sizeof(phrase) - 1);
    phrase[sizeof(phrase) - 1] = '\0';
    refused(phrase, 32, "too deeply");
}
END_TEST

START_TEST(lists_may_be_absent)
{
    scrl__str pattern = SCRL__STR_INIT;
    ck_assert_int_eq(scrl__phrase_pattern("{a}", NULL, NULL, &pattern, NULL, 0, NULL), SCRL_EFORMAT);
    ck_assert_int_eq(scrl__phrase_pattern("a", NULL, NULL, &pattern, NULL, 0, NULL), 0);
    scrl__str_free(&pattern);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("match");
    TCase *phrase = tcase_create("phrase");
    tcase_add_test(phrase, words_are_found_in_order_across_marks);
    tcase_add_test(phrase, plus_finds_regular_forms);
    tcase_add_test(phrase, plus_finds_irregular_forms);
    tcase_add_test(phrase, star_finds_any_ending);
    tcase_add_test(phrase, alternatives_and_optional_words);
    tcase_add_test(phrase, gap_is_of_some_words_within_the_sentence);
    tcase_add_test(phrase, gap_remains_when_the_optional_word_before_it_is_absent);
    tcase_add_test(phrase, anchors_hold_at_the_ends_of_the_sentence);
    tcase_add_test(phrase, lists_are_taken_in_by_name);
    tcase_add_test(phrase, numbers_are_found_in_digits_and_words);
    tcase_add_test(phrase, apostrophes_are_of_both_kinds);
    tcase_add_test(phrase, backslash_takes_the_next_character_as_it_is);
    tcase_add_test(phrase, mistakes_are_named_with_their_place);
    tcase_add_test(phrase, deep_nesting_is_refused);
    tcase_add_test(phrase, lists_may_be_absent);
    suite_add_tcase(suite, phrase);
    return run_suite(suite);
}
