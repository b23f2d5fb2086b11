/*
 * process.c - one child program, bounded in time, memory and output. It must not disturb a threaded host: until exec the
 * child shares the host's memory and makes only async-signal-safe calls, no signal of the host's is handled, and no child
 * but our own is waited for.
 */
#include "base/process.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#define STEP "read"
#define DEFAULT_PATH "/usr/local/bin:/usr/bin:/bin"
#define ERR_KEPT ((size_t)4096)
#define WAIT_MS 20 /* how often a child is looked at where the kernel has no pidfd */

struct run {
    scrl_context *ctx;
    const scrl__process *process;
    const char *name;
    char *path;                           /* of the program */
    scrl__str env;                        /* "PATH=..." */
    int in[2], out[2], err[2], report[2]; /* ours, the child's */
    int pidfd;
    pid_t pid;
    bool exited; /* but not yet reaped: its number is still its own */
    uint64_t deadline_ms;
    uint64_t output_limit;
    size_t input_sent;
    scrl__str *to;
    size_t to_start;
    scrl__str err_tail;
};

static uint64_t now_ms(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (uint64_t)now.tv_sec * 1000 + (uint64_t)now.tv_nsec / 1000000;
}

/* Finding the program. */

static bool is_program(const char *path)
{
    struct stat info;
    return stat(path, &info) == 0 && S_ISREG(info.st_mode) && access(path, X_OK) == 0;
}

static const char *search_path(void)
{
    const char *path = getenv("PATH");
    return path != NULL && *path != '\0' ? path : DEFAULT_PATH;
}

/* SCRL_OK, SCRL_ENOTFOUND or SCRL_ENOMEM. Relative entries of PATH are passed over: the program must not depend on the
 * folder that the host happens to be in. */
static int find_program(const char *program, char **out)
{
    if (strchr(program, '/') != NULL) {
        if (!is_program(program))
            return SCRL_ENOTFOUND;
        *out = strdup(program);
        return *out != NULL ? SCRL_OK : SCRL_ENOMEM;
    }
    for (const char *at = search_path(); *at != '\0' && *program != '\0';) {
        size_t len = strcspn(at, ":");
        scrl__str candidate = SCRL__STR_INIT;
        scrl__str_add(&candidate, at, len);
        scrl__str_addc(&candidate, '/');
        scrl__str_adds(&candidate, program);
        char *path = scrl__str_take(&candidate);
        if (path == NULL)
            return SCRL_ENOMEM;
        if (len > 0 && *at == '/' && is_program(path)) {
            *out = path;
            return SCRL_OK;
        }
        free(path);
        at += len + (at[len] == ':');
    }
    return SCRL_ENOTFOUND;
}

bool scrl__process_available(const char *program)
{
    char *path = NULL;
    bool found = program != NULL && find_program(program, &path) == SCRL_OK;
    free(path);
    return found;
}

/* Pipes. */

static void close_fd(int *fd)
{
    if (*fd >= 0)
        close(*fd);
    *fd = -1;
}

/* Moves a descriptor out of the place of the three standard ones, which a host may have closed. */
static bool lift(int *fd)
{
    if (*fd > STDERR_FILENO)
        return true;
    int lifted = fcntl(*fd, F_DUPFD_CLOEXEC, STDERR_FILENO + 1);
    if (lifted < 0)
        return false;
    close(*fd);
    *fd = lifted;
    return true;
}

/* Makes 'ends' (ours, the child's); ours does not block. */
static bool make_pipe(int ends[2])
{
    int made[2];
    if (pipe2(made, O_CLOEXEC) != 0)
        return false;
    ends[0] = made[0];
    ends[1] = made[1];
    return lift(&ends[0]) && lift(&ends[1]) && fcntl(ends[0], F_SETFL, O_NONBLOCK) == 0;
}

/* A socket for input: a write to it when the child no longer reads can be told not to raise SIGPIPE. */
static bool make_input(struct run *r)
{
    if (r->process->input != NULL) {
        if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, r->in) != 0)
            return false;
        return lift(&r->in[0]) && lift(&r->in[1]) && shutdown(r->in[0], SHUT_RD) == 0;
    }
    r->in[1] = open("/dev/null", O_RDONLY | O_CLOEXEC);
    return r->in[1] >= 0 && lift(&r->in[1]);
}

/* In the child, which shares our memory: only async-signal-safe calls from here to exec. */

static void limit_child(int resource, uint64_t value, uint64_t hard_extra)
{
    struct rlimit limit;
    if (getrlimit((__rlimit_resource_t)resource, &limit) != 0)
        return;
    rlim_t hard = (rlim_t)(value + hard_extra);
    if (limit.rlim_max == RLIM_INFINITY || hard < limit.rlim_max)
        limit.rlim_max = hard;
    limit.rlim_cur = (rlim_t)value < limit.rlim_max ? (rlim_t)value : limit.rlim_max;
    setrlimit((__rlimit_resource_t)resource, &limit);
}

