/* test_search.c - questions as a person types them: what they find, and what is said of a mistake. */
#include "store/shelf.h"

static scrl_library *library;

static void start(void)
{
    fixture_start();
    library = shelf_library();
}

static void end(void)
{
    scrl_library_close(library);
    fixture_end();
}

/* "A2 B3": first letter after "Child ", or C for the thematic paper, and the passage's number, of all hits, sorted. */
static const char *hits(const char *question)
{
    static char text[512];
    bool found[3][8] = {{false}};
    scrl_search *search = NULL;
    scrl_hit hit = SCRL_HIT_INIT;
    int status = scrl_search_new(library, question, NULL, &search);
    ck_assert_msg(status == 0, "%s: %s", question, ctx->message);
    while ((status = scrl_search_next(search, &hit)) == 1) {
        const char *child = strstr(hit.title, "Child ");
        size_t review = child == NULL ? 2 : (size_t)(child[6] - 'A');
        ck_assert(!found[review][hit.ordinal]);
        found[review][hit.ordinal] = true;
    }
    ck_assert_msg(status == 0, "%s: %s", question, ctx->message);
    scrl_search_free(search);
    text[0] = '\0';
    for (size_t i = 0; i < 3; i++) {
        for (size_t j = 0; j < 8; j++) {
            if (found[i][j])
                snprintf(text + strlen(text), sizeof(text) - strlen(text), "%s%c%d", text[0] != '\0' ? " " : "",
                         "ABC"[i], (int)j);
        }
    }
    return text;
}

static int status_of(const char *question)
{
    scrl_search *search = NULL;
    scrl_hit hit = SCRL_HIT_INIT;
    int status = scrl_search_new(library, question, NULL, &search);
    while (status == 0 && (status = scrl_search_next(search, &hit)) == 1)
        status = 0;
    scrl_search_free(search);
    return status;
}

START_TEST(words_are_found_in_any_form_and_must_all_occur)
{
    ck_assert_str_eq(hits("visit"), "A2 B2 B5");
    ck_assert_str_eq(hits("VISITING nurses"), "B2");
    ck_assert_str_eq(hits("home night"), "A2");
    ck_assert_str_eq(hits("cafe"), "A3");
    ck_assert_str_eq(hits("zebra"), "");
}
END_TEST

START_TEST(a_phrase_is_words_side_by_side)
{
    ck_assert_str_eq(hits("core group"), "A3 B3");
    ck_assert_str_eq(hits("\"core group\""), "A3");
    ck_assert_str_eq(hits("\xe2\x80\x9c"
                          "core groups\xe2\x80\x9d"),
                     "A3");
    ck_assert_str_eq(hits("\"group core\""), "");
}
END_TEST

START_TEST(or_not_and_brackets_group)
{
    ck_assert_str_eq(hits("stepfather OR father"), "A2 B3");
    ck_assert_str_eq(hits("visit -night"), "B2 B5");
    ck_assert_str_eq(hits("visit NOT night"), "B2 B5");
    ck_assert_str_eq(hits("(night OR school) visit"), "A2 B2");
    ck_assert_str_eq(hits("night OR school visit"), "A2 B2");
    ck_assert_str_eq(hits("-visit -supervision nation:wales"), "B0 B1 B3 B4 C0 C1");
    ck_assert_str_eq(hits("NOT (nation:wales OR findings OR recommendations) -review"), "A2 A3");
}
END_TEST

START_TEST(a_star_takes_every_ending)
{
    ck_assert_str_eq(hits("nurs*"), "B2 C2");
    ck_assert_str_eq(hits("neglect*"), "C1");
    ck_assert_str_eq(hits("step* never"), "A2");
    ck_assert_str_eq(hits("\"health visit\"*"), "A2");
}
END_TEST

