/* graphics.c - charts and diagrams by SAX. What a picture looks like is not told, only what words and figures stand in it. */
#include "read/graphics.h"

#include <string.h>

#include "base/str.h"
#include "base/xml.h"

/* Where the text of a chart in Office Open XML belongs. */
typedef enum place { PLACE_NONE, PLACE_NAME, PLACE_CATEGORIES, PLACE_VALUES } place;

typedef struct graphic {
    scrl_context *ctx;
    scrl__draft *draft;
    uint32_t page;
    bool in_text, in_series, in_title, in_row;
    bool cell_filled; /* the row's next text begins another cell */
    place place;
    scrl__str line;                            /* paragraph or row */
    scrl__str name, categories, values, shown; /* of a series; shown: the categories in the last row of heads */
} graphic;

static int put(graphic *g, scrl_block_kind kind, scrl__str *line)
{
    scrl__draft_in in = {.kind = kind, .page = g->page, .text = scrl__str_text(line), .text_len = line->len};
    int status = line->failed ? SCRL_ENOMEM : scrl__draft_defer(g->draft, &in);
    scrl__str_truncate(line, 0);
    return status;
}

static bool is(const char *name, const char *other)
{
    return strcmp(name, other) == 0;
}

/* ---- Office Open XML */

static int chart_start(void *user, const char *ns, const char *name, const scrl__xml_attr *attrs, size_t count,
                       uint32_t line)
{
    graphic *g = user;
    (void)ns;
    (void)attrs;
    (void)count;
    (void)line;
    if (is(name, "ser"))
        g->in_series = true;
    else if (is(name, "title"))
        g->in_title = true;
    else if (is(name, "tx") && g->in_series)
        g->place = PLACE_NAME;
    else if (is(name, "cat") || is(name, "xVal"))
        g->place = PLACE_CATEGORIES;
    else if (is(name, "val") || is(name, "yVal") || is(name, "bubbleSize"))
        g->place = PLACE_VALUES;
    else if (is(name, "pt") && g->place == PLACE_CATEGORIES)
        scrl__str_addc(&g->categories, '\t');
    else if (is(name, "pt") && g->place == PLACE_VALUES)
        scrl__str_addc(&g->values, '\t');
    g->in_text = is(name, "t") || is(name, "v");
    return 0;
}

/* A row of the table that the chart draws, under a row of heads where these change. */
static int series_end(graphic *g)
{
    int status = 0;
    if (g->categories.len > 0 && !is(scrl__str_text(&g->categories), scrl__str_text(&g->shown))) {
        scrl__str_truncate(&g->shown, 0);
        scrl__str_adds(&g->shown, scrl__str_text(&g->categories));
        status = g->shown.failed ? SCRL_ENOMEM : put(g, SCRL_BLOCK_TABLE_ROW, &g->categories);
    }
    scrl__str_truncate(&g->categories, 0);
    scrl__str_add(&g->name, scrl__str_text(&g->values), g->values.len);
    scrl__str_truncate(&g->values, 0);
    g->in_series = false;
    return status != 0 ? status : put(g, SCRL_BLOCK_TABLE_ROW, &g->name);
}

static int chart_end(void *user, const char *ns, const char *name)
{
    graphic *g = user;
    (void)ns;
    g->in_text = false;
    if (is(name, "ser"))
        return series_end(g);
    if (is(name, "tx") || is(name, "cat") || is(name, "xVal") || is(name, "val") || is(name, "yVal") ||
        is(name, "bubbleSize"))
        g->place = PLACE_NONE;
    if (is(name, "p"))
        scrl__str_addc(g->in_series ? &g->name : &g->line, ' ');
    if (!is(name, "title"))
        return 0;
    g->in_title = false;
    return put(g, SCRL_BLOCK_CAPTION, &g->line);
}