static void close_others(void)
{
#ifdef CLOSE_RANGE_CLOEXEC
    if (close_range(STDERR_FILENO + 1, UINT_MAX, CLOSE_RANGE_CLOEXEC) == 0)
        return;
#endif
    struct rlimit limit = {.rlim_cur = 1024};
    getrlimit(RLIMIT_NOFILE, &limit);
    int most = limit.rlim_cur < 65536 ? (int)limit.rlim_cur : 65536;
    for (int fd = STDERR_FILENO + 1; fd < most; fd++)
        fcntl(fd, F_SETFD, FD_CLOEXEC);
}

static void reset_signals(void)
{
    struct sigaction action = {.sa_handler = SIG_DFL};
    for (int number = 1; number < NSIG; number++)
        sigaction(number, &action, NULL);
    sigset_t none;
    sigemptyset(&none);
    sigprocmask(SIG_SETMASK, &none, NULL);
}

static void become_program(const struct run *r, char *const argv[], char *const env[], pid_t host)
{
    const scrl_limits *limits = &r->ctx->limits;
    setpgid(0, 0);
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    if (getppid() != host)
        _exit(127);
    reset_signals();
    limit_child(RLIMIT_CPU, limits->child_cpu_seconds, 1);
    limit_child(RLIMIT_CORE, 0, 0);
    if (dup2(r->in[1], STDIN_FILENO) >= 0 && dup2(r->out[1], STDOUT_FILENO) >= 0 &&
        dup2(r->err[1], STDERR_FILENO) >= 0) {
        close_others();
        /* Last, since until exec the memory is the host's. */
        limit_child(RLIMIT_AS, limits->child_memory_bytes, 0);
        execve(r->path, argv, env);
    }
    int error = errno;
    ssize_t written = write(r->report[1], &error, sizeof(error));
    _exit(written == (ssize_t)sizeof(error) ? 127 : 126);
}

/* Starting it. */

static int open_pidfd(pid_t pid)
{
#ifdef SYS_pidfd_open
    return (int)syscall(SYS_pidfd_open, pid, 0);
#else
    (void)pid;
    return -1;
#endif
}

static char **copy_argv(const char *const *argv)
{
    size_t count = 0;
    while (argv[count] != NULL)
        count++;
    char **copy = calloc(count + 1, sizeof(*copy));
    /* exec takes char *const[] but writes to none of it. */
    if (copy != NULL)
        memcpy(copy, argv, count * sizeof(*copy));
    return copy;
}

static int start_child(struct run *r)
{
    char lc_all[] = "LC_ALL=C.UTF-8";
    scrl__str_adds(&r->env, "PATH=");
    scrl__str_adds(&r->env, search_path());
    char **argv = copy_argv(r->process->argv);
    if (argv == NULL || r->env.failed) {
        free(argv);
        return scrl__fail_memory(r->ctx, STEP);
    }
    char *env[] = {r->env.data, lc_all, NULL};
    /* No handler of the host's may run in the child. */
    sigset_t all, before;
    sigfillset(&all);
    pthread_sigmask(SIG_SETMASK, &all, &before);
    pid_t host = getpid();
    /* Copying the page tables of a large host would cost more than the rest of the start. */
    r->pid = vfork();
    if (r->pid == 0)
        become_program(r, argv, env, host);
    int error = errno;
    pthread_sigmask(SIG_SETMASK, &before, NULL);
    free(argv);
    if (r->pid < 0) {
        r->pid = 0;
        if (error == ENOMEM)
            return scrl__fail_memory(r->ctx, STEP);
        return scrl__fail(r->ctx, SCRL_EIO, STEP, "no process could be started for %s", r->name);
    }
    /* Both sides set the group, so that it exists whichever runs first. */
    setpgid(r->pid, r->pid);
    r->pidfd = open_pidfd(r->pid);
    close_fd(&r->in[1]);
    close_fd(&r->out[1]);
    close_fd(&r->err[1]);
    close_fd(&r->report[1]);
    return SCRL_OK;
}

/* Serving it. */

static void send_input(struct run *r)
{
    const char *input = r->process->input;
    while (r->input_sent < r->process->input_len) {
        ssize_t sent =
            send(r->in[0], input + r->input_sent, r->process->input_len - r->input_sent, MSG_NOSIGNAL | MSG_DONTWAIT);
        if (sent < 0 && errno == EINTR)
            continue;
        if (sent < 0 && (errno == EAGAIN || errno == EWOULDBLOCK))
            return;
        /* A child that needs no more input is no failure. */
        if (sent < 0)
            break;
        r->input_sent += (size_t)sent;
    }
    close_fd(&r->in[0]);
}

