#include "device.h"

#include <string.h>

#include "activity.h"
#include "report.h"
#include "states.h"

enum { MOST_LATE_CYCLES = 3 };

void device_start(device *d, const char *name, uint32_t boot, bool virtual_time, uint64_t now, send_function send,
                  void *context) {
  memset(d, 0, sizeof *d);
  d->name = name;
  d->virtual_time = virtual_time;
  d->send = send;
  d->context = context;
  d->layout = layout_crc();
  d->now = now;
  d->next_cycle = now + PERIOD_US;
  session_start(&d->session, boot);
  robot_start(&d->robot, now);
  d->sensed = robot_read(&d->robot, d->sensors);
}

static void sense(device *d) {
  double reading[SENSORS];
  d->sensed = robot_read(&d->robot, reading);
  if (d->sensed) {
    memcpy(d->sensors, reading, sizeof reading);
  }
}

/* A cycle that is later than a period leaves those out that it missed. */
static void count_cycle(device *d) {
  bool late = d->now - d->next_cycle > PERIOD_US;
  d->late_cycles = late ? d->late_cycles + 1 : 0;
  d->next_cycle = (late ? d->now : d->next_cycle) + PERIOD_US;
}

static void watch(device *d) {
  if (!d->sensed) {
    states_fault(d, FAULT_SENSOR);
  } else if (guard_reading(d->sensors) >= 0) {
    states_fault(d, FAULT_LIMIT);
  } else if (d->late_cycles >= MOST_LATE_CYCLES) {
    states_fault(d, FAULT_OVERRUN);
  }
}

void device_halt(device *d, uint64_t now) {
  d->now = now;
  states_stop(d);
}

void device_tick(device *d, uint64_t now) {
  d->now = now;
  robot_advance(&d->robot, now);
  sense(d);
  bool cycle = now >= d->next_cycle;
  if (cycle) {
    count_cycle(d);
  }
  if (session_lapsed(&d->session, now)) {
    states_lease_ended(d);
  }
  watch(d);
  if (d->state == ACTIVE && cycle) {
    activity_step(d);
  }
  if (d->state == ACTIVE) {
    activity_tick(d);
  }
  if (d->state == STOPPING) {
    if (d->sensed) {
      activity_safe(d);
    } else {
      activity_power_off(d);
    }
    states_settle(d);
  }
  if (cycle) {
    report_state(d);
  }
}
