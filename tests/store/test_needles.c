/* test_needles.c - what the full-text index is asked for words: what a person typed stands in quotes, and whatever the
 * parser lets through, FTS5 takes. */
#include "query/parse.h"
#include "store/needles.h"
#include "store/run.h"
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

static scrl__plan *plan_of(const char *question)
{
    scrl__plan *plan = NULL;
    ck_assert_msg(scrl__query_parse(ctx, question, NULL, &plan) == 0, "%.80s: %s", question, ctx->message);
    return plan;
}

/* What the index is asked for the words of a question, or "-" when what it offers has to be looked at or is nothing. */
static const char *asked(const char *question)
{
    static char text[4096];
    scrl__needles needles;
    scrl__str out = SCRL__STR_INIT;
    scrl__plan *plan = plan_of(question);
    const scrl__plan_node *root = &plan->nodes[plan->root];
    ck_assert_int_eq(scrl__needles_make(library, plan, &needles), 0);
    const scrl__needle *needle = &needles.items[plan->root];
    bool near = root->kind == SCRL__PLAN_NEAR;
    if (scrl__needles_check(&needles, plan->root) || (!near && needle->never))
        scrl__str_adds(&out, "-");
    else if (near)
        scrl__needles_near(&needles, plan->root, &out);
    else
        scrl__str_adds(&out, needle->ask);
    snprintf(text, sizeof(text), "%s", scrl__str_text(&out));
    scrl__str_free(&out);
    scrl__needles_free(&needles);
    scrl__plan_free(plan);
    return text;
}

/* How many passages answer; the test fails when FTS5 does not take the expression. */
static size_t answers(const char *question)
{
    scrl__found *items = NULL;
    size_t count = 0;
    scrl__plan *plan = plan_of(question);
    int status = scrl__run_find(library, plan, SCRL__SCORE_WEIGHED, &items, &count);
    ck_assert_msg(status == 0, "%.80s: %s", question, ctx->message);
    free(items);
    scrl__plan_free(plan);
    return count;
}

START_TEST(words_stand_in_quotes)
{
    ck_assert_str_eq(asked("father"), "\"father\"");
    ck_assert_str_eq(asked("neglect*"), "\"neglect\" *");
    ck_assert_str_eq(asked("(father OR home) near/3 visit"),
                     "NEAR(\"father\" \"visit\", 3) OR NEAR(\"home\" \"visit\", 3)");
    ck_assert_str_eq(asked("\"core group\""), "\"core group\"");
    ck_assert_str_eq(asked("father near/3 \"core group\""), "NEAR(\"father\" \"core group\", 3)");
    ck_assert_str_eq(asked("multi-agency"), "\"multi-agency\"");
}
END_TEST

START_TEST(an_empty_question_takes_every_passage)
{
    ck_assert_uint_eq(answers(" "), (size_t)atoi(ask(library, "SELECT count(*) FROM passage")));
}
END_TEST

START_TEST(what_the_index_does_not_know_is_looked_for_in_the_texts)
{
    ck_assert_str_eq(asked("=visited"), "-"); /* "visit", "visiting" ... share its stem */
    ck_assert_str_eq(asked("=stepfather"), "\"stepfather\"");
    ck_assert_str_eq(asked("xylophon*"), "-"); /* no word begins so */
    ck_assert_str_eq(asked("father near/3 =visited"), "-");
}
END_TEST

START_TEST(what_is_excluded_is_taken_from_the_rest)
{
    ck_assert_uint_eq(answers("home"), answers("home visit") + answers("home -visit"));
    ck_assert_uint_eq(answers(""), answers("home") + answers("NOT home"));
    ck_assert_uint_eq(answers("home OR NOT home"), answers(""));
}
END_TEST

START_TEST(a_filter_for_what_the_library_lacks_finds_nothing)
{
    ck_assert_uint_eq(answers("area:Nowhere"), 0);
    ck_assert_uint_eq(answers("theme:no_such_theme"), 0);
    ck_assert_uint_eq(answers("year:1901..1902"), 0);
    ck_assert_uint_eq(answers("review:0000000000"), 0);
    ck_assert_uint_eq(answers("NOT area:Nowhere"), answers(""));
}
END_TEST

START_TEST(the_language_of_the_index_is_none_of_the_questions)
{
    ck_assert_uint_eq(answers("z0"), 0);
    ck_assert_uint_eq(answers("tokens"), 0);
    ck_assert_uint_eq(answers("\"text : z0\""), 0);
    ck_assert_uint_eq(answers("zt17 OR zr5"), 0);
}
END_TEST

START_TEST(a_quotation_mark_that_comes_by_another_way_is_doubled)
{
    scrl__plan_node nodes[] = {{0},
                               {.kind = SCRL__PLAN_TEXT, .text = "a\" OR text : \"b", .polarity = -1, .level = -1}};
    scrl__plan plan = {.nodes = nodes, .node_count = 2, .root = 1};
    scrl__needles needles;
    ck_assert_int_eq(scrl__needles_make(library, &plan, &needles), 0);
    ck_assert_str_eq(needles.items[1].ask, "\"a\"\" OR text : \"\"b\"");
    scrl__needles_free(&needles);
}
END_TEST