START_TEST(near_counts_the_words_between)
{
    ck_assert_str_eq(hits("core near/1 group"), "A3");
    ck_assert_str_eq(hits("group near/2 core"), "A3 B3");
    ck_assert_str_eq(hits("\"health visitor\" near/4 stepfather"), "A2");
    ck_assert_str_eq(hits("\"health visitor\" near/3 stepfather"), "");
}
END_TEST

START_TEST(words_of_several_parts_are_taken_whole)
{
    ck_assert_str_eq(hits("multi-agency"), "C1");
    ck_assert_str_eq(hits("A&E"), "C1");
    ck_assert_str_eq(hits("20.04"), "C1");
    ck_assert_str_eq(hits("agency-multi"), "");
}
END_TEST

START_TEST(filters_choose_by_what_a_passage_is)
{
    ck_assert_str_eq(hits("role:recommendations"), "A4 A5");
    ck_assert_str_eq(hits("role:front_matter"), "A0 B0 C0 C1 C2");
    ck_assert_str_eq(hits("kind:finding"), "A2 A3 B3");
    ck_assert_str_eq(hits("kind:finding OR kind:recommendation"), "A2 A3 A5 B3");
    ck_assert_str_eq(hits("agency:police"), "A5");
    ck_assert_str_eq(hits("agency:agency_police"), "A5");
    ck_assert_str_eq(hits("type:scr visit"), "B2 B5");
    ck_assert_str_eq(hits("nation:england visit"), "A2");
    ck_assert_str_eq(hits("nation:scotland"), "");
}
END_TEST

START_TEST(an_agency_in_a_statement_counts_without_a_tag)
{
    ask(library, "INSERT INTO term(field, value) VALUES('theme', 'agency_health')");
    ck_assert_str_eq(hits("agency:health"), "B2");
}
END_TEST

START_TEST(years_are_ranges_and_the_undated_are_in_none)
{
    ck_assert_str_eq(hits("year:2015 visit"), "B2 B5");
    ck_assert_str_eq(hits("year:2015..2019 visit"), "A2 B2 B5");
    ck_assert_str_eq(hits("year:2016.. visit"), "A2");
    ck_assert_str_eq(hits("year:..2018 visit"), "B2 B5");
    ck_assert_str_eq(hits("year:0..9999 neglect"), "");
    ck_assert_str_eq(hits("-year:0..9999 neglect"), "C1");
}
END_TEST

START_TEST(an_area_is_its_words_whatever_their_case)
{
    ck_assert_str_eq(hits("area:\"north shire\" visit"), "A2");
    ck_assert_str_eq(hits("area:\"NORTH SHIRE\" visit"), "A2");
    ck_assert_str_eq(hits("area:north visit"), "A2"); /* one of its words */
    ck_assert_str_eq(hits("area:nor visit"), "");
    ck_assert_str_eq(hits("area:\"\xc3\x89sk Valley\" neglect"), "C1");
}
END_TEST

START_TEST(a_review_is_named_by_the_beginning_of_its_id)
{
    char question[128];
    const char *id = ask(library, "SELECT review FROM v_review WHERE file = 'south.txt'");
    for (int len = 64; len >= 6; len -= 29) {
        snprintf(question, sizeof(question), "review:%.*s visit", len, id);
        ck_assert_str_eq(hits(question), "B2 B5");
    }
    snprintf(question, sizeof(question), "visit -review:%s", id);
    ck_assert_str_eq(hits(question), "A2");
}
END_TEST

START_TEST(theme_polarity_and_level_ask_for_one_tag)
{
    ck_assert_str_eq(hits("theme:supervision"), "A2 A5 B2");
    ck_assert_str_eq(hits("theme:supervision polarity:good"), "A2 B2");
    ck_assert_str_eq(hits("theme:supervision polarity:good level:system"), "A2");
    ck_assert_str_eq(hits("level:system visit theme:supervision polarity:good"), "A2");
    ck_assert_str_eq(hits("theme:voice_of_child polarity:good"), "");
    ck_assert_str_eq(hits("theme:voice_of_child theme:supervision polarity:good"), "A2 B2");
    ck_assert_str_eq(hits("polarity:problem level:case"), "A2");
    ck_assert_str_eq(hits("polarity:neutral"), "A5");
    ck_assert_str_eq(hits("level:system"), "A2 A5 B2");
    ck_assert_str_eq(hits("supervision -theme:supervision"), "C2");
}
END_TEST

