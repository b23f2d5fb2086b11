/*
 * expression.c - writes parts of a plan in the language of FTS5. That language has only a binary NOT, so that what is
 * excluded is taken from the other parts of an AND; a NOT beside nothing is left to choose.c.
 */
#include "store/expression.h"

#include <stdlib.h>
#include <string.h>

#include "store/tokens.h"

#define TOKEN_NEVER "tokens : z" /* a word that no passage has: every token ends in a digit */
#define MOST_PAIRS 64u           /* of words that a NEAR is written out for */

static int write_node(const scrl__needles *n, uint32_t number, scrl__str *out);

static void write_text(const scrl__needle *needle, scrl__str *out)
{
    scrl__str_adds(out, needle->column);
    scrl__str_adds(out, needle->ask);
}

/* The texts of one side of a NEAR, or a TEXT itself, joined by OR; those that no passage has are left out. */
static size_t write_side(const scrl__needles *n, uint32_t side, scrl__str *out)
{
    const scrl__plan_node *node = &n->plan->nodes[side];
    bool alone = node->kind == SCRL__PLAN_TEXT;
    size_t count = 0;
    for (uint32_t t = alone ? side : node->first_child; t != 0; t = alone ? 0 : n->plan->nodes[t].next) {
        if (n->items[t].never || n->items[t].ask == NULL)
            continue;
        scrl__str_adds(out, count++ > 0 ? " OR " : "");
        write_text(&n->items[t], out);
    }
    return count;
}

/* How many texts a side of a NEAR has. */
static size_t side_count(const scrl__plan *plan, uint32_t side)
{
    size_t count = 1;
    if (plan->nodes[side].kind == SCRL__PLAN_TEXT)
        return count;
    for (uint32_t t = plan->nodes[side].first_child; plan->nodes[t].next != 0; t = plan->nodes[t].next)
        count++;
    return count;
}

static uint32_t side_text(const scrl__plan *plan, uint32_t side, size_t i)
{
    uint32_t text = plan->nodes[side].kind == SCRL__PLAN_TEXT ? side : plan->nodes[side].first_child;
    while (i-- > 0)
        text = plan->nodes[text].next;
    return text;
}

/* NEAR takes single words and phrases, so that each pair stands for itself. */
static void write_near(const scrl__needles *n, const scrl__plan_node *node, scrl__str *out)
{
    uint32_t left = node->first_child, right = n->plan->nodes[left].next;
    size_t lefts = side_count(n->plan, left), rights = side_count(n->plan, right);
    scrl__str_adds(out, lefts * rights > 1 ? "(" : "");
    for (size_t i = 0; i < lefts * rights; i++) {
        const scrl__needle *one = &n->items[side_text(n->plan, left, i / rights)];
        const scrl__needle *other = &n->items[side_text(n->plan, right, i % rights)];
        scrl__str_addf(out, "%s%sNEAR(%s %s, %u)", i > 0 ? " OR " : "",
                       one->column[0] != '\0' ? one->column : other->column, one->ask, other->ask, node->distance);
    }
    scrl__str_adds(out, lefts * rights > 1 ? ")" : "");
}

static int write_filter(const scrl__needles *n, const scrl__plan_node *node, scrl__str *out)
{
    uint32_t id = 0;
    int found = scrl__term_find(n->library, node->field, node->text, &id);
    if (found == 1)
        scrl__token_match(out, scrl__token_letter(node->field), id);
    else
        scrl__str_adds(out, TOKEN_NEVER);
    return found < 0 ? found : 0;
}

static int write_tag(const scrl__needles *n, const scrl__plan_node *node, scrl__str *out)
{
    uint32_t theme = 0;
    int found = node->text == NULL ? 0 : scrl__term_find(n->library, "theme", node->text, &theme);
    if (found < 0)
        return found;
    if (node->text != NULL && theme == 0)
        scrl__str_adds(out, TOKEN_NEVER);
    else
        scrl__token_tag_match(out, theme, node->polarity, node->level);
    return 0;
}

/* Whether a child is one that can be answered, itself or as what a NOT excludes. */
static bool can_child(const scrl__needles *n, uint32_t child)
{
    const scrl__plan_node *node = &n->plan->nodes[child];
    return scrl__expression_can(n, node->kind == SCRL__PLAN_NOT ? node->first_child : child);
}

static bool can_near(const scrl__needles *n, uint32_t number)
{
    uint32_t left = n->plan->nodes[number].first_child, right = n->plan->nodes[left].next;
    return !scrl__needles_check(n, number) && side_count(n->plan, left) * side_count(n->plan, right) <= MOST_PAIRS;
}

bool scrl__expression_can_some(const scrl__needles *n, uint32_t number)
{
    for (uint32_t child = n->plan->nodes[number].first_child; child != 0; child = n->plan->nodes[child].next)
        if (n->plan->nodes[child].kind != SCRL__PLAN_NOT && scrl__expression_can(n, child))
            return true;
    return false;
}

