/* What each request does, once its header and its numbers are in order. */
#ifndef REQUESTS_H
#define REQUESTS_H

#include "device.h"

/* The rest of an answer. */
typedef struct {
  uint32_t place;
  uint64_t value;
} answer_detail;

/* Anything but PING. Changes nothing unless it returns OK or ACCEPTED. */
code request_handle(device *d, const char *user, const record *r, answer_detail *detail);

#endif
