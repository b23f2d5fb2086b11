/*
 * expression.c - writes a plan in the language of FTS5. That language has only a binary NOT, so that what is excluded
 * is taken from the other parts, or from all passages where there are none.
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

static int write_tag(scrl_library *library, const scrl__plan_node *node, scrl__str *out)
{
    uint32_t theme = 0;
    int found = node->text == NULL ? 0 : scrl__term_find(library, "theme", node->text, &theme);
    if (found < 0)
        return found;
    if (node->text != NULL && theme == 0)
        scrl__str_adds(out, TOKEN_NEVER);
    else
        scrl__token_tag_match(out, theme, node->polarity, node->level);
    return 0;
}

/* Which children of a node are meant: all, those that are no NOT, those that are. */
typedef enum members { ALL, WANTED, EXCLUDED } members;

static bool is_member(const scrl__plan_node *node, members which)
{
    return which == ALL || (node->kind == SCRL__PLAN_NOT) == (which == EXCLUDED);
}

/* About how much of the parser's stack a node takes. */
static unsigned weight(const scrl__plan *plan, uint32_t number)
{
    const scrl__plan_node *node = &plan->nodes[number];
    unsigned most = 0, second = 0;
    if (node->kind == SCRL__PLAN_NOT)
        return weight(plan, node->first_child) + 3;
    if (node->kind != SCRL__PLAN_AND && node->kind != SCRL__PLAN_OR)
        return 1;
    for (uint32_t child = node->first_child; child != 0; child = plan->nodes[child].next) {
        unsigned one = weight(plan, child);
        second = one > most ? most : one > second ? one : second;
        most = one > most ? one : most;
    }
    return most + 1 > second + 3 ? most + 1 : second + 3;
}

/* The heaviest of a node's children, the first of equals, or 0; '*count' gets their number. */
static uint32_t heaviest(const scrl__plan *plan, uint32_t first, members which, size_t *count)
{
    uint32_t found = 0;
    unsigned most = 0;
    *count = 0;
    for (uint32_t child = first; child != 0; child = plan->nodes[child].next) {
        if (!is_member(&plan->nodes[child], which))
            continue;
        ++*count;
        unsigned one = weight(plan, child);
        if (one > most) {
            found = child;
            most = one;
        }
    }
    return found;
}

/* Writes children joined, in brackets when there are several; of a NOT, what it excludes. */
static int write_members(scrl_library *library, const scrl__plan *plan, uint32_t first, members which,
                         const char *joint, scrl__str *out)
{
    size_t count;
    uint32_t lead = heaviest(plan, first, which, &count);
    int status = 0;
    scrl__str_adds(out, count > 1 ? "(" : "");
    for (uint32_t child = lead, next = first; child != 0 && status == 0;) {
        const scrl__plan_node *node = &plan->nodes[child];
        scrl__str_adds(out, child != lead ? joint : "");
        status = write_node(library, plan, which == EXCLUDED ? node->first_child : child, out);
        while (next != 0 && (next == lead || !is_member(&plan->nodes[next], which)))
            next = plan->nodes[next].next;
        child = next;
        next = next != 0 ? plan->nodes[next].next : 0;
    }
    scrl__str_adds(out, count > 1 ? ")" : "");
    return status;
}

/* ((a AND b) NOT (c OR d)), from the children of an AND, or from one NOT. */
static int write_and(scrl_library *library, const scrl__plan *plan, uint32_t first, scrl__str *out)
{
    size_t wanted, excluded;
    heaviest(plan, first, WANTED, &wanted);
    heaviest(plan, first, EXCLUDED, &excluded);
    scrl__str_adds(out, excluded > 0 ? "(" : "");
    if (wanted == 0)
        scrl__str_adds(out, "tokens : " SCRL__TOKEN_ALL);
    int status = write_members(library, plan, first, WANTED, " AND ", out);
    if (status != 0 || excluded == 0)
        return status;
    scrl__str_adds(out, " NOT ");
    status = write_members(library, plan, first, EXCLUDED, " OR ", out);
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
        return write_members(library, plan, node->first_child, ALL, " OR ", out);
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
