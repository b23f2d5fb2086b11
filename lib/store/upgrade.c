/*
 * upgrade.c - turns a library of an older layout into one of the present, from what it holds: no file is read again.
 * Texts, statements, events and tags stay as they were read; what is worked out from them is made anew.
 */
#include "store/upgrade.h"

#include "store/derived.h"
#include "store/schema.h"
#include "store/words.h"

int scrl__upgrade_layout(scrl_library *library, int *layout)
{
    int64_t number = 0, facts = 0;
    int status = scrl__store_number(library, "PRAGMA user_version", &number);
    if (status == 0 && number == 1)
        status = scrl__store_number(library, "SELECT count(*) FROM sqlite_schema WHERE name = 'facts'", &facts);
    if (status != 0)
        return status;
    *layout = number == 1 && facts > 0 ? 2 : number < 0 ? 0 : number > INT32_MAX ? INT32_MAX : (int)number;
    return 0;
}

/* What is worked out from the rows. */
static int derive(scrl_library *library)
{
    int status = scrl__derived_store_all(library);
    if (status == 0)
        status = scrl__words_rebuild(library);
    if (status == 0)
        status = scrl__store_exec(library, "INSERT INTO fts(fts) VALUES('rebuild')", "build the index anew");
    return status;
}

static int upgrade_from(scrl_library *library, int layout)
{
    int rc = SQLITE_OK;
    if (layout == SCRL__SCHEMA_LAYOUT)
        return 0;
    for (; layout < SCRL__SCHEMA_LAYOUT && rc == SQLITE_OK; layout++)
        rc = scrl__schema_step(library->db, layout);
    int status = rc == SQLITE_OK ? derive(library) : scrl__store_fail(library, rc, "upgrade the library");
    if (status != 0)
        return status;
    rc = scrl__schema_mark(library->db);
    return rc == SQLITE_OK ? 0 : scrl__store_fail(library, rc, "upgrade the library");
}

int scrl__upgrade(scrl_library *library)
{
    int layout = SCRL__SCHEMA_LAYOUT;
    bool own = true;
    int status = scrl__store_begin(library, &own);
    if (status != 0)
        return status;
    status = scrl__upgrade_layout(library, &layout);
    if (status == 0)
        status = upgrade_from(library, layout);
    return scrl__store_end(library, own, status);
}
