/* A controller and a broker for the core, in one thread: virtual time, messages kept as they come. */
#ifndef HARNESS_H
#define HARNESS_H

#include <stdio.h>
#include <stdlib.h>

#include "device.h"

#define BOOT 0x89abcdefu

/* The last of each kind that the device under test sent. */
typedef struct {
  code ack;
  uint64_t ack_sequence, ack_value;
  uint32_t ack_place;
  int acks, pongs, states, logs, malformed;
  uint8_t state, activity, fault, flags;
  uint32_t step, run, accepted, gaps, rejected[CAUSES];
  double sensors[SENSORS], requested[INPUTS], applied[INPUTS];
  uint8_t log[MOST_LOG_BYTES];
  uint32_t log_total;
} seen;

extern device under_test;
extern seen sent;

void harness_start(bool virtual_time);

/* What the controller of the harness puts into its records; a test may change it. */
typedef struct {
  const char *user;
  uint64_t session, request_sequence, fast_sequence, nonce;
  uint32_t layout;
} controller;
extern controller lab;

/* A record as the controller would send it next, its sequence used; sealed in `out`, whose length is returned. */
size_t compose(uint8_t *out, size_t capacity, uint8_t type, const uint8_t *body, size_t length);

void deliver(const char *leaf, const uint8_t *payload, size_t length, bool retained);

/* Sends a request and returns the code of its first answer, -1 if there was none. */
int ask(uint8_t type, const uint8_t *body, size_t length);

/* Bodies. */
int ask_lease(uint32_t holds_us);
int ask_lifecycle(uint8_t transition);
int ask_move(uint8_t way, double slide, double hinge, uint32_t limit_us, double settle);
int ask_program(uint32_t id, uint8_t kind, const uint8_t *bytes, size_t length);
int ask_u32(uint8_t type, uint32_t value);
int ask_start(uint8_t activity, uint32_t program, uint32_t steps, uint32_t deadline_us);
int ask_setpoint(double input, uint64_t expires_in_us);

/* Ticks, with a RENEW each 50 ms if the lease is to hold. */
void pass(uint64_t us, bool renewing);

/* Lease, configure, activate. */
void become_active(void);

/* Programs: u = −gain · slide, or the same as a network; with a start and tubes if asked for. */
size_t affine_program(uint8_t *out, size_t capacity, uint32_t steps, double gain, double tube);
size_t network_program(uint8_t *out, size_t capacity, uint32_t steps, double gain);

#define CHECK(condition)                                                   \
  do {                                                                     \
    if (!(condition)) {                                                    \
      fprintf(stderr, "%s:%d: %s\n", __FILE__, __LINE__, #condition);      \
      exit(1);                                                             \
    }                                                                      \
  } while (0)

#endif
