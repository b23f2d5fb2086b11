/* Laws and guidance that are cited. */
#include "report.h"

#include <string.h>

/* All citations of one sentence as "name, part; name". */
static const char *cited(const char *sentence)
{
    static char all[1000];
    char text[500];
    snprintf(text, sizeof(text), "p||%s", sentence);
    const char *const lines[] = {COVER, "h|1|Analysis", text};
    scrl_review *review = REVIEW(lines);
    all[0] = '\0';
    for (size_t i = 0; i < scrl_review_citation_count(review); i++) {
        scrl_citation c = SCRL_CITATION_INIT;
        ck_assert_int_eq(scrl_review_citation(review, i, &c), 0);
        ck_assert_uint_lt(c.start, c.end);
        if (i > 0)
            strcat(all, "; ");
        strcat(all, c.name);
        if (c.part[0] != '\0') {
            strcat(all, ", ");
            strcat(all, c.part);
        }
    }
    scrl_review_free(review);
    return all;
}

#define CITES(sentence, expected) ck_assert_str_eq(cited(sentence), expected)

START_TEST(an_act_names_itself_by_its_year)
{
    CITES("This is a duty under the Children Act 1989.", "Children Act 1989");
    CITES("See the Anti-social Behaviour, Crime and Policing Act 2014 on this.",
          "Anti-social Behaviour, Crime and Policing Act 2014");
    CITES("The Social Services and Well-being (Wales) Act 2014 applied.",
          "Social Services and Well-being (Wales) Act 2014");
    CITES("The Domestic Violence, Crime and Victims Act 2004 requires this review.",
          "Domestic Violence, Crime and Victims Act 2004");
}
END_TEST

START_TEST(sections_are_parts_of_their_act)
{
    CITES("She was accommodated under section 20 of the Children Act 1989.", "Children Act 1989, 20");
    CITES("He had care under the Care Act 2014, section 42(1).", "Care Act 2014, 42(1)");
    CITES("He was held under s.136 of the Mental Health Act 1983.", "Mental Health Act 1983, 136");
}
END_TEST

START_TEST(sections_known_by_themselves_belong_to_their_act)
{
    CITES("A section 47 enquiry was begun.", "Children Act 1989, 47");
    CITES("The s47 strategy meeting did not decide.", "Children Act 1989, 47");
    CITES("No section 42 enquiry followed.", "Care Act 2014, 42");
    CITES("He was brought in on a Section 136.", "Mental Health Act 1983, 136");
}
END_TEST

START_TEST(guidance_has_its_edition)
{
    CITES("Working Together to Safeguard Children (2015) says so.", "Working Together to Safeguard Children, 2015");
    CITES("As Working Together 2013 has it, the plan must be shared.", "Working Together to Safeguard Children, 2013");
    CITES("This follows Working Together.", "Working Together to Safeguard Children");
}
END_TEST

START_TEST(what_is_no_law_is_not_cited)
{
    CITES("They had to act 1989 times.", "");
    CITES("Section 4 of this report tells of the visits.", "");
    CITES("The agencies were working together well.", "");
    CITES("The team had section heads who met on the 47 bus.", "");
    CITES("An Act 2014 of nothing.", "");
}
END_TEST

START_TEST(asking_past_the_end_is_refused)
{
    const char *const lines[] = {COVER, "p||Nothing."};
    scrl_review *review = REVIEW(lines);
    scrl_citation c = SCRL_CITATION_INIT;
    ck_assert_int_eq(scrl_review_citation(review, 0, &c), SCRL_EINVAL);
    ck_assert_uint_eq(scrl_review_citation_count(NULL), 0);
    scrl_review_free(review);
}
END_TEST

int main(void)
{
    const TTest *const tests[] = {an_act_names_itself_by_its_year,
                                  sections_are_parts_of_their_act,
                                  sections_known_by_themselves_belong_to_their_act,
                                  guidance_has_its_edition,
                                  what_is_no_law_is_not_cited,
                                  asking_past_the_end_is_refused};
    return RUN("citations", tests);
}
