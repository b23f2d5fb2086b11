/*
 * expression.c - writes a plan in the language of FTS5. That language has only a binary NOT, so that what is excluded is
 * taken from the other parts, or from all passages where there are none.
 */
#include "store/expression.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "store/tokens.h"

#define TOKEN_NEVER "tokens : z" /* a word that no passage has: every token ends in a digit */

static int write_node(scrl_library *library, const scrl__plan *plan, uint32_t number, scrl__str *out);

/* A user's words, quoted. The parser leaves no quotation mark in them; one that came by another way is doubled. */
static void write_quoted(const char *text, scrl__str *out)
{
    scrl__str_addc(out, '"');
    for (const char *c = text; *c != '\0'; c++) {
        if (*c == '"')
            scrl__str_addc(out, '"');
        scrl__str_addc(out, *c);
    }
    scrl__str_addc(out, '"');
}

static void write_text(const scrl__plan_node *node, scrl__str *out)
{
    scrl__str_adds(out, "text : ");
    write_quoted(node->text, out);
    if (node->prefix)
        scrl__str_adds(out, " *");
}

static void write_near(const scrl__plan *plan, const scrl__plan_node *node, scrl__str *out)
{
    scrl__str_adds(out, "text : NEAR(");
    for (uint32_t child = node->first_child; child != 0; child = plan->nodes[child].next) {
        write_quoted(plan->nodes[child].text, out);
        scrl__str_addc(out, ' ');
    }
    scrl__str_addf(out, ", %u)", node->distance);
}

/* Whether a term of the library is one that the filter asks for. */
static bool term_wanted(const scrl__plan_node *node, const char *value)
{
    if (strcmp(node->field, "year") == 0) {
        int32_t year = (int32_t)strtol(value, NULL, 10);
        return year >= node->first && year <= node->last;
    }
    if (strcmp(node->field, "review") == 0)
        return strncasecmp(value, node->text, strlen(node->text)) == 0;
    return strcasecmp(value, node->text) == 0;
}

static int write_filter(scrl_library *library, const scrl__plan_node *node, scrl__str *out)
{
    scrl__terms terms;
    int status = scrl__terms_load(library, node->field, &terms);
    if (status != 0)
        return status;
    char letter = scrl__token_letter(node->field);
    size_t found = 0;
    scrl__str_addc(out, '(');
    for (size_t i = 0; i < terms.count; i++) {
        if (!term_wanted(node, terms.items[i].value))
            continue;
        scrl__str_adds(out, found++ > 0 ? " OR " : "");
        scrl__token_match(out, letter, terms.items[i].id);
    }
    if (found == 0)
        scrl__str_adds(out, TOKEN_NEVER);
    scrl__str_addc(out, ')');
    scrl__terms_free(&terms);
    return 0;
}

/* The number of a theme, or 0 when the library does not know it. */
static int theme_number(scrl_library *library, const char *theme, uint32_t *out)
{
    scrl__terms terms;
    int status = scrl__terms_load(library, "theme", &terms);
    if (status != 0)
        return status;
    *out = 0;
    for (size_t i = 0; i < terms.count; i++) {
        if (strcmp(terms.items[i].value, theme) == 0)
            *out = terms.items[i].id;
    }
    scrl__terms_free(&terms);
    return 0;
}

static int write_tag(scrl_library *library, const scrl__plan_node *node, scrl__str *out)
{
    uint32_t theme = 0;
    int status = node->text == NULL ? 0 : theme_number(library, node->text, &theme);
    if (status != 0)
        return status;
    if (node->text != NULL && theme == 0)
        scrl__str_adds(out, TOKEN_NEVER);
    else
        scrl__token_tag_match(out, theme, node->polarity, node->level);
    return 0;
}

/* Writes those children of an AND that are a NOT ('excluded') or that are none, joined. */
static int write_members(scrl_library *library, const scrl__plan *plan, uint32_t first, bool excluded, const char *joint,
                         size_t *count, scrl__str *out)
{
    *count = 0;
    for (uint32_t child = first; child != 0; child = plan->nodes[child].next) {
        const scrl__plan_node *node = &plan->nodes[child];
        if ((node->kind == SCRL__PLAN_NOT) != excluded)
            continue;
        scrl__str_adds(out, (*count)++ > 0 ? joint : "");
        int status = write_node(library, plan, excluded ? node->first_child : child, out);
        if (status != 0)
            return status;
    }
    return 0;
}

/* (a AND b) NOT (c OR d), from the children of an AND, or from one NOT. */
static int write_and(scrl_library *library, const scrl__plan *plan, uint32_t first, scrl__str *out)
{
    size_t wanted = 0, excluded = 0;
    scrl__str without = SCRL__STR_INIT;
    scrl__str_adds(out, "((");
    int status = write_members(library, plan, first, false, " AND ", &wanted, out);
    if (status == 0)
        status = write_members(library, plan, first, true, " OR ", &excluded, &without);
    if (wanted == 0)
        scrl__str_adds(out, "tokens : " SCRL__TOKEN_ALL);
    scrl__str_addc(out, ')');
    if (excluded > 0)
        scrl__str_addf(out, " NOT (%s)", scrl__str_text(&without));
    scrl__str_addc(out, ')');
    out->failed = out->failed || without.failed;
    scrl__str_free(&without);
    return status;
}

static int write_or(scrl_library *library, const scrl__plan *plan, const scrl__plan_node *node, scrl__str *out)
{
    scrl__str_addc(out, '(');
    int status = 0;
    for (uint32_t child = node->first_child; child != 0 && status == 0; child = plan->nodes[child].next) {
        scrl__str_adds(out, child != node->first_child ? " OR " : "");
        status = write_node(library, plan, child, out);
    }
    scrl__str_addc(out, ')');
    return status;
}

/* A NOT that stands alone: all passages without its child. */
static int write_not(scrl_library *library, const scrl__plan *plan, const scrl__plan_node *node, scrl__str *out)
{
    scrl__str_adds(out, "(tokens : " SCRL__TOKEN_ALL " NOT ");
    int status = write_node(library, plan, node->first_child, out);
    scrl__str_addc(out, ')');
    return status;
}

static int write_node(scrl_library *library, const scrl__plan *plan, uint32_t number, scrl__str *out)
{
    const scrl__plan_node *node = &plan->nodes[number];
    switch (node->kind) {
    case SCRL__PLAN_AND:
        return write_and(library, plan, node->first_child, out);
    case SCRL__PLAN_OR:
        return write_or(library, plan, node, out);
    case SCRL__PLAN_NOT:
        return write_not(library, plan, node, out);
    case SCRL__PLAN_FILTER:
        return write_filter(library, node, out);
    case SCRL__PLAN_TAG:
        return write_tag(library, node, out);
    case SCRL__PLAN_NEAR:
        write_near(plan, node, out);
        return 0;
    case SCRL__PLAN_TEXT:
        write_text(node, out);
        return 0;
    }
    return 0;
}

int scrl__expression(scrl_library *library, const scrl__plan *plan, scrl__str *out)
{
    int status = 0;
    if (plan->root == 0)
        scrl__str_adds(out, "tokens : " SCRL__TOKEN_ALL);
    else
        status = write_node(library, plan, plan->root, out);
    return status == 0 && out->failed ? scrl__fail_memory(library->ctx, "query") : status;
}
