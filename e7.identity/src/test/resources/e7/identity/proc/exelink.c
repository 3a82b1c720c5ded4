/*
 * Points /proc/self/exe at another program, as root of a user namespace of its own may: the mappings of the executable are
 * replaced by copies, for the kernel refuses while the file is still mapped; then prctl(PR_SET_MM, PR_SET_MM_MAP) names the
 * other file. Prints its UDP socket's inode and waits.
 *
 * usage: exelink PROGRAM
 */
#define _GNU_SOURCE
#include <fcntl.h>
#include <linux/prctl.h>
#include <sched.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <unistd.h>

struct segment {
    unsigned long start;
    unsigned long end;
    int protection;
};

static void fail(const char *what)
{
    perror(what);
    exit(1);
}

static int own_segments(const char *self, struct segment *segments, int room)
{
    FILE *maps = fopen("/proc/self/maps", "r");
    char line[8192];
    char access[5];
    int count = 0;
    while (count < room && fgets(line, sizeof line, maps)) {
        struct segment *s = &segments[count];
        if (strstr(line, self) && sscanf(line, "%lx-%lx %4s", &s->start, &s->end, access) == 3) {
            s->protection = (access[0] == 'r' ? PROT_READ : 0) | (access[1] == 'w' ? PROT_WRITE : 0)
                    | (access[2] == 'x' ? PROT_EXEC : 0);
            count++;
        }
    }
    fclose(maps);
    return count;
}

static void replace(const struct segment *s)
{
    size_t size = s->end - s->start;
    void *copy = mmap(0, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    memcpy(copy, (void *) s->start, size);
    mprotect(copy, size, s->protection);
    if (mremap(copy, size, size, MREMAP_MAYMOVE | MREMAP_FIXED, (void *) s->start) == MAP_FAILED)
        fail("mremap");
}

static void name_executable(int file)
{
    struct prctl_mm_map map = {0};
    unsigned long long field[64] = {0};
    char stat[4096];
    int fd = open("/proc/self/stat", O_RDONLY);
    stat[read(fd, stat, sizeof stat - 1)] = 0;
    close(fd);
    int i = 3;
    for (char *token = strtok(strrchr(stat, ')') + 2, " "); token && i < 64; token = strtok(0, " "))
        field[i++] = strtoull(token, 0, 10);
    map.start_code = field[26];
    map.end_code = field[27];
    map.start_stack = field[28];
    map.start_data = field[45];
    map.end_data = field[46];
    map.start_brk = field[47];
    map.brk = (unsigned long) sbrk(0);
    map.arg_start = field[48];
    map.arg_end = field[49];
    map.env_start = field[50];
    map.env_end = field[51];
    map.exe_fd = file;
    if (prctl(PR_SET_MM, PR_SET_MM_MAP, &map, sizeof map, 0))
        fail("prctl");
}

int main(int count, char **arguments)
{
    struct segment segments[64];
    struct stat socket_status;
    char self[4096];
    ssize_t length = readlink("/proc/self/exe", self, sizeof self - 1);
    self[length < 0 ? 0 : length] = 0;
    if (count < 2 || unshare(CLONE_NEWUSER))
        fail("unshare");
    int found = own_segments(self, segments, 64);
    for (int i = 0; i < found; i++)
        replace(&segments[i]);
    name_executable(open(arguments[1], O_RDONLY));
    fstat(socket(AF_INET, SOCK_DGRAM, 0), &socket_status);
    printf("%lu\n", (unsigned long) socket_status.st_ino);
    fflush(stdout);
    return pause();
}