static int chart_text(void *user, const char *text, size_t len)
{
    graphic *g = user;
    scrl__str *to = !g->in_text                    ? NULL
                    : g->in_title                  ? &g->line
                    : g->place == PLACE_NAME       ? &g->name
                    : g->place == PLACE_CATEGORIES ? &g->categories
                    : g->place == PLACE_VALUES     ? &g->values
                                                   : NULL;
    if (to != NULL)
        scrl__str_add(to, text, len);
    return to != NULL && to->failed ? SCRL_ENOMEM : 0;
}

static int diagram_start(void *user, const char *ns, const char *name, const scrl__xml_attr *attrs, size_t count,
                         uint32_t line)
{
    graphic *g = user;
    (void)ns;
    (void)attrs;
    (void)count;
    (void)line;
    g->in_text = is(name, "t");
    return 0;
}

static int diagram_end(void *user, const char *ns, const char *name)
{
    graphic *g = user;
    (void)ns;
    g->in_text = false;
    return is(name, "p") ? put(g, SCRL_BLOCK_BOX, &g->line) : 0;
}

static int line_text(void *user, const char *text, size_t len)
{
    graphic *g = user;
    if (g->in_text)
        scrl__str_add(&g->line, text, len);
    return g->line.failed ? SCRL_ENOMEM : 0;
}

/* ---- OpenDocument */

static int object_start(void *user, const char *ns, const char *name, const scrl__xml_attr *attrs, size_t count,
                        uint32_t line)
{
    graphic *g = user;
    (void)ns;
    (void)attrs;
    (void)count;
    (void)line;
    if (is(name, "p")) {
        g->in_text = true;
    } else if (is(name, "table-row")) {
        g->in_row = true;
        g->cell_filled = false;
    } else if (is(name, "table-cell")) {
        if (g->cell_filled)
            scrl__str_addc(&g->line, '\t');
        g->cell_filled = true;
    }
    return 0;
}

static int object_end(void *user, const char *ns, const char *name)
{
    graphic *g = user;
    (void)ns;
    if (is(name, "p")) {
        g->in_text = false;
        return g->in_row ? 0 : put(g, SCRL_BLOCK_CAPTION, &g->line);
    }
    if (!is(name, "table-row"))
        return 0;
    g->in_row = false;
    return put(g, SCRL_BLOCK_TABLE_ROW, &g->line);
}

/* ---- all */

static int parse(scrl_context *ctx, const char *file, const char *xml, size_t len, const scrl__xml_handler *handler,
                 uint32_t page, scrl__draft *draft)
{
    graphic g = {.ctx = ctx, .draft = draft, .page = page};
    int status = scrl__xml_parse(ctx, "read", file, xml, len, true, handler, &g, NULL, NULL);
    scrl__str_free(&g.line);
    scrl__str_free(&g.name);
    scrl__str_free(&g.categories);
    scrl__str_free(&g.values);
    scrl__str_free(&g.shown);
    return status == SCRL_ENOMEM ? scrl__fail_memory(ctx, "read") : status;
}

int scrl__graphics_chart(scrl_context *ctx, const char *file, const char *xml, size_t len, uint32_t page,
                         scrl__draft *draft)
{
    static const scrl__xml_handler handler = {chart_start, chart_end, chart_text};
    return parse(ctx, file, xml, len, &handler, page, draft);
}

int scrl__graphics_diagram(scrl_context *ctx, const char *file, const char *xml, size_t len, uint32_t page,
                           scrl__draft *draft)
{
    static const scrl__xml_handler handler = {diagram_start, diagram_end, line_text};
    return parse(ctx, file, xml, len, &handler, page, draft);
}

int scrl__graphics_object(scrl_context *ctx, const char *file, const char *xml, size_t len, uint32_t page,
                          scrl__draft *draft)
{
    static const scrl__xml_handler handler = {object_start, object_end, line_text};
    return parse(ctx, file, xml, len, &handler, page, draft);
}
