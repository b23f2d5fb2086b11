/* test_closeness.c - how near statements are to each other, and that the search by rare words finds what comparing with all
 * would find. */
#include "analyse/closeness.h"

#include "analyse/made.h"

static const made_review reviews[] = {{"2019", 1}, {"2020", 1}, {"2020", 1}};
static const made_statement made[] = {
    {0, "finding", "the board must ask polic to see the child alone"},
    {0, "finding", "the nurs did not visit 12 a"},
    {1, "finding", "the board must ask polic to see the child"},
    {1, "finding", "the hous was cold"},
    {2, "finding", "12 a"},
};

static scrl__facts facts;
static scrl__fact_statements statements;
static scrl__closeness closeness;

static void start(void)
{
    made_start();
    facts = made_facts(reviews, 3);
    statements = made_statements(&facts, made, 5);
    ck_assert_int_eq(scrl__closeness_make(ctx, &statements, &closeness), 0);
}

static void end(void)
{
    scrl__closeness_free(&closeness);
    scrl__fact_statements_free(&statements);
    scrl__facts_free(&facts);
    made_end();
}

static bool accept(const void *user, uint32_t i, uint32_t j)
{
    return user == NULL || statements.items[i].review != statements.items[j].review;
}

START_TEST(the_same_words_are_1_and_others_0)
{
    ck_near(scrl__closeness_of(&closeness, 0, 0), 1, 1e-6);
    ck_assert(scrl__closeness_of(&closeness, 0, 2) > 0.7);
    ck_near(scrl__closeness_of(&closeness, 0, 2), scrl__closeness_of(&closeness, 2, 0), 1e-12);
    ck_assert(scrl__closeness_of(&closeness, 0, 3) < 0.05); /* "the" alone */
}
END_TEST

START_TEST(numbers_and_single_letters_say_nothing)
{
    ck_near(scrl__closeness_of(&closeness, 1, 4), 0, 0);
    ck_near(scrl__closeness_of(&closeness, 4, 4), 0, 0);
}
END_TEST

START_TEST(the_cosine_is_that_of_the_logarithms_of_rarity)
{
    /* "hous was cold" each in one of five statements, "the" in four: log 6 and log 6/4. */
    double rare = log(6.0), the = log(6.0 / 4);
    double length = sqrt(3 * rare * rare + the * the);
    /* Statement 1: nurs did not visit in one each, and "the". */
    double other = sqrt(4 * rare * rare + the * the);
    ck_near(scrl__closeness_of(&closeness, 1, 3), the * the / (length * other), 1e-6);
}
END_TEST

START_TEST(the_nearest_come_first_and_only_those_accepted)
{
    scrl__near near[SCRL__NEAR_MOST];
    size_t count = scrl__closeness_near(&closeness, 0, 0.3, accept, NULL, near);
    ck_assert_uint_eq(count, 1);
    ck_assert_uint_eq(near[0].statement, 2);
    count = scrl__closeness_near(&closeness, 1, 0.0, accept, &count, near);
    ck_assert_uint_eq(count, 2); /* those of other reviews that share "the" */
    ck_assert(near[0].similarity >= near[1].similarity);
    ck_assert_uint_eq(scrl__closeness_near(&closeness, 4, 0, accept, NULL, near), 0);
}
END_TEST

START_TEST(the_search_by_rare_words_misses_nothing_near)
{
    enum { COUNT = 300 };
    static const char *const words[] = {"alpha", "beta", "gamma", "delta", "kappa", "lamda", "sigma", "omega",
                                        "red",   "blue", "green", "black", "north", "south", "east",  "west"};
    static char texts[COUNT][256];
    static made_statement many[COUNT];
    unsigned chance = 7;
    for (unsigned i = 0; i < COUNT; i++) {
        texts[i][0] = '\0';
        for (unsigned j = 0; j < 8; j++) {
            chance = chance * 1103515245u + 12345u;
            unsigned word = (chance >> 16) % 40;
            if (word < 16)
                snprintf(texts[i] + strlen(texts[i]), 32, "%s ", words[word]);
            else
                snprintf(texts[i] + strlen(texts[i]), 32, "w%u ", (chance >> 8) % 500);
        }
        many[i] = (made_statement){0, "finding", texts[i]};
    }
    scrl__fact_statements all = made_statements(&facts, many, COUNT);
    scrl__closeness c;
    ck_assert_int_eq(scrl__closeness_make(ctx, &all, &c), 0);
    size_t pairs = 0;
    for (uint32_t i = 0; i < COUNT; i++) {
        scrl__near near[SCRL__NEAR_MOST];
        size_t expected = 0;
        for (uint32_t j = 0; j < COUNT; j++)
            expected += j != i && scrl__closeness_of(&c, i, j) >= 0.4;
        ck_assert_uint_eq(scrl__closeness_near(&c, i, 0.4, accept, NULL, near), expected);
        pairs += expected;
    }
    ck_assert_uint_gt(pairs, 10);
    scrl__closeness_free(&c);
    scrl__fact_statements_free(&all);
}
END_TEST

START_TEST(documents_of_one_case_share_a_date_and_most_statements)
{
    static const made_statement forms[] = {
        {0, "finding", "nobody asked about the father"},    {0, "finding", "the core group never met in may"},
        {0, "finding", "school saw bruises and was quiet"}, {1, "finding", "nobody asked about the father"},
        {1, "finding", "the core group never met in may"},  {1, "finding", "school saw bruises and was quiet"},
        {2, "finding", "nobody asked about the father"},    {2, "finding", "the core group never met in may"},
        {2, "finding", "school saw bruises and was quiet"}, {2, "finding", "supervision was weekly and kind"}};
    scrl__fact_statements all = made_statements(&facts, forms, 10);
    scrl__closeness c;
    ck_assert_int_eq(scrl__closeness_make(ctx, &all, &c), 0);
    ck_assert(!scrl__closeness_same_case(&c, &facts, 0, 3)); /* 2019 and 2020: said again */
    ck_assert(scrl__closeness_same_case(&c, &facts, 3, 6));
    ck_assert(scrl__closeness_same_case(&c, &facts, 9, 4)); /* whichever statements are asked about */
    scrl__closeness_free(&c);
    scrl__fact_statements_free(&all);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("analyse");
    TCase *tests = tcase_create("closeness");
    tcase_add_checked_fixture(tests, start, end);
    tcase_add_test(tests, the_same_words_are_1_and_others_0);
    tcase_add_test(tests, numbers_and_single_letters_say_nothing);
    tcase_add_test(tests, the_cosine_is_that_of_the_logarithms_of_rarity);
    tcase_add_test(tests, the_nearest_come_first_and_only_those_accepted);
    tcase_add_test(tests, the_search_by_rare_words_misses_nothing_near);
    tcase_add_test(tests, documents_of_one_case_share_a_date_and_most_statements);
    suite_add_tcase(suite, tests);
    return run_suite(suite);
}