/* Reads what is there: bytes, 0 for "not now", -1 for the end. */
static ssize_t read_some(int fd, char *buffer, size_t size)
{
    ssize_t got;
    do
        got = read(fd, buffer, size);
    while (got < 0 && errno == EINTR);
    if (got > 0)
        return got;
    return got < 0 && (errno == EAGAIN || errno == EWOULDBLOCK) ? 0 : -1;
}

static int read_output(struct run *r)
{
    char buffer[65536];
    ssize_t got;
    while ((got = read_some(r->out[0], buffer, sizeof(buffer))) > 0) {
        if (r->to->len - r->to_start + (size_t)got > r->output_limit)
            return scrl__fail(r->ctx, SCRL_ELIMIT, STEP, "%s gave more output than the limit child_output_bytes",
                              r->name);
        scrl__str_add(r->to, buffer, (size_t)got);
        if (r->to->failed)
            return scrl__fail_memory(r->ctx, STEP);
        /* A child that never pauses must not keep us from the clock. */
        if (got < (ssize_t)sizeof(buffer) || now_ms() >= r->deadline_ms)
            return SCRL_OK;
    }
    if (got < 0)
        close_fd(&r->out[0]);
    return SCRL_OK;
}

static void read_errors(struct run *r)
{
    char buffer[4096];
    ssize_t got = read_some(r->err[0], buffer, sizeof(buffer));
    if (got < 0)
        close_fd(&r->err[0]);
    if (got <= 0)
        return;
    scrl__str_add(&r->err_tail, buffer, (size_t)got);
    if (r->err_tail.failed || r->err_tail.len <= ERR_KEPT)
        return;
    memmove(r->err_tail.data, r->err_tail.data + r->err_tail.len - ERR_KEPT, ERR_KEPT);
    scrl__str_truncate(&r->err_tail, ERR_KEPT);
}

static bool has_exited(struct run *r)
{
    siginfo_t info = {.si_pid = 0};
    /* WNOWAIT: it stays a zombie, so that its number cannot become another's before its group is killed. */
    int got = waitid(P_PID, (id_t)r->pid, &info, WEXITED | WNOHANG | WNOWAIT);
    return (got == 0 && info.si_pid == r->pid) || (got < 0 && errno == ECHILD);
}

static int poll_once(struct run *r)
{
    uint64_t now = now_ms();
    if (now >= r->deadline_ms)
        return scrl__fail(r->ctx, SCRL_ELIMIT, STEP, "%s took longer than the limit child_seconds", r->name);
    uint64_t left = r->deadline_ms - now;
    if (r->pidfd < 0 && left > WAIT_MS)
        left = WAIT_MS;
    struct pollfd fds[] = {
        {.fd = r->out[0], .events = POLLIN},
        {.fd = r->err[0], .events = POLLIN},
        {.fd = r->in[0], .events = POLLOUT},
        {.fd = r->pidfd, .events = POLLIN},
    };
    int ready = poll(fds, sizeof(fds) / sizeof(fds[0]), left < INT_MAX ? (int)left : INT_MAX);
    if (ready < 0 && errno != EINTR)
        return scrl__fail(r->ctx, SCRL_EIO, STEP, "cannot wait for the output of %s", r->name);
    if (ready <= 0)
        memset(fds, 0, sizeof(fds));
    if (fds[2].revents != 0)
        send_input(r);
    if (fds[1].revents != 0)
        read_errors(r);
    if (r->pidfd < 0 || fds[3].revents != 0)
        r->exited = has_exited(r);
    return fds[0].revents != 0 ? read_output(r) : SCRL_OK;
}

/* What the child wrote before it ended is still in the pipes; they may never end when a grandchild holds them. */
static int drain(struct run *r)
{
    int status = SCRL_OK;
    size_t before;
    do {
        before = r->to->len;
        if (r->out[0] >= 0)
            status = read_output(r);
    } while (status == SCRL_OK && r->out[0] >= 0 && r->to->len > before);
    for (size_t i = 0; i < 64 && r->err[0] >= 0; i++)
        read_errors(r);
    return status;
}

static int serve(struct run *r)
{
    int status = SCRL_OK;
    while (status == SCRL_OK && !r->exited)
        status = poll_once(r);
    /* What is left of the group is stopped first, so that draining ends. */
    kill(-r->pid, SIGKILL);
    return status == SCRL_OK ? drain(r) : status;
}

/* Judging how it ended. */

static bool ran_out_of_memory(const scrl__str *err)
{
    static const char *const signs[] = {"bad_alloc", "out of memory", "cannot allocate memory", "memory exhausted"};
    const char *text = scrl__str_text(err);
    for (size_t i = 0; i < sizeof(signs) / sizeof(signs[0]); i++)
        if (strcasestr(text, signs[i]) != NULL)
            return true;
    return false;
}

