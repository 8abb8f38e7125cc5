/*
 * The device: everything that the protocol asks of a robot, without threads, clocks or sockets. Whoever owns it calls
 * device_receive for each message and device_tick each TICK_US, from one thread, and hands it a function that sends.
 *
 *   receive.c   what comes, judged and given out      requests.c  what each request does
 *   states.c    section 5's states, faults and stops  activity.c  hold, move, episode, policy, stream, horizon
 *   report.c    what goes out
 */
#ifndef DEVICE_H
#define DEVICE_H

#include "guard.h"
#include "record.h"
#include "runlog.h"
#include "session.h"
#include "stops.h"
#include "upload.h"

typedef enum { UNCONFIGURED = 0, INACTIVE = 1, ACTIVE = 2, STOPPING = 3, FAULT = 4 } device_state;

typedef enum {
  FAULT_NONE = 0,
  FAULT_STOPPED = 1,
  FAULT_LEASE = 2,
  FAULT_LATE = 3,
  FAULT_LIMIT = 4,
  FAULT_TUBE = 5,
  FAULT_SENSOR = 6,
  FAULT_OVERRUN = 7,
  FAULT_GARBLED = 8,
  FAULT_VALUE = 9,
  FAULT_INTERNAL = 10
} device_fault_number;

typedef enum {
  ACTIVITY_NONE = 0,
  ACTIVITY_HOLD = 1,
  ACTIVITY_MOVE = 2,
  ACTIVITY_EPISODE = 3,
  ACTIVITY_POLICY = 4,
  ACTIVITY_STREAM = 5,
  ACTIVITY_HORIZON = 6
} activity_kind;

enum { LONGEST_REST_US = 2000000, LONGEST_WAIT_US = 1000000, LONGEST_SILENCE_US = 10000000 };

/* Sends below the device's topics; `payload` is only lent. */
typedef void (*send_function)(void *context, const char *topic, const void *payload, size_t length, int qos,
                              bool retained);

/* A request that was ACCEPTED and waits for its second answer. */
typedef struct {
  bool open;
  char user[MOST_USER + 1];
  uint64_t sequence;
  uint8_t type;
  uint32_t run;
  code outcome;
} pending_answer;

typedef struct {
  bool servo;
  uint64_t began, limit, settle; /* [µs] */
  bool within;
  uint64_t within_since;
  double position[JOINTS], velocity[JOINTS];
  double position_tolerance[JOINTS], velocity_tolerance[JOINTS];
} move;

typedef struct {
  bool valid;
  uint64_t expiry;
  double input[INPUTS];
} setpoint;

typedef struct {
  uint32_t first, steps; /* no steps: none */
  uint8_t gains[MOST_HORIZON_STEPS * 8 * INPUTS * (SENSORS + 1)];
} horizon;

typedef struct {
  activity_kind kind;
  bool resting; /* over, and braked by the safe action */
  uint64_t resting_since;
  uint32_t program; /* that runs, 0 if none */
  uint32_t done, steps;
  uint32_t shown; /* STATE's step */
  uint64_t accepted, first_step;
  uint32_t deadline;   /* [µs] */
  uint64_t acts_until; /* the expiry of the setpoint that acts */
  move move;
  setpoint setpoint;
  horizon horizons[2]; /* the newest first */
} activity;

typedef struct {
  const char *name;
  bool virtual_time;
  send_function send;
  void *context;

  robot robot;
  uint32_t layout;
  device_state state;
  device_fault_number fault; /* of FAULT, or that STOPPING leads to */
  uint64_t stopping_since;
  session session;
  uint64_t world; /* the world's clock; virtual time only, as is the next */
  uint64_t heard; /* when a record of the session came, by the world's clock */
  stops stops;
  uploads programs;
  uint32_t armed; /* program, 0 if none */
  activity activity;
  pending_answer pending;
  runlog log;
  uint32_t run; /* the last one's number */

  uint64_t now, next_cycle;
  int late_cycles;
  bool sensed;
  double sensors[SENSORS]; /* the last good reading */
  double requested[INPUTS], applied[INPUTS];

  uint32_t accepted, rejected[CAUSES];
  uint64_t garbled[3]; /* when the last malformed records of the lease's holder came, the newest first */
  uint64_t sent_acks, sent_states, sent_logs, sent_pongs;
  uint64_t event_second;
  int events_in_second;
} device;

/* Begins in UNCONFIGURED. `name` must live as long as the device. */
void device_start(device *d, const char *name, uint32_t boot, bool virtual_time, uint64_t now, send_function send,
                  void *context);

/* Watches, moves, and begins a step each period. In virtual time only GRANT calls it. */
void device_tick(device *d, uint64_t now);

/* Stops from this side, as for a process that ends: ticks then bring it to rest, and to FAULT. */
void device_halt(device *d, uint64_t now);

/* A message on a whole topic. `came` and `now` are the world's clock, which in real time is the device's too. */
void device_receive(device *d, const char *topic, const uint8_t *payload, size_t length, bool retained, uint64_t came,
                    uint64_t now);

#endif
