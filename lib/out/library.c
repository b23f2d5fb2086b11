/*
 * library.c - the content of a library as JSON lines, in an order that depends on the content alone. It asks the
 * library by the public questions, one unit after the other, so that an export holds what a search can find.
 */
#include <scrl/export.h>

#include "base/ctx.h"
#include "base/json.h"
#include "out/hit.h"

static int export_unit(scrl_library *library, scrl__json *json, scrl_unit unit)
{
    scrl_search_options options = SCRL_SEARCH_OPTIONS_INIT;
    options.unit = unit;
    options.sort = SCRL_SORT_PLACE;
    scrl_search *search = NULL;
    int status = scrl_search_new(library, "", &options, &search);
    scrl_hit hit = SCRL_HIT_INIT;
    while (status == 0 && json->stopped == 0 && (status = scrl_search_next(search, &hit)) == 1) {
        scrl__json_hit(json, NULL, &hit);
        status = 0;
    }
    scrl_search_free(search);
    return status;
}

/* What readers said; its numbers depend on the order of saying, so they stay inside. */
static int export_marks(scrl_library *library, scrl__json *json)
{
    scrl_marks *marks = NULL;
    scrl_mark mark = SCRL_MARK_INIT;
    int status = scrl_marks_new(library, &marks);
    while (status == 0 && json->stopped == 0 && (status = scrl_marks_next(marks, &mark)) == 1) {
        mark.id = 0;
        scrl__json_mark(json, &mark);
        status = 0;
    }
    scrl_marks_free(marks);
    return status;
}

int scrl_export_library(scrl_library *library, scrl_write_fn write, void *user)
{
    static const scrl_unit order[] = {SCRL_UNIT_REVIEW,  SCRL_UNIT_VALUE,     SCRL_UNIT_WARNING, SCRL_UNIT_SECTION,
                                      SCRL_UNIT_PASSAGE, SCRL_UNIT_STATEMENT, SCRL_UNIT_EVENT,   SCRL_UNIT_TAG};
    if (library == NULL || write == NULL)
        return SCRL_EINVAL;
    scrl__json json;
    scrl__json_init(&json, write, user);
    int status = 0;
    for (size_t i = 0; i < sizeof(order) / sizeof(order[0]) && status == 0; i++)
        status = export_unit(library, &json, order[i]);
    if (status == 0)
        status = export_marks(library, &json);
    int written = scrl__json_end(&json);
    if (status != 0)
        return status;
    return written == 0 ? 0 : written == SCRL_ENOMEM ? SCRL_ENOMEM : SCRL_ECANCELLED;
}
