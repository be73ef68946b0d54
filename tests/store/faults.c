/* A disk that fails: loaded before the C library, it counts what a process writes under one folder and lets the n-th
   write, sync, rename, removal or creation fail, be cut in half, or be the last thing the process ever does. With a
   trace it writes down every one of them, for a power cut to be played through afterwards. */

#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <sys/syscall.h>
#include <sys/types.h>
#include <unistd.h>

enum { FAIL_ONCE, FAIL_FROM_THEN_ON, CUT_IN_HALF, KILL_BEFORE, KILL_IN_HALF, KILL_AFTER };

static char folder[PATH_MAX];
static size_t folder_length;
static long nth, calls;
static int kind, error_number, trace = -1;

void faults_arm(const char *under, long at, int how, int error) {
    snprintf(folder, sizeof folder, "%s/", under);
    folder_length = strlen(folder);
    nth = at;
    kind = how;
    error_number = error;
    calls = 0;
}

long faults_disarm(void) {
    nth = 0;
    folder_length = 0;
    return calls;
}

void faults_trace(const char *under, int descriptor) {
    faults_arm(under, 0, FAIL_ONCE, 0);
    trace = descriptor;
}

static void put(const void *data, size_t length) {
    const char *at = data;
    while (length > 0) {
        long written = syscall(SYS_write, trace, at, length);
        if (written <= 0) _exit(99);
        at += written;
        length -= (size_t)written;
    }
}

static void note(char what, const char *path, uint64_t offset, const void *data, uint32_t length) {
    if (trace < 0) return;
    uint32_t path_length = (uint32_t)strlen(path);
    put(&what, 1);
    put(&path_length, sizeof path_length);
    put(path, path_length);
    put(&offset, sizeof offset);
    put(&length, sizeof length);
    put(data, length);
}

void faults_mark(const char *text) { note('M', "", 0, text, (uint32_t)strlen(text)); }

static int concerns(const char *path) {
    if (folder_length == 0) return 0;
    return strncmp(path, folder, folder_length) == 0 || strncmp(path, folder, folder_length - 1) == 0;
}

static int concerns_open(int descriptor, char *path) {
    char link[64];
    if (folder_length == 0 || descriptor == trace) return 0;
    snprintf(link, sizeof link, "/proc/self/fd/%d", descriptor);
    long length = readlink(link, path, PATH_MAX - 1);
    if (length <= 0) return 0;
    path[length] = 0;
    return concerns(path);
}

/* What becomes of this call: 0 it goes through, 1 it fails, 2 it is cut in half and fails. */
static int fate(void) {
    calls++;
    if (nth == 0 || calls < nth || (calls > nth && kind != FAIL_FROM_THEN_ON)) return 0;
    if (kind == KILL_BEFORE) kill(getpid(), SIGKILL);
    errno = error_number;
    return kind == CUT_IN_HALF || kind == KILL_IN_HALF ? 2 : kind == KILL_AFTER ? 0 : 1;
}

static void afterwards(void) {
    if (nth != 0 && calls == nth && (kind == KILL_AFTER || kind == KILL_IN_HALF)) kill(getpid(), SIGKILL);
}

#define REAL(result, name, ...) \
    static result (*real)(__VA_ARGS__); \
    if (!real) *(void **)&real = dlsym(RTLD_NEXT, name)

