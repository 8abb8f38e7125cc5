#include "layout.h"

#include <math.h>
#include <stdarg.h>
#include <stdio.h>

#include "crc32c.h"
#include "record.h"
#include "robot.h"

/* A string that grows; `length` is 0 for good once something did not fit. */
typedef struct {
  char *start;
  size_t capacity, length;
  bool ok;
} text;

__attribute__((format(printf, 2, 3))) static void add(text *t, const char *format, ...) {
  va_list arguments;
  va_start(arguments, format);
  int count = t->ok ? vsnprintf(t->start + t->length, t->capacity - t->length, format, arguments) : -1;
  va_end(arguments);
  t->ok = count >= 0 && (size_t)count < t->capacity - t->length;
  t->length = t->ok ? t->length + (size_t)count : 0;
}

static const char *comma(int index) {
  return index > 0 ? ", " : "";
}

uint32_t layout_crc(void) {
  char lines[1024];
  text t = {lines, sizeof lines, 0, true};
  add(&t, "trammel-layout 1\nperiod %d\n", PERIOD_US);
  for (int i = 0; i < SENSORS; i++) {
    add(&t, "sensor %s %s\n", robot_sensors[i].name, robot_sensors[i].unit);
  }
  for (int i = 0; i < INPUTS; i++) {
    add(&t, "actuator %s %s\n", robot_actuators[i].name, robot_actuators[i].unit);
  }
  return crc32c((const uint8_t *)lines, t.length);
}

static void add_bounds(text *t, double lower, double upper) {
  if (isfinite(lower)) {
    add(t, ", \"lower\": %.17g", lower);
  }
  if (isfinite(upper)) {
    add(t, ", \"upper\": %.17g", upper);
  }
}

static void add_sensors(text *t) {
  add(t, "\"sensors\": [");
  for (int i = 0; i < SENSORS; i++) {
    const sensor_description *s = &robot_sensors[i];
    add(t, "%s{\"name\": \"%s\", \"unit\": \"%s\"", comma(i), s->name, s->unit);
    add_bounds(t, s->lower, s->upper);
    if (s->rate >= 0) {
      add(t, ", \"rate\": \"%s\"", robot_sensors[s->rate].name);
    }
    add(t, "}");
  }
  add(t, "], ");
}

static void add_actuators(text *t) {
  add(t, "\"actuators\": [");
  for (int i = 0; i < INPUTS; i++) {
    const actuator_description *a = &robot_actuators[i];
    add(t, "%s{\"name\": \"%s\", \"unit\": \"%s\"", comma(i), a->name, a->unit);
    add_bounds(t, a->lower, a->upper);
    add(t, ", \"rate\": %.17g}", a->rate);
  }
  add(t, "], \"features\": [], ");
}

static void add_joints(text *t) {
  add(t, "\"joints\": [");
  for (int i = 0; i < JOINTS; i++) {
    add(t, "%s\"%s\"", comma(i), robot_joints[i].name);
  }
  add(t, "], \"servo\": [");
  for (int i = 0, count = 0; i < JOINTS; i++) {
    if (robot_joints[i].servo) {
      add(t, "%s\"%s\"", comma(count++), robot_joints[i].name);
    }
  }
  add(t, "], ");
}

size_t birth_json(char *out, size_t capacity, const char *name, uint32_t boot, bool virtual_time) {
  text t = {out, capacity, 0, true};
  add(&t, "{\"protocol\": {\"major\": %d, \"minor\": %d}, ", MAJOR, MINOR);
  add(&t, "\"device\": \"%s\", \"boot\": \"%08x\", \"firmware\": \"trammel c-device 1\", ", name, boot);
  add(&t, "\"emulated\": true, \"clock\": \"%s\", ", virtual_time ? "virtual" : "real");
  add(&t, "\"layout\": \"%08x\", \"period\": %.9g, ", layout_crc(), PERIOD_US / 1e6);
  add_sensors(&t);
  add_actuators(&t);
  add_joints(&t);
  add(&t, "\"safeAction\": {\"type\": \"zero\"}, \"calibration\": \"none\", ");
  add(&t, "\"modes\": [\"episode\", \"policy\", \"stream\", \"horizon\"], \"reset\": [\"servo\", \"place\"], ");
  add(&t, "\"most\": {\"steps\": %d, \"programBytes\": %d, ", MOST_STEPS, MOST_PROGRAM_BYTES);
  add(&t, "\"chunkBytes\": %d, \"horizonSteps\": %d}}", MOST_CHUNK_BYTES, MOST_HORIZON_STEPS);
  return t.length;
}
