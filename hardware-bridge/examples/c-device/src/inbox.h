/* Hands messages from the network's thread to the one that owns the device. */
#ifndef INBOX_H
#define INBOX_H

#include <pthread.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "record.h"

enum { INBOX_SLOTS = 32, INBOX_TOPIC = 128, INBOX_PAYLOAD = GREATEST_RECORD };

typedef struct {
  char topic[INBOX_TOPIC];
  bool retained;
  uint64_t came; /* [µs] */
  size_t length;
  uint8_t payload[INBOX_PAYLOAD];
} message;

typedef struct {
  pthread_mutex_t lock;
  pthread_cond_t arrived, freed;
  bool closed;
  size_t first, count;
  message slots[INBOX_SLOTS];
} inbox;

bool inbox_open(inbox *box);

/* Waits for a free slot; what is too long for it is cut off, which its CRC will tell. */
void inbox_put(inbox *box, const char *topic, const void *payload, size_t length, bool retained, uint64_t came);

/* The oldest message, or NULL if none came until then [µs]. It is the caller's until inbox_done. */
const message *inbox_wait(inbox *box, uint64_t until);
void inbox_done(inbox *box);

/* Lets nobody wait any longer. */
void inbox_close(inbox *box);

#endif