#define WRITE(name, offset_type) \
    ssize_t name(int descriptor, const void *data, size_t length, offset_type offset) { \
        REAL(ssize_t, #name, int, const void *, size_t, offset_type); \
        char path[PATH_MAX]; \
        if (!concerns_open(descriptor, path)) return real(descriptor, data, length, offset); \
        int becomes = fate(); \
        if (becomes == 1) return -1; \
        if (becomes == 2) { \
            real(descriptor, data, length / 2, offset); \
            afterwards(); \
            errno = error_number; \
            return -1; \
        } \
        ssize_t written = real(descriptor, data, length, offset); \
        if (written > 0) note('W', path, (uint64_t)offset, data, (uint32_t)written); \
        afterwards(); \
        return written; \
    }

WRITE(pwrite, off_t)
WRITE(pwrite64, off64_t)

ssize_t write(int descriptor, const void *data, size_t length) {
    REAL(ssize_t, "write", int, const void *, size_t);
    char path[PATH_MAX];
    if (!concerns_open(descriptor, path)) return real(descriptor, data, length);
    int becomes = fate();
    if (becomes == 1) return -1;
    off_t at = lseek(descriptor, 0, SEEK_CUR);
    if (becomes == 2) {
        real(descriptor, data, length / 2);
        afterwards();
        errno = error_number;
        return -1;
    }
    ssize_t written = real(descriptor, data, length);
    if (written > 0) note('W', path, (uint64_t)at, data, (uint32_t)written);
    afterwards();
    return written;
}

/* Copies inside the kernel cannot be seen from here: those who ask for one fall back on write. */
#define SENDFILE(name, offset_type) \
    ssize_t name(int to, int from, offset_type *offset, size_t length) { \
        REAL(ssize_t, #name, int, int, offset_type *, size_t); \
        char path[PATH_MAX]; \
        if (!concerns_open(to, path)) return real(to, from, offset, length); \
        errno = EINVAL; \
        return -1; \
    }

SENDFILE(sendfile, off_t)
SENDFILE(sendfile64, off64_t)

#define ON_DESCRIPTOR(what, name) \
    int name(int descriptor) { \
        REAL(int, #name, int); \
        char path[PATH_MAX]; \
        if (!concerns_open(descriptor, path)) return real(descriptor); \
        if (fate()) return afterwards(), -1; \
        int result = real(descriptor); \
        if (result == 0) note(what, path, 0, "", 0); \
        afterwards(); \
        return result; \
    }

ON_DESCRIPTOR('S', fsync)
ON_DESCRIPTOR('S', fdatasync)

#define TRUNCATE(name, length_type) \
    int name(int descriptor, length_type length) { \
        REAL(int, #name, int, length_type); \
        char path[PATH_MAX]; \
        if (!concerns_open(descriptor, path)) return real(descriptor, length); \
        if (fate()) return afterwards(), -1; \
        int result = real(descriptor, length); \
        if (result == 0) note('T', path, (uint64_t)length, "", 0); \
        afterwards(); \
        return result; \
    }

TRUNCATE(ftruncate, off_t)
TRUNCATE(ftruncate64, off64_t)

#define FROM_TO(what, name) \
    int name(const char *from, const char *to) { \
        REAL(int, #name, const char *, const char *); \
        if (!concerns(to)) return real(from, to); \
        if (fate()) return afterwards(), -1; \
        int result = real(from, to); \
        if (result == 0) note(what, from, 0, to, (uint32_t)strlen(to)); \
        afterwards(); \
        return result; \
    }

FROM_TO('R', rename)
FROM_TO('L', link)

int unlink(const char *path) {
    REAL(int, "unlink", const char *);
    if (!concerns(path)) return real(path);
    if (fate()) return afterwards(), -1;
    int result = real(path);
    if (result == 0) note('U', path, 0, "", 0);
    afterwards();
    return result;
}

#define OPEN(name) \
    int name(const char *path, int flags, ...) { \
        REAL(int, #name, const char *, int, ...); \
        va_list rest; \
        va_start(rest, flags); \
        mode_t mode = flags & (O_CREAT | O_TMPFILE) ? va_arg(rest, mode_t) : 0; \
        va_end(rest); \
        int creates = flags & O_CREAT && concerns(path) && access(path, F_OK) != 0; \
        if (creates && fate()) return afterwards(), -1; \
        int result = real(path, flags, mode); \
        if (creates && result >= 0) note('C', path, 0, "", 0), afterwards(); \
        return result; \
    }

OPEN(open)
OPEN(open64)
