#include "inbox.h"

#include <string.h>

#include "clock.h"

bool inbox_open(inbox *box) {
  pthread_condattr_t monotonic;
  box->closed = false;
  box->first = box->count = 0;
  return pthread_mutex_init(&box->lock, NULL) == 0 && pthread_condattr_init(&monotonic) == 0
      && pthread_condattr_setclock(&monotonic, CLOCK_MONOTONIC) == 0
      && pthread_cond_init(&box->arrived, &monotonic) == 0 && pthread_cond_init(&box->freed, NULL) == 0;
}

void inbox_put(inbox *box, const char *topic, const void *payload, size_t length, bool retained, uint64_t came) {
  pthread_mutex_lock(&box->lock);
  while (box->count == INBOX_SLOTS && !box->closed) {
    pthread_cond_wait(&box->freed, &box->lock);
  }
  if (!box->closed) {
    message *m = &box->slots[(box->first + box->count) % INBOX_SLOTS];
    strncpy(m->topic, topic, INBOX_TOPIC - 1);
    m->topic[INBOX_TOPIC - 1] = 0;
    m->retained = retained;
    m->came = came;
    m->length = length < INBOX_PAYLOAD ? length : INBOX_PAYLOAD;
    if (m->length > 0) {
      memcpy(m->payload, payload, m->length);
    }
    box->count++;
    pthread_cond_signal(&box->arrived);
  }
  pthread_mutex_unlock(&box->lock);
}

const message *inbox_wait(inbox *box, uint64_t until) {
  struct timespec at = clock_at(until);
  pthread_mutex_lock(&box->lock);
  while (box->count == 0 && !box->closed) {
    if (pthread_cond_timedwait(&box->arrived, &box->lock, &at) != 0) {
      break;
    }
  }
  const message *oldest = box->count > 0 ? &box->slots[box->first] : NULL;
  pthread_mutex_unlock(&box->lock);
  return oldest;
}

void inbox_done(inbox *box) {
  pthread_mutex_lock(&box->lock);
  box->first = (box->first + 1) % INBOX_SLOTS;
  box->count--;
  pthread_cond_signal(&box->freed);
  pthread_mutex_unlock(&box->lock);
}

void inbox_close(inbox *box) {
  pthread_mutex_lock(&box->lock);
  box->closed = true;
  pthread_cond_broadcast(&box->arrived);
  pthread_cond_broadcast(&box->freed);
  pthread_mutex_unlock(&box->lock);
}