START_TEST(an_empty_question_is_every_passage)
{
    uint64_t total = 0;
    scrl_search *search = NULL;
    ck_assert_int_eq(scrl_search_new(library, "  ", NULL, &search), 0);
    ck_assert_int_eq(scrl_search_total(search, &total), 0);
    ck_assert_uint_eq(total, 15);
    ck_assert_str_eq(scrl_search_question(search), "");
    scrl_search_free(search);
}
END_TEST

START_TEST(words_of_another_language_are_a_result_or_a_mistake)
{
    static const char *const words[] = {"NEAR(",
                                        "NEAR(a b)",
                                        "NEAR",
                                        "AND",
                                        "OR",
                                        "NOT",
                                        "*",
                                        "a*b",
                                        "\"",
                                        "\"\"",
                                        "text:",
                                        "text:a",
                                        "tokens:z0",
                                        "{",
                                        "}",
                                        "{text}:a",
                                        "^",
                                        "^a",
                                        "-",
                                        "--",
                                        "- a",
                                        "+",
                                        "a + b",
                                        "a ^ b",
                                        "(",
                                        ")",
                                        "()",
                                        "a AND",
                                        "OR a",
                                        "a NOT",
                                        ":",
                                        "a:",
                                        ":a",
                                        "'",
                                        "a'b",
                                        "a;b",
                                        "a,b",
                                        "a.b",
                                        "\\",
                                        "%",
                                        "_",
                                        "?1",
                                        "@",
                                        "#",
                                        "$a",
                                        "a=b",
                                        "[a]",
                                        "<a>",
                                        "\t\n",
                                        "\x01",
                                        "a\001b",
                                        "\xff",
                                        "\xc3",
                                        "\xe2\x80\x9d",
                                        "\xe2\x80\x93",
                                        "\xf0\x9f\x98\x80",
                                        "\xf0\x9e\xa4\x80",
                                        "\xcc\x81",
                                        "\xf0\x9e\xa4\x80*",
                                        "\xf0\x9e\xa4\x80 near/2 home",
                                        "\xe2\x85\xa7",
                                        "\xc2\xbd",
                                        "near/5",
                                        "near/5 a",
                                        "a near/0 b",
                                        "a near/5",
                                        "a near/101 b",
                                        "theme:",
                                        "theme:\"",
                                        "year:x",
                                        "year:..",
                                        "year:99999",
                                        "review:*",
                                        "area:\"\"",
                                        "'; DROP TABLE review; --",
                                        "\" OR tokens : z0 OR \"",
                                        "rank:",
                                        "rowid:1",
                                        "a\"b",
                                        "**",
                                        "a**"};
    for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++) {
        char question[256];
        int status = status_of(words[i]);
        ck_assert_msg(status == 0 || status == SCRL_EQUERY, "'%s': %d %s", words[i], status, ctx->message);
        snprintf(question, sizeof(question), "home %s visit", words[i]);
        status = status_of(question);
        ck_assert_msg(status == 0 || status == SCRL_EQUERY, "'%s': %d %s", question, status, ctx->message);
        snprintf(question, sizeof(question), "home OR %s", words[i]);
        status = status_of(question);
        ck_assert_msg(status == 0 || status == SCRL_EQUERY, "'%s': %d %s", question, status, ctx->message);
    }
    ck_assert_str_eq(ask(library, "SELECT count(*) FROM review"), "4");
}
END_TEST

