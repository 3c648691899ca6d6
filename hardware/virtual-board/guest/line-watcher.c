/* line-watcher NAME=FILE...: looks at the `value` files of gpio-sim lines a thousand times a second and prints each
 * change as "MILLISECONDS NAME 0|1", the milliseconds of the monotonic clock. The levels at the start come first. */
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

enum { MAX_LINES = 32 };

struct line {
  const char *name;
  int file;
  char level;
};

static long long milliseconds(void) {
  struct timespec now;
  clock_gettime(CLOCK_MONOTONIC, &now);
  return now.tv_sec * 1000LL + now.tv_nsec / 1000000;
}

int main(int count, char **arguments) {
  struct line lines[MAX_LINES];
  int used = 0;
  setvbuf(stdout, NULL, _IOLBF, 0);
  for (int i = 1; i < count && used < MAX_LINES; i++) {
    char *equals = strchr(arguments[i], '=');
    if (equals == NULL) return 64;
    *equals = 0;
    lines[used] = (struct line){.name = arguments[i], .file = open(equals + 1, O_RDONLY)};
    if (lines[used].file < 0) {
      perror(equals + 1);
      return 1;
    }
    used++;
  }
  for (;;) {
    for (int i = 0; i < used; i++) {
      char level;
      if (pread(lines[i].file, &level, 1, 0) != 1 || level == lines[i].level) continue;
      lines[i].level = level;
      printf("%lld %s %c\n", milliseconds(), lines[i].name, level);
    }
    nanosleep(&(struct timespec){.tv_nsec = 1000000}, NULL);
  }
}
