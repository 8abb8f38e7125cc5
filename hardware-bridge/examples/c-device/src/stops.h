/* Whose stop stands: section 1. */
#ifndef STOPS_H
#define STOPS_H

#include <stdbool.h>

enum { MOST_STOPS = 16, MOST_STOP_NAME = 96 };

/* A name is what stands behind the device's, as `stop/lab`. Names longer than that, or more of them than fit, stop until the next boot. */
typedef struct {
  char names[MOST_STOPS][MOST_STOP_NAME + 1];
  bool for_good;
} stops;

void stops_give(stops *s, const char *name);
void stops_take_back(stops *s, const char *name);
bool stops_stand(const stops *s);

#endif