static int judge_exec(struct run *r)
{
    int error;
    if (read_some(r->report[0], (char *)&error, sizeof(error)) != (ssize_t)sizeof(error))
        return SCRL_OK;
    if (error == ENOENT || error == EACCES || error == ENOEXEC)
        return scrl__fail(r->ctx, SCRL_EUNSUPPORTED, STEP, "the program %s cannot be run on this machine", r->name);
    if (error == ENOMEM)
        return scrl__fail(r->ctx, SCRL_ELIMIT, STEP, "%s does not fit into the limit child_memory_bytes", r->name);
    char buffer[128];
    return scrl__fail(r->ctx, SCRL_EIO, STEP, "cannot run %s: %s", r->name, strerror_r(error, buffer, sizeof(buffer)));
}

static int judge(struct run *r, int wait_status, const struct rusage *usage, int *exit_code)
{
    int signal_number = WIFSIGNALED(wait_status) ? WTERMSIG(wait_status) : 0;
    int code = signal_number != 0 ? 128 + signal_number : WEXITSTATUS(wait_status);
    int status = judge_exec(r);
    if (status != SCRL_OK)
        return status;
    uint64_t cpu = (uint64_t)usage->ru_utime.tv_sec + (uint64_t)usage->ru_stime.tv_sec + 1;
    if (signal_number == SIGXCPU || (signal_number == SIGKILL && cpu >= r->ctx->limits.child_cpu_seconds))
        return scrl__fail(r->ctx, SCRL_ELIMIT, STEP, "%s took more processor time than the limit child_cpu_seconds",
                          r->name);
    if (code != 0 && ran_out_of_memory(&r->err_tail))
        return scrl__fail(r->ctx, SCRL_ELIMIT, STEP, "%s needed more memory than the limit child_memory_bytes",
                          r->name);
    *exit_code = code;
    return SCRL_OK;
}

/* Reaps the child, whatever happened to it, and gives the verdict unless one is known. */
static int finish(struct run *r, int status, int *exit_code)
{
    struct rusage usage;
    int wait_status = 0;
    pid_t got;
    do
        got = wait4(r->pid, &wait_status, 0, &usage);
    while (got < 0 && errno == EINTR);
    if (status != SCRL_OK)
        return status;
    if (got != r->pid) {
        status = judge_exec(r);
        if (status != SCRL_OK)
            return status;
        return scrl__fail(r->ctx, SCRL_EIO, STEP, "the exit code of %s was lost: this process ignores its children",
                          r->name);
    }
    return judge(r, wait_status, &usage, exit_code);
}

static int prepare(struct run *r)
{
    const scrl_limits *limits = &r->ctx->limits;
    r->name = r->process->argv[0];
    r->output_limit = r->process->output_limit != 0 ? r->process->output_limit : limits->child_output_bytes;
    r->deadline_ms = now_ms() + (uint64_t)limits->child_seconds * 1000;
    int status = find_program(r->name, &r->path);
    if (status == SCRL_ENOMEM)
        return scrl__fail_memory(r->ctx, STEP);
    if (status != SCRL_OK)
        return scrl__fail(r->ctx, SCRL_EUNSUPPORTED, STEP, "the program %s is not installed", r->name);
    if (!make_input(r) || !make_pipe(r->out) || !make_pipe(r->err) || !make_pipe(r->report))
        return scrl__fail(r->ctx, SCRL_EIO, STEP, "no pipe could be opened for %s", r->name);
    return SCRL_OK;
}

static void close_run(struct run *r)
{
    int *pairs[] = {r->in, r->out, r->err, r->report};
    for (size_t i = 0; i < sizeof(pairs) / sizeof(pairs[0]); i++) {
        close_fd(&pairs[i][0]);
        close_fd(&pairs[i][1]);
    }
    close_fd(&r->pidfd);
    free(r->path);
    scrl__str_free(&r->env);
    scrl__str_free(&r->err_tail);
}

int scrl__process_run(scrl_context *ctx, const scrl__process *process, scrl__str *out, scrl__str *err, int *exit_code)
{
    struct run r = {
        .ctx = ctx,
        .process = process,
        .env = SCRL__STR_INIT,
        .in = {-1, -1},
        .out = {-1, -1},
        .err = {-1, -1},
        .report = {-1, -1},
        .pidfd = -1,
        .to = out,
        .to_start = out->len,
        .err_tail = SCRL__STR_INIT,
    };
    int status = prepare(&r);
    if (status == SCRL_OK)
        status = start_child(&r);
    if (status == SCRL_OK)
        status = finish(&r, serve(&r), exit_code);
    if (status != SCRL_OK)
        scrl__str_truncate(out, r.to_start);
    if (err != NULL)
        scrl__str_add(err, scrl__str_text(&r.err_tail), r.err_tail.len);
    close_run(&r);
    return status;
}
