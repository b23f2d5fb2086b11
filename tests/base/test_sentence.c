/* test_sentence.c - where sentences end. A '|' in the expected text is a border. */
#include "suite.h"

#include <string.h>

#include "base/sentence.h"
#include "base/str.h"

static void expect(const char *expected)
{
    scrl__str text = SCRL__STR_INIT, found = SCRL__STR_INIT;
    for (const char *c = expected; *c != '\0'; c++)
        scrl__str_addc(&text, *c == '|' ? ' ' : *c);
    size_t pos = 0, start, end;
    while (scrl__sentence_next(scrl__str_text(&text), text.len, &pos, &start, &end)) {
        if (found.len > 0)
            scrl__str_addc(&found, '|');
        scrl__str_add(&found, text.data + start, end - start);
    }
    ck_assert_str_eq(scrl__str_text(&found), expected);
    scrl__str_free(&text);
    scrl__str_free(&found);
}

START_TEST(plain_sentences_are_cut)
{
    expect("He was seen.|She was not.|Why?|It was late!|Nobody asked");
    expect("One sentence without a stop");
    expect("");
    expect("The visit took place.|2012 was a hard year.|(See above.)|The end.");
}
END_TEST

START_TEST(abbreviations_do_not_end_a_sentence)
{
    expect("Dr. Green and Mrs. White met Mr. Brown at St. Mary's.|They left.");
    expect("See para. 4.2 and paras. 4 to 6, pp. 3-5 and p. 7.|It is clear.");
    expect("Some services, e.g. Housing, i.e. The council, were absent.|It rained.");
    expect("Schools, nurseries, etc. were told.|Schools, nurseries, etc.|The rest was not.");
    expect("Art. 8 and Sec. 47 apply, cf. Vol. 2, Fig. A and No. 10.|It is so.");
    expect("He came at 3 p.m. and left.|He came at 3 p.m.|The door was shut.");
    expect("It cost approx. \xC2\xA3"
           "1.5m.|The sum was large.");
    expect("Was it shared?|No.|The school had not been told.");
}
END_TEST

START_TEST(initials_and_pseudonyms_are_told_apart)
{
    expect("The author, J. R. Smith, wrote it.|He was new.");
    expect("The panel saw Child A.|The visit was short.");
    expect("The panel saw Child S.|Mother was at home.");
    expect("The worker met Mr A.|He was at home.");
    expect("It is law in the U.K. Government view.|It is law in the U.K.|The view is old.");
}
END_TEST

START_TEST(numbers_and_dates_stay_whole)
{
    expect("On 12.03.19 he was seen.|On 12.03.19.|The review paid \xC2\xA3"
           "1.5m.|It was 4.2 km.");
    expect("He was born in 2012.|The family moved.|She was 4.|He was 6.");
}
END_TEST

START_TEST(list_marks_stay_with_their_sentence)
{
    expect("1. The board should act.|2. The trust should report.");
    expect("a) The board should act.|4.2. The trust should report.");
    expect("(i). The board should act.|IV. The trust should.|R3. The police should.");
    expect("The aims were: 1. Share information.|2. Review plans.");
    expect("They are: \xE2\x80\x9C"
           "1. Share.|2. Review.\xE2\x80\x9D");
    expect("Recommendation 3. The board should act.|They took up Recommendation 3.|The board agreed.");
}
END_TEST

START_TEST(closing_marks_belong_to_the_sentence)
{
    expect("He said \xE2\x80\x9CI am fine.\xE2\x80\x9D|She left.");
    expect("(It was late.)|\xE2\x80\x98Why?\xE2\x80\x99 she asked.|\"Because.\"|It ended.");
    expect("The plan was made.3|The review began.[12]|It ended.");
}
END_TEST

START_TEST(ellipses_end_only_before_a_new_start)
{
    expect("It was... difficult to say.|It was...|The end.");
    expect("It was \xE2\x80\xA6 difficult.|They said [...] The plan was late.");
}
END_TEST

START_TEST(tabs_end_sentences)
{
    size_t pos = 0, start, end;
    const char *row = "date\tseen by Dr. Green\t\tlast";
    ck_assert(scrl__sentence_next(row, strlen(row), &pos, &start, &end));
    ck_assert_uint_eq(end, 4);
    ck_assert(scrl__sentence_next(row, strlen(row), &pos, &start, &end));
    ck_assert_mem_eq(row + start, "seen by Dr. Green", end - start);
    ck_assert(scrl__sentence_next(row, strlen(row), &pos, &start, &end));
    ck_assert_mem_eq(row + start, "last", end - start);
    ck_assert(!scrl__sentence_next(row, strlen(row), &pos, &start, &end));
}
END_TEST

static void expect_bounded(const char *text, size_t len)
{
    size_t pos = 0, start, end, last = 0;
    while (scrl__sentence_next(text, len, &pos, &start, &end)) {
        ck_assert_uint_le(end - start, 8000);
        ck_assert_uint_ge(start, last);
        ck_assert_uint_gt(end, start);
        ck_assert_uint_ge(pos, end);
        ck_assert_int_ne((unsigned char)text[start] & 0xC0, 0x80);
        last = end;
    }
    ck_assert_uint_eq(last, len);
}

START_TEST(a_sentence_without_end_is_cut_in_pieces)
{
    size_t len = 100000;
    char *text = malloc(len);
    memset(text, 'x', len);
    expect_bounded(text, len);
    for (size_t i = 7; i < len - 1; i += 8)
        text[i] = ' ';
    expect_bounded(text, len);
    for (size_t i = 0; i < len; i++)
        text[i] = i % 2 == 0 ? (char)0xC3 : (char)0xA9;
    expect_bounded(text, len);
    memset(text, '.', len);
    size_t pos = 0, start, end;
    while (scrl__sentence_next(text, len, &pos, &start, &end))
        ck_assert_uint_gt(end, start);
    ck_assert_uint_eq(pos, len);
    free(text);
}
END_TEST

START_TEST(any_bytes_are_survived)
{
    unsigned seed = 1;
    for (int round = 0; round < 20000; round++) {
        static const char alphabet[] = "aAb1. \t?!\"'()[]\xE2\x80\xA6\xC2\xA0\n:;St.Mr.";
        char text[40];
        for (size_t i = 0; i < sizeof(text); i++) {
            seed = seed * 1103515245U + 12345U;
            text[i] = alphabet[(seed >> 16) % (sizeof(alphabet) - 1)];
        }
        size_t pos = 0, start, end, last = 0;
        while (scrl__sentence_next(text, sizeof(text), &pos, &start, &end)) {
            ck_assert(start >= last && end > start && end <= sizeof(text) && pos >= end);
            last = end;
        }
    }
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("base");
    TCase *sentence = tcase_create("sentence");
    tcase_add_test(sentence, plain_sentences_are_cut);
    tcase_add_test(sentence, abbreviations_do_not_end_a_sentence);
    tcase_add_test(sentence, initials_and_pseudonyms_are_told_apart);
    tcase_add_test(sentence, numbers_and_dates_stay_whole);
    tcase_add_test(sentence, list_marks_stay_with_their_sentence);
    tcase_add_test(sentence, closing_marks_belong_to_the_sentence);
    tcase_add_test(sentence, ellipses_end_only_before_a_new_start);
    tcase_add_test(sentence, tabs_end_sentences);
    tcase_add_test(sentence, a_sentence_without_end_is_cut_in_pieces);
    tcase_add_test(sentence, any_bytes_are_survived);
    suite_add_tcase(suite, sentence);
    return run_suite(suite);
}
