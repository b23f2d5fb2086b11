/* canonical.c - prints a plan: single words bare, all else quoted, tags as theme, polarity, level, brackets only
 * where needed. */
#include "query/canonical.h"

#include <stdio.h>
#include <string.h>

#include <scrl/themes.h>

#include "base/str.h"

static const char *const scope_names[] = {"sentence", "passage", "section"};

static void print_node(const scrl__plan *plan, uint32_t number, scrl__str *out, bool nested);

/* Whether a text can stand bare: ASCII letters, digits and underscores only, and no word of the grammar. */
static bool can_stand_bare(const char *text)
{
    for (const char *c = text; *c != '\0'; c++) {
        bool plain = (*c >= 'a' && *c <= 'z') || (*c >= 'A' && *c <= 'Z') || (*c >= '0' && *c <= '9') || *c == '_';
        if (!plain)
            return false;
    }
    return strcmp(text, "OR") != 0 && strcmp(text, "AND") != 0 && strcmp(text, "NOT") != 0;
}

static void print_words(const char *text, scrl__str *out)
{
    bool bare = can_stand_bare(text);
    if (!bare)
        scrl__str_addc(out, '"');
    scrl__str_adds(out, text);
    if (!bare)
        scrl__str_addc(out, '"');
}

/* A day as short as it can be written: the year alone, or with the month, where the rest is that of a beginning or an
 * end. */
static void print_day(int32_t date, int32_t rest_of_year, int32_t rest_of_month, scrl__str *out)
{
    scrl__str_addf(out, "%d", date / 10000);
    if (date % 10000 == rest_of_year)
        return;
    scrl__str_addf(out, "-%02d", date / 100 % 100);
    if (date % 100 != rest_of_month)
        scrl__str_addf(out, "-%02d", date % 100);
}

static void print_first(int32_t date, scrl__str *out)
{
    print_day(date, 101, 1, out);
}

static void print_last(int32_t date, scrl__str *out)
{
    print_day(date, 1231, 31, out);
}

/* One day, month or year stands alone. */
static bool is_one_date(const scrl__plan_node *node)
{
    int32_t first = node->first, last = node->last;
    return first == last || (first / 100 == last / 100 && first % 100 == 1 && last % 100 == 31) ||
           (first / 10000 == last / 10000 && first % 10000 == 101 && last % 10000 == 1231);
}

/* A single day prints whole: both of its ends do. */
static void print_one_date(const scrl__plan_node *node, scrl__str *out)
{
    if (node->first == node->last)
        print_day(node->first, 0, 0, out);
    else if (node->first / 100 == node->last / 100)
        print_day(node->first, 0, 1, out);
    else
        print_first(node->first, out);
}

static void print_dates(const scrl__plan_node *node, scrl__str *out)
{
    if (node->first != INT32_MIN && node->last != INT32_MAX && is_one_date(node)) {
        print_one_date(node, out);
        return;
    }
    if (node->first != INT32_MIN)
        print_first(node->first, out);
    scrl__str_adds(out, "..");
    if (node->last != INT32_MAX)
        print_last(node->last, out);
}

static void print_tag(const scrl__plan_node *node, scrl__str *out)
{
    const char *space = "";
    if (node->text != NULL) {
        scrl__str_addf(out, "theme:%s", node->text);
        space = " ";
    }
    if (node->polarity >= 0) {
        scrl__str_addf(out, "%spolarity:%s", space, scrl_polarity_name((scrl_polarity)node->polarity));
        space = " ";
    }
    if (node->level >= 0)
        scrl__str_addf(out, "%slevel:%s", space, scrl_level_name((scrl_level)node->level));
}

static void print_children(const scrl__plan *plan, const scrl__plan_node *node, const char *between, scrl__str *out)
{
    for (uint32_t child = node->first_child; child != 0; child = plan->nodes[child].next) {
        if (child != node->first_child)
            scrl__str_adds(out, between);
        print_node(plan, child, out, true);
    }
}

/* AND and OR in brackets when they stand inside something. */
static void print_group(const scrl__plan *plan, const scrl__plan_node *node, const char *between, scrl__str *out,
                        bool nested)
{
    if (nested)
        scrl__str_addc(out, '(');
    print_children(plan, node, between, out);
    if (nested)
        scrl__str_addc(out, ')');
}

/* A tag with more than one part is an AND of filters: inside OR or NOT it needs brackets. */
static void print_tag_nested(const scrl__plan_node *node, scrl__str *out, bool nested)
{
    int parts = (node->text != NULL) + (node->polarity >= 0) + (node->level >= 0);
    if (nested && parts > 1)
        scrl__str_addc(out, '(');
    print_tag(node, out);
    if (nested && parts > 1)
        scrl__str_addc(out, ')');
}

static void print_node(const scrl__plan *plan, uint32_t number, scrl__str *out, bool nested)
{
    const scrl__plan_node *node = &plan->nodes[number];
    char near[32];
    switch (node->kind) {
    case SCRL__PLAN_AND:
        print_group(plan, node, " ", out, nested);
        break;
    case SCRL__PLAN_OR:
        print_group(plan, node, " OR ", out, nested);
        break;
    case SCRL__PLAN_NOT:
        scrl__str_adds(out, "NOT ");
        print_children(plan, node, "", out);
        break;
    case SCRL__PLAN_NEAR:
        snprintf(near, sizeof(near), " near/%u ", node->distance);
        print_children(plan, node, near, out);
        break;
    case SCRL__PLAN_SAME:
        scrl__str_addf(out, "same:%s(", scope_names[node->scope]);
        print_children(plan, node, " ", out);
        scrl__str_addc(out, ')');
        break;
    case SCRL__PLAN_TEXT:
        scrl__str_adds(out, node->exact ? "=" : "");
        print_words(node->text, out);
        if (node->prefix)
            scrl__str_addc(out, '*');
        break;
    case SCRL__PLAN_TAG:
        print_tag_nested(node, out, nested);
        break;
    case SCRL__PLAN_FILTER:
        scrl__str_addf(out, "%s:", node->field);
        if (node->compare == SCRL__COMPARE_RANGE)
            print_dates(node, out);
        else
            print_words(node->text, out);
        break;
    }
}

const char *scrl__plan_canonical(const scrl__plan *plan)
{
    scrl__str out = SCRL__STR_INIT;
    if (plan->root != 0)
        print_node(plan, plan->root, &out, false);
    const char *copy = out.failed ? NULL : scrl__arena_strndup(plan->arena, scrl__str_text(&out), out.len);
    scrl__str_free(&out);
    return copy;
}