START_TEST(the_widest_question_is_taken)
{
    static const char *const joints[] = {" ", " OR ", " -", " near/5 x "};
    for (size_t j = 0; j < sizeof(joints) / sizeof(joints[0]); j++) {
        scrl__str question = SCRL__STR_INIT;
        for (int i = 0; i < (j == 3 ? 75 : 190); i++) {
            scrl__str_adds(&question, i > 0 ? joints[j] : "");
            scrl__str_addf(&question, "w%d", i);
        }
        answers(scrl__str_text(&question));
        scrl__str_free(&question);
    }
    scrl__str question = SCRL__STR_INIT;
    for (int i = 0; i < 95; i++)
        scrl__str_addf(&question, "%s(theme:supervision polarity:good OR home)", i > 0 ? " " : "");
    answers(scrl__str_text(&question));
    scrl__str_free(&question);
}
END_TEST

START_TEST(the_deepest_question_is_taken)
{
    /* Each with how many levels of the twenty it takes. */
    static const struct {
        const char *open, *close;
        int levels;
    } nests[] = {{"(a OR b (", "))", 2},   {"(a -(", "))", 3},
                 {"NOT (", ")", 2},        {"(theme:supervision level:case OR (", "))", 2},
                 {"a OR NOT (b ", ")", 2}, {"(a OR ", ")", 1},
                 {"(a b OR c ", ")", 1}};
    for (size_t k = 0; k < sizeof(nests) / sizeof(nests[0]); k++) {
        scrl__str question = SCRL__STR_INIT;
        for (int i = 0; i < 20 / nests[k].levels; i++)
            scrl__str_adds(&question, nests[k].open);
        scrl__str_adds(&question, "home");
        for (int i = 0; i < 20 / nests[k].levels; i++)
            scrl__str_adds(&question, nests[k].close);
        answers(scrl__str_text(&question));
        scrl__str_free(&question);
    }
}
END_TEST

/* A question of 'budget' parts and of all kinds of nesting, as deep as it gets; 'seed' makes it. */
static void write_random(scrl__str *out, unsigned *seed, int depth, int *budget)
{
    static const char *const leaves[] = {"home",  "\"core group\"", "theme:supervision", "polarity:good",
                                         "nurs*", "a near/3 b",     "year:2000..",       "=visited"};
    *seed = *seed * 1103515245U + 12345U;
    unsigned choice = *seed >> 16;
    if (depth >= 18 || --*budget <= 0) {
        scrl__str_adds(out, leaves[choice % 8]);
        return;
    }
    unsigned parts = 1 + choice % 3;
    scrl__str_addc(out, '(');
    for (unsigned i = 0; i < parts; i++) {
        bool exclude = (choice >> (3 + i)) % 4 == 0;
        scrl__str_adds(out, i == 0 ? "" : (choice >> (7 + i)) % 2 == 0 ? " OR " : " ");
        scrl__str_adds(out, exclude ? "-" : "");
        write_random(out, seed, depth + 1 + exclude, budget);
    }
    scrl__str_addc(out, ')');
}

START_TEST(whatever_parses_is_taken)
{
    int taken = 0;
    for (unsigned round = 0; round < 400; round++) {
        scrl__str question = SCRL__STR_INIT;
        scrl__plan *plan = NULL;
        unsigned seed = round * 7919U;
        int budget = 20 + (int)round % 100;
        write_random(&question, &seed, 0, &budget);
        if (scrl__query_parse(ctx, scrl__str_text(&question), NULL, &plan) == 0) {
            scrl__plan_free(plan);
            answers(scrl__str_text(&question));
            taken++;
        }
        scrl__str_free(&question);
    }
    ck_assert_int_gt(taken, 200);
}
END_TEST

/* Which passages answer does not depend on the order in which the parts are written. */
START_TEST(order_of_parts_does_not_matter)
{
    ck_assert_uint_eq(answers("(home OR (visit -night)) -school"), answers("-school ((-night visit) OR home)"));
    ck_assert_uint_eq(answers("(home OR (visit -night)) -school"), 4);
    ck_assert_uint_eq(answers("a (b OR (c -d)) -(e f)"), answers("-(f e) ((-d c) OR b) a"));
}
END_TEST

int main(void)
{
    const TTest *const tests[] = {
        words_stand_in_quotes,
        an_empty_question_takes_every_passage,
        what_is_excluded_is_taken_from_the_rest,
        what_the_index_does_not_know_is_looked_for_in_the_texts,
        a_filter_for_what_the_library_lacks_finds_nothing,
        the_language_of_the_index_is_none_of_the_questions,
        a_quotation_mark_that_comes_by_another_way_is_doubled,
        the_widest_question_is_taken,
        the_deepest_question_is_taken,
        whatever_parses_is_taken,
        order_of_parts_does_not_matter,
    };
    Suite *suite = suite_create("store");
    TCase *c = tcase_create("needles");
    tcase_add_checked_fixture(c, start, end);
    tcase_set_timeout(c, 120);
    for (size_t i = 0; i < sizeof(tests) / sizeof(tests[0]); i++)
        tcase_add_test(c, tests[i]);
    suite_add_tcase(suite, c);
    return run_suite(suite);
}