/* Every pair of the characters that mean something somewhere. */
START_TEST(any_two_signs_are_a_result_or_a_mistake)
{
    static const char signs[] = " \"'()*:^{}+-.,/\\|&~`<>=a0_\t";
    for (size_t i = 0; signs[i] != '\0'; i++) {
        for (size_t j = 0; signs[j] != '\0'; j++) {
            for (int around = 0; around < 2; around++) {
                char question[32];
                snprintf(question, sizeof(question), around ? "home%c%cnight" : "%c%c", signs[i], signs[j]);
                int status = status_of(question);
                ck_assert_msg(status == 0 || status == SCRL_EQUERY, "'%s': %d", question, status);
            }
        }
    }
}
END_TEST

START_TEST(a_mistake_has_its_place_and_a_suggestion)
{
    scrl_error error = SCRL_ERROR_INIT;
    ck_assert_int_eq(status_of("caf\xc3\xa9 theme:voice_of_chid"), SCRL_EQUERY);
    ck_assert_int_eq(scrl_context_last_error(ctx, &error), 0);
    ck_assert_int_eq(error.code, SCRL_EQUERY);
    ck_assert_str_eq(error.step, "query");
    ck_assert_uint_eq(error.position, 5);
    ck_assert_ptr_nonnull(strstr(error.message, "voice_of_child"));
    ck_assert_int_eq(status_of("poarity:good"), SCRL_EQUERY);
    ck_assert_ptr_nonnull(strstr(ctx->message, "polarity"));
}
END_TEST

START_TEST(the_question_has_one_form)
{
    scrl_search *search = NULL;
    ck_assert_int_eq(scrl_search_new(library,
                                     "  (home)  level:case   theme:supervision AND \xe2\x80\x9c"
                                     "core group\xe2\x80\x9d -night ",
                                     NULL, &search),
                     0);
    char form[256];
    snprintf(form, sizeof(form), "%s", scrl_search_question(search));
    scrl_search_free(search);
    ck_assert_str_eq(form, "home (theme:supervision level:case) \"core group\" NOT night");
    ck_assert_int_eq(scrl_search_new(library, form, NULL, &search), 0);
    ck_assert_str_eq(scrl_search_question(search), form);
    scrl_search_free(search);
    ck_assert_str_eq(scrl_search_question(NULL), "");
}
END_TEST

START_TEST(answers_do_not_depend_on_the_order_of_filling)
{
    char first[64][400];
    size_t count = 0;
    for (size_t begin = 0; begin < SHELF_COUNT; begin++) {
        scrl_library *other = shelf_library_from(begin);
        scrl_search *search = NULL;
        scrl_hit hit = SCRL_HIT_INIT;
        size_t i = 0;
        ck_assert_int_eq(scrl_search_new(other, "home OR visit OR supervision", NULL, &search), 0);
        for (; scrl_search_next(search, &hit) == 1; i++) {
            char line[400];
            snprintf(line, sizeof(line), "%.12s %u %.9f %.300s", hit.review, hit.ordinal, hit.score, hit.text);
            if (begin == 0)
                strcpy(first[count++], line);
            ck_assert_str_eq(line, first[i]);
        }
        ck_assert_uint_eq(i, count);
        scrl_search_free(search);
        scrl_library_close(other);
    }
}
END_TEST

