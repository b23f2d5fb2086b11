/* test_canonical.c - the canonical form is a question again, and the same one. */
#include "suite.h"

#include <string.h>

#include "base/ctx.h"
#include "base/str.h"
#include "query/parse.h"

static scrl_context *ctx;

static void start(void)
{
    ck_assert_int_eq(scrl_context_new(NULL, &ctx), 0);
}

static void end(void)
{
    scrl_context_free(ctx);
}

/* A plan written out with all that it says, to compare two. */
static void describe(const scrl__plan *plan, uint32_t number, scrl__str *out)
{
    const scrl__plan_node *node = &plan->nodes[number];
    scrl__str_addf(out, "(%d %d %d %s %s %d %u %d %d %d %d", (int)node->kind, (int)node->scope, node->exact,
                   node->text != NULL ? node->text : "-", node->field != NULL ? node->field : "-", node->prefix,
                   node->distance, node->first, node->last, node->polarity, node->level);
    for (uint32_t child = node->first_child; child != 0; child = plan->nodes[child].next)
        describe(plan, child, out);
    scrl__str_addc(out, ')');
}

/* Whether a question parses; when it does, its canonical form must give the same plan and the same form. */
static bool check_round_trip(const char *question)
{
    scrl__plan *plan = NULL, *again = NULL;
    if (scrl__query_parse(ctx, question, NULL, &plan) != 0)
        return false;
    int status = scrl__query_parse(ctx, plan->canonical, NULL, &again);
    ck_assert_msg(status == 0, "%.200s -> %.200s: %s", question, plan->canonical, ctx->message);
    ck_assert_str_eq(again->canonical, plan->canonical);
    scrl__str left = SCRL__STR_INIT, right = SCRL__STR_INIT;
    if (plan->root != 0)
        describe(plan, plan->root, &left);
    if (again->root != 0)
        describe(again, again->root, &right);
    ck_assert_msg(strcmp(scrl__str_text(&left), scrl__str_text(&right)) == 0, "%.200s -> %.200s", question,
                  plan->canonical);
    scrl__str_free(&left);
    scrl__str_free(&right);
    scrl__plan_free(again);
    scrl__plan_free(plan);
    return true;
}

START_TEST(every_way_to_write_a_part_comes_back)
{
    static const char *const questions[] = {
        "",
        "home",
        "caf\xc3\xa9",
        "\"OR\" \"AND\" \"NOT\" near NEAR",
        "multi-agenc*",
        "\"health visit\"*",
        "a near/3 \"b c\"",
        "NOT a near/3 b",
        "NOT (NOT (a OR b) c)",
        "area:\"North Shire\" area:x-y area:OR review:0af",
        "year:2015 year:2015.. year:..2015 year:0..7",
        "theme:a polarity:good level:case theme:b level:system",
        "polarity:good level:case polarity:neutral theme:a",
        "theme:a OR (theme:b level:case)",
        "-theme:a -(theme:a polarity:good)",
        "theme:a (theme:b OR x) level:case",
        "agency:police kind:finding nation:wales",
        "a (b (c (d)))",
        "\"a:b\" 'c' [d] {e} ^f",
        "=a =\"b c\" exact:d* (a OR =b) near/9 \"c\"*",
        "same:sentence(theme:a polarity:good level:case -b) OR same:section((x y) z)",
        "published:2015-03-07 incident:2015-03.. date:..2015-03 date:2015-01-01..2016-12-31 board:x legal:care",
    };
    for (size_t i = 0; i < sizeof(questions) / sizeof(questions[0]); i++)
        ck_assert_msg(check_round_trip(questions[i]), "%s: %s", questions[i], ctx->message);
}
END_TEST

static void write_random(scrl__str *out, unsigned *seed, int depth)
{
    static const char *const leaves[] = {"home",       "\"core group\"", "theme:a",           "polarity:good",
                                         "level:case", "nurs*",          "a near/3 \"b\"",    "year:2000..",
                                         "=visited",   "multi-agency",   "same:section(a b)", "date:2015-02.."};
    *seed = *seed * 1103515245U + 12345U;
    unsigned choice = *seed >> 16;
    if (depth >= 4 || choice % 5 == 0) {
        scrl__str_adds(out, leaves[choice / 5 % 12]);
        return;
    }
    scrl__str_addc(out, '(');
    for (unsigned i = 0; i <= choice % 3; i++) {
        scrl__str_adds(out, i == 0 ? "" : (choice >> (7 + i)) % 2 == 0 ? " OR " : " ");
        scrl__str_adds(out, (choice >> (3 + i)) % 4 == 0 ? "NOT " : "");
        write_random(out, seed, depth + 1);
    }
    scrl__str_addc(out, ')');
}

START_TEST(whatever_parses_comes_back)
{
    for (unsigned round = 0; round < 3000; round++) {
        scrl__str question = SCRL__STR_INIT;
        unsigned seed = round * 7919U;
        write_random(&question, &seed, 0);
        ck_assert_msg(check_round_trip(scrl__str_text(&question)), "%.200s: %s", scrl__str_text(&question),
                      ctx->message);
        scrl__str_free(&question);
    }
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("query");
    TCase *tests = tcase_create("canonical");
    tcase_add_checked_fixture(tests, start, end);
    tcase_set_timeout(tests, 60);
    tcase_add_test(tests, every_way_to_write_a_part_comes_back);
    tcase_add_test(tests, whatever_parses_comes_back);
    suite_add_tcase(suite, tests);
    return run_suite(suite);
}
