/* A cart-pole robot behind a broker. `c-device --help` lists the options. */
#include <sched.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

#include "clock.h"
#include "device.h"
#include "link.h"

enum { IDLE_US = 100000, MOST_PASSWORD = 256, PRIORITY = 40 };

typedef struct {
  link_settings link;
  const char *password_file;
  bool virtual_time;
} options;

static const char USAGE[] =
    "usage: c-device [--host H] [--port P] [--name DEVICE] [--virtual]\n"
    "                [--user U --password-file F] [--ca F [--cert F --key F]]\n"
    "A cart-pole robot behind an MQTT 5 broker; see README.md.\n";

static volatile sig_atomic_t quit;

static inbox box;
static device cartpole;
static mqtt_link broker;

static void on_signal(int number) {
  (void)number;
  quit = 1;
}

static bool is_device_name(const char *name) {
  size_t length = strlen(name);
  return length >= 1 && length <= 32
      && strspn(name, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-") == length;
}

/* The place of a named option's value, or NULL. */
static const char **value_of(options *o, const char *name) {
  const struct {
    const char *name;
    const char **value;
  } known[] = {{"--host", &o->link.host},       {"--name", &o->link.name},       {"--user", &o->link.user},
               {"--ca", &o->link.ca},           {"--cert", &o->link.certificate}, {"--key", &o->link.key},
               {"--password-file", &o->password_file}};
  for (size_t i = 0; i < sizeof known / sizeof known[0]; i++) {
    if (strcmp(known[i].name, name) == 0) {
      return known[i].value;
    }
  }
  return NULL;
}

static bool parse(int count, char **arguments, options *o) {
  for (int i = 1; i < count; i++) {
    const char **value = value_of(o, arguments[i]);
    bool last = i + 1 == count;
    if (strcmp(arguments[i], "--virtual") == 0) {
      o->virtual_time = true;
    } else if (strcmp(arguments[i], "--port") == 0 && !last) {
      o->link.port = atoi(arguments[++i]);
    } else if (value && !last) {
      *value = arguments[++i];
    } else {
      return false;
    }
  }
  return is_device_name(o->link.name) && o->link.port > 0 && o->link.port < 65536;
}

static bool read_line(const char *file, char *out, int capacity) {
  FILE *f = fopen(file, "r");
  bool ok = f && fgets(out, capacity, f);
  if (f) {
    fclose(f);
  }
  if (ok) {
    out[strcspn(out, "\r\n")] = 0;
  }
  return ok;
}

static bool random_boot(uint32_t *boot) {
  FILE *f = fopen("/dev/urandom", "rb");
  bool ok = f && fread(boot, sizeof *boot, 1, f) == 1;
  if (f) {
    fclose(f);
  }
  *boot |= 1; /* never 0 */
  return ok;
}

/* Before all others and never swapped out, where that is allowed; the link's thread inherits it. */
static bool hurry(void) {
  struct sched_param priority = {.sched_priority = PRIORITY};
  bool locked = mlockall(MCL_CURRENT | MCL_FUTURE) == 0;
  return pthread_setschedparam(pthread_self(), SCHED_FIFO, &priority) == 0 && locked;
}

/* The safe action until at rest, in the time that the device gives itself. */
static void come_to_rest(void) {
  uint64_t now = cartpole.virtual_time ? cartpole.now : clock_us();
  device_halt(&cartpole, now);
  while (cartpole.state == STOPPING) {
    struct timespec next = clock_at(clock_us() + (cartpole.virtual_time ? 0 : TICK_US));
    clock_nanosleep(CLOCK_MONOTONIC, TIMER_ABSTIME, &next, NULL);
    now = cartpole.virtual_time ? now + TICK_US : clock_us();
    device_tick(&cartpole, now);
  }
}

/* Messages as they come, a tick each millisecond. Virtual time passes within messages. */
static void run(bool virtual_time) {
  uint64_t next = clock_us() + TICK_US;
  while (!quit) {
    const message *m = inbox_wait(&box, virtual_time ? clock_us() + IDLE_US : next);
    if (m) {
      device_receive(&cartpole, m->topic, m->payload, m->length, m->retained, m->came, clock_us());
      inbox_done(&box);
    }
    uint64_t now = clock_us();
    if (!virtual_time && now >= next) {
      device_tick(&cartpole, now);
      next = now - next < TICK_US ? next + TICK_US : now + TICK_US;
    }
  }
}

int main(int count, char **arguments) {
  static char birth[4096], password[MOST_PASSWORD];
  options o = {.link = {.host = "localhost", .port = 1883, .name = "cartpole"}};
  if (!parse(count, arguments, &o)) {
    fputs(USAGE, stderr);
    return 2;
  }
  if (o.password_file) {
    if (!read_line(o.password_file, password, sizeof password)) {
      fprintf(stderr, "--password-file %s cannot be read\n", o.password_file);
      return 2;
    }
    o.link.password = password;
  }
  if (!random_boot(&o.link.boot) || !inbox_open(&box)
      || birth_json(birth, sizeof birth, o.link.name, o.link.boot, o.virtual_time) == 0) {
    fputs("the device cannot start\n", stderr);
    return 1;
  }
  o.link.birth = birth;
  struct sigaction action = {.sa_handler = on_signal};
  sigaction(SIGINT, &action, NULL);
  sigaction(SIGTERM, &action, NULL);
  uint64_t now = o.virtual_time ? 0 : clock_us();
  device_start(&cartpole, o.link.name, o.link.boot, o.virtual_time, now, link_send, &broker);
  bool hurried = !o.virtual_time && hurry();
  if (!link_start(&broker, &o.link, &box)) {
    return 2;
  }
  printf("device %s, boot %08x, %s priority\n", o.link.name, o.link.boot, hurried ? "real-time" : "ordinary");
  fflush(stdout);
  run(o.virtual_time);
  come_to_rest();
  robot_cut(&cartpole.robot);
  inbox_close(&box);
  link_stop(&broker);
  return 0;
}
