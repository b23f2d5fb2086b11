/*
 * backup.c - copies a library that others may be using. The copy is made page by page with locks held for moments; what
 * a writer changes meanwhile makes it begin anew, and after some of these it takes the lock once for all.
 */
#include <fcntl.h>
#include <stdlib.h>
#include <unistd.h>

#include "store/library.h"
#include "store/store.h"

#define PAGES_AT_ONCE 1024
#define MOST_RESTARTS 4
#define WAIT_MS 20
#define MOST_WAITS 500

static int copy_pages(sqlite3 *to, sqlite3 *from)
{
    sqlite3_backup *backup = sqlite3_backup_init(to, "main", from, "main");
    int rc = SQLITE_OK, left = 0, restarts = 0, waits = 0;
    if (backup == NULL)
        return sqlite3_extended_errcode(to);
    while (rc == SQLITE_OK || ((rc & 0xff) == SQLITE_BUSY && waits++ < MOST_WAITS) || rc == SQLITE_LOCKED) {
        if (rc != SQLITE_OK)
            sqlite3_sleep(WAIT_MS);
        rc = sqlite3_backup_step(backup, restarts > MOST_RESTARTS ? -1 : PAGES_AT_ONCE);
        int now = sqlite3_backup_remaining(backup);
        restarts += left > 0 && now > left;
        left = now;
    }
    int finished = sqlite3_backup_finish(backup);
    return rc == SQLITE_DONE ? finished : rc;
}

/* The file must be new: a copy never takes the place of anything. */
static int make_empty(scrl_library *library, const char *path)
{
    int file = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
    if (file < 0) {
        scrl__fail(library->ctx, SCRL_EIO, "store",
                   "cannot make the copy: a file is there, or the folder cannot be "
                   "written");
        return scrl__fail_at(library->ctx, path, 0, 0);
    }
    close(file);
    return 0;
}

static int copy_into(scrl_library *library, const char *path)
{
    sqlite3 *to = NULL;
    int rc = sqlite3_open_v2(path, &to, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX, NULL);
    if (rc == SQLITE_OK)
        rc = copy_pages(to, library->db);
    int closed = sqlite3_close(to);
    if (rc == SQLITE_OK)
        rc = closed;
    return rc == SQLITE_OK ? 0 : scrl__store_fail(library, rc, "copy the library");
}

int scrl_library_backup(scrl_library *library, const char *path)
{
    if (library == NULL)
        return SCRL_EINVAL;
    if (path == NULL || path[0] == '\0')
        return scrl__fail(library->ctx, SCRL_EINVAL, "use", "scrl_library_backup needs a path");
    char *plain = scrl__store_path(path);
    int status = plain == NULL ? scrl__fail_memory(library->ctx, "store") : scrl__library_commit(library);
    bool made = false;
    if (status == 0) {
        status = make_empty(library, plain);
        made = status == 0;
    }
    if (status == 0)
        status = copy_into(library, plain);
    if (status != 0 && made)
        unlink(plain);
    free(plain);
    return status;
}