START_TEST(wrong_use_is_told)
{
    scrl_search_options options = SCRL_SEARCH_OPTIONS_INIT;
    scrl_search *search = NULL;
    scrl_hit hit = SCRL_HIT_INIT, unset = {0};
    uint32_t from, to;
    uint64_t total;
    ck_assert_int_eq(scrl_search_new(NULL, "", NULL, &search), SCRL_EINVAL);
    ck_assert_int_eq(scrl_search_new(library, NULL, NULL, &search), SCRL_EINVAL);
    ck_assert_int_eq(scrl_search_new(library, "", NULL, NULL), SCRL_EINVAL);
    options.unit = (scrl_unit)8;
    ck_assert_int_eq(scrl_search_new(library, "", &options, &search), SCRL_EINVAL);
    options.unit = (scrl_unit)-1;
    ck_assert_int_eq(scrl_search_new(library, "", &options, &search), SCRL_EINVAL);
    options = (scrl_search_options)SCRL_SEARCH_OPTIONS_INIT;
    options.sort = (scrl_sort)7;
    ck_assert_int_eq(scrl_search_new(library, "", &options, &search), SCRL_EINVAL);
    options = (scrl_search_options)SCRL_SEARCH_OPTIONS_INIT;
    options.size = 0;
    ck_assert_int_eq(scrl_search_new(library, "", &options, &search), SCRL_EINVAL);
    ck_assert_ptr_null(search);
    ck_assert_int_eq(scrl_search_next(NULL, &hit), SCRL_EINVAL);
    ck_assert_int_eq(scrl_search_total(NULL, &total), SCRL_EINVAL);
    ck_assert_int_eq(scrl_search_highlight(NULL, 0, &from, &to), SCRL_EINVAL);
    ck_assert_int_eq(scrl_search_new(library, "", NULL, &search), 0);
    ck_assert_int_eq(scrl_search_next(search, NULL), SCRL_EINVAL);
    ck_assert_int_eq(scrl_search_next(search, &unset), SCRL_EINVAL);
    ck_assert_int_eq(scrl_search_total(search, NULL), SCRL_EINVAL);
    ck_assert_int_eq(scrl_search_highlight(search, 0, NULL, &to), SCRL_EINVAL);
    ck_assert_int_eq(scrl_search_highlight(search, 0, &from, &to), SCRL_EINVAL);
    scrl_search_free(search);
    scrl_search_free(NULL);
}
END_TEST

/* A program built against an older scrl knows fewer members; what it does not know is not written. */
START_TEST(an_older_hit_is_filled_as_far_as_it_goes)
{
    scrl_search *search = NULL;
    scrl_hit hit;
    memset(&hit, 0x55, sizeof(hit));
    hit.size = offsetof(scrl_hit, title);
    ck_assert_int_eq(scrl_search_new(library, "stepfather", NULL, &search), 0);
    ck_assert_int_eq(scrl_search_next(search, &hit), 1);
    ck_assert_str_eq(hit.file, "north.txt");
    ck_assert_uint_eq(hit.highlight_count, (size_t)0x5555555555555555);
    scrl_search_free(search);
}
END_TEST

int main(void)
{
    const TTest *const tests[] = {
        words_are_found_in_any_form_and_must_all_occur,
        a_phrase_is_words_side_by_side,
        or_not_and_brackets_group,
        a_star_takes_every_ending,
        near_counts_the_words_between,
        words_of_several_parts_are_taken_whole,
        filters_choose_by_what_a_passage_is,
        an_agency_in_a_statement_counts_without_a_tag,
        years_are_ranges_and_the_undated_are_in_none,
        an_area_is_its_words_whatever_their_case,
        a_review_is_named_by_the_beginning_of_its_id,
        theme_polarity_and_level_ask_for_one_tag,
        an_empty_question_is_every_passage,
        words_of_another_language_are_a_result_or_a_mistake,
        any_two_signs_are_a_result_or_a_mistake,
        a_mistake_has_its_place_and_a_suggestion,
        the_question_has_one_form,
        answers_do_not_depend_on_the_order_of_filling,
        wrong_use_is_told,
        an_older_hit_is_filled_as_far_as_it_goes,
    };
    Suite *suite = suite_create("api");
    TCase *c = tcase_create("search");
    tcase_add_checked_fixture(c, start, end);
    tcase_set_timeout(c, 120);
    for (size_t i = 0; i < sizeof(tests) / sizeof(tests[0]); i++)
        tcase_add_test(c, tests[i]);
    suite_add_tcase(suite, c);
    return run_suite(suite);
}
