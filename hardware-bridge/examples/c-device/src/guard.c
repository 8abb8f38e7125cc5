#include "guard.h"

#include <math.h>

static double between(double value, double lower, double upper) {
  return fmin(fmax(value, lower), upper);
}

uint32_t guard_inputs(const double sensors[SENSORS], const double request[INPUTS], const double before[INPUTS],
                      uint32_t span_us, double applied[INPUTS]) {
  double span = span_us * 1e-6;
  double lower[INPUTS], upper[INPUTS];
  for (int i = 0; i < INPUTS; i++) {
    lower[i] = robot_actuators[i].lower;
    upper[i] = robot_actuators[i].upper;
  }
  robot_brake(sensors, span, lower, upper);
  uint32_t done = 0;
  for (int i = 0; i < INPUTS; i++) {
    double limited = between(request[i], lower[i], upper[i]);
    double change = robot_actuators[i].rate * span;
    applied[i] = between(limited, before[i] - change, before[i] + change);
    done |= limited != request[i] ? WAS_LIMITED : 0;
    done |= applied[i] != limited ? WAS_RATE_LIMITED : 0;
  }
  return done;
}

int guard_reading(const double sensors[SENSORS]) {
  for (int i = 0; i < SENSORS; i++) {
    if (sensors[i] < robot_sensors[i].lower || sensors[i] > robot_sensors[i].upper) {
      return i;
    }
  }
  return -1;
}

bool all_finite(const double *values, int count) {
  for (int i = 0; i < count; i++) {
    if (!isfinite(values[i])) {
      return false;
    }
  }
  return true;
}
