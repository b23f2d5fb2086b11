/* canonical.c - prints a plan: single words bare, all else quoted, tags as theme, polarity, level, brackets only
 * where needed. */
#include "query/canonical.h"

#include <stdio.h>
#include <string.h>

#include <scrl/themes.h>

#include "base/str.h"

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

static void print_years(const scrl__plan_node *node, scrl__str *out)
{
    scrl__str_adds(out, "year:");
    if (node->first == node->last) {
        scrl__str_addf(out, "%d", node->first);
        return;
    }
    if (node->first != INT32_MIN)
        scrl__str_addf(out, "%d", node->first);
    scrl__str_adds(out, "..");
    if (node->last != INT32_MAX)
        scrl__str_addf(out, "%d", node->last);
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
    case SCRL__PLAN_TEXT:
        print_words(node->text, out);
        if (node->prefix)
            scrl__str_addc(out, '*');
        break;
    case SCRL__PLAN_TAG:
        print_tag_nested(node, out, nested);
        break;
    case SCRL__PLAN_FILTER:
        if (node->text == NULL) {
            print_years(node, out);
            break;
        }
        scrl__str_addf(out, "%s:", node->field);
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
