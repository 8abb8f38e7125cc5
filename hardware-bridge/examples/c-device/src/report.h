/* What a device sends: answers, state, logs, and events for people. */
#ifndef REPORT_H
#define REPORT_H

#include "device.h"

void report_ack(device *d, const char *user, uint64_t sequence, uint8_t type, code answer, uint32_t place,
                uint64_t value);
void report_pong(device *d, const char *user, const record *ping, uint64_t came);
void report_state(device *d);

/* The bytes from `offset` of the log, in records of at most MOST_CHUNK_BYTES. */
void report_log(device *d, const char *user, uint32_t offset, uint32_t count);

/* JSON; the event is state, fault or refusal. More than a few within a second are left out. */
void report_event(device *d, const char *event, const char *text);

#endif