bool scrl__expression_can(const scrl__needles *n, uint32_t number)
{
    const scrl__plan_node *node = &n->plan->nodes[number];
    if (node->kind == SCRL__PLAN_TAG)
        return true;
    if (node->kind == SCRL__PLAN_TEXT)
        return !n->items[number].never && !n->items[number].check && n->items[number].ask != NULL;
    if (node->kind == SCRL__PLAN_NEAR)
        return can_near(n, number);
    if (node->kind == SCRL__PLAN_FILTER)
        return node->value == NULL && scrl__token_letter(node->field) != 0;
    if (node->kind != SCRL__PLAN_AND && node->kind != SCRL__PLAN_OR)
        return false;
    for (uint32_t child = node->first_child; child != 0; child = n->plan->nodes[child].next)
        if (node->kind == SCRL__PLAN_AND ? !can_child(n, child) : !scrl__expression_can(n, child))
            return false;
    return node->kind == SCRL__PLAN_OR || scrl__expression_can_some(n, number);
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

/* Which children of a node are meant: those that are no NOT, those that are; only such as can be answered. */
typedef enum members { WANTED, EXCLUDED } members;

static bool is_member(const scrl__needles *n, uint32_t child, members which)
{
    bool excluded = n->plan->nodes[child].kind == SCRL__PLAN_NOT;
    return excluded == (which == EXCLUDED) && can_child(n, child);
}

/* The heaviest of a node's children, the first of equals, or 0; '*count' gets their number. */
static uint32_t heaviest(const scrl__needles *n, uint32_t first, members which, size_t *count)
{
    uint32_t found = 0;
    unsigned most = 0;
    *count = 0;
    for (uint32_t child = first; child != 0; child = n->plan->nodes[child].next) {
        if (!is_member(n, child, which))
            continue;
        ++*count;
        unsigned one = weight(n->plan, child);
        if (one > most) {
            found = child;
            most = one;
        }
    }
    return found;
}

/* Writes children joined, in brackets when there are several; of a NOT, what it excludes. */
static int write_members(const scrl__needles *n, uint32_t first, members which, const char *joint, scrl__str *out)
{
    size_t count;
    uint32_t lead = heaviest(n, first, which, &count);
    int status = 0;
    scrl__str_adds(out, count > 1 ? "(" : "");
    for (uint32_t child = lead, next = first; child != 0 && status == 0;) {
        const scrl__plan_node *node = &n->plan->nodes[child];
        scrl__str_adds(out, child != lead ? joint : "");
        status = write_node(n, which == EXCLUDED ? node->first_child : child, out);
        while (next != 0 && (next == lead || !is_member(n, next, which)))
            next = n->plan->nodes[next].next;
        child = next;
        next = next != 0 ? n->plan->nodes[next].next : 0;
    }
    scrl__str_adds(out, count > 1 ? ")" : "");
    return status;
}

/* ((a AND b) NOT (c OR d)), from those children of an AND that can be answered. */
int scrl__expression_some(const scrl__needles *n, uint32_t number, scrl__str *out)
{
    uint32_t first = n->plan->nodes[number].first_child;
    size_t excluded;
    heaviest(n, first, EXCLUDED, &excluded);
    scrl__str_adds(out, excluded > 0 ? "(" : "");
    int status = write_members(n, first, WANTED, " AND ", out);
    if (status == 0 && excluded > 0) {
        scrl__str_adds(out, " NOT ");
        status = write_members(n, first, EXCLUDED, " OR ", out);
        scrl__str_addc(out, ')');
    }
    return status == 0 && out->failed ? scrl__fail_memory(n->library->ctx, "query") : status;
}

static int write_node(const scrl__needles *n, uint32_t number, scrl__str *out)
{
    const scrl__plan_node *node = &n->plan->nodes[number];
    if (node->kind == SCRL__PLAN_AND)
        return scrl__expression_some(n, number, out);
    if (node->kind == SCRL__PLAN_OR)
        return write_members(n, node->first_child, WANTED, " OR ", out);
    if (node->kind == SCRL__PLAN_FILTER)
        return write_filter(n, node, out);
    if (node->kind == SCRL__PLAN_TAG)
        return write_tag(n, node, out);
    if (node->kind == SCRL__PLAN_NEAR)
        write_near(n, node, out);
    else
        write_side(n, number, out);
    return 0;
}

int scrl__expression(const scrl__needles *n, uint32_t number, scrl__str *out)
{
    int status = write_node(n, number, out);
    return status == 0 && out->failed ? scrl__fail_memory(n->library->ctx, "query") : status;
}

/* Whether some text of a side cannot be offered by the index, so that any passage may have it. */
static bool side_open(const scrl__needles *n, uint32_t side)
{
    for (size_t i = side_count(n->plan, side); i > 0; i--) {
        const scrl__needle *needle = &n->items[side_text(n->plan, side, i - 1)];
        if (!needle->never && needle->ask == NULL)
            return true;
    }
    return false;
}

void scrl__expression_offer(const scrl__needles *n, uint32_t number, scrl__str *out, bool *never)
{
    const scrl__plan_node *node = &n->plan->nodes[number];
    uint32_t sides[2] = {number, 0};
    if (node->kind == SCRL__PLAN_NEAR) {
        sides[0] = node->first_child;
        sides[1] = n->plan->nodes[sides[0]].next;
    }
    *never = false;
    for (size_t i = 0; i < 2 && sides[i] != 0; i++) {
        scrl__str one = SCRL__STR_INIT;
        size_t count = write_side(n, sides[i], &one);
        bool open = side_open(n, sides[i]);
        *never = *never || (count == 0 && !open);
        if (!open)
            scrl__str_addf(out, "%s(%s)", out->len > 0 ? " AND " : "", scrl__str_text(&one));
        out->failed = out->failed || one.failed;
        scrl__str_free(&one);
    }
}

static void words_of(const scrl__needles *n, uint32_t number, scrl__str *out)
{
    const scrl__plan_node *node = &n->plan->nodes[number];
    if (node->kind == SCRL__PLAN_NOT)
        return;
    if (node->kind == SCRL__PLAN_TEXT && !n->items[number].never && n->items[number].ask != NULL) {
        scrl__str_adds(out, out->len > 0 ? " OR " : "");
        write_text(&n->items[number], out);
    }
    for (uint32_t child = node->first_child; child != 0; child = n->plan->nodes[child].next)
        words_of(n, child, out);
}

void scrl__expression_words(const scrl__needles *n, scrl__str *out)
{
    if (n->plan->root != 0)
        words_of(n, n->plan->root, out);
}
