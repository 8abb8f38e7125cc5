/*
 * What the device asks of a robot. Another robot is another file behind this header, with its numbers here.
 * A reading is its sensors in the layout's order; SI units, times in microseconds unless named otherwise.
 */
#ifndef ROBOT_H
#define ROBOT_H

#include <stdbool.h>
#include <stdint.h>

enum { SENSORS = 4, INPUTS = 1, JOINTS = 2 };

enum {
  PERIOD_US = 50000, /* one step of an activity, one STATE */
  TICK_US = 1000     /* servo, limits and watchdogs */
};

/* A bound that does not exist is infinite. */
typedef struct {
  const char *name, *unit;
  double lower, upper;
  int rate; /* the sensor of its velocity, or -1 */
} sensor_description;

typedef struct {
  const char *name, *unit;
  double lower, upper;
  double rate; /* greatest change [unit/s] */
} actuator_description;

typedef struct {
  const char *name;
  int position, velocity; /* its sensors */
  bool servo;             /* has an actuator */
  bool endless;           /* turns without end */
} joint_description;

extern const sensor_description robot_sensors[SENSORS];
extern const actuator_description robot_actuators[INPUTS];
extern const joint_description robot_joints[JOINTS];

/* The emulated body. With hardware this holds handles instead. */
typedef struct {
  double position[JOINTS], velocity[JOINTS];
  double input[INPUTS];
  bool held; /* somebody holds it where it was placed */
  uint64_t time;
} robot;

void robot_start(robot *r, uint64_t now);

/* Lets an emulated body's time pass; hardware does nothing here. */
void robot_advance(robot *r, uint64_t now);

/* False if a reading is missing or not finite; `out` is then undefined. */
bool robot_read(const robot *r, double out[SENSORS]);

/* Gives inputs that are within all limits. */
void robot_apply(robot *r, const double inputs[INPUTS]);

/* Takes all power from the actuators. */
void robot_cut(robot *r);

/* The action for when no controller can be trusted, before limits. */
void robot_safe_action(const double sensors[SENSORS], double inputs[INPUTS]);

/* Narrows the bounds of the inputs to those that brake a joint about to leave its range within `span` [s]. */
void robot_brake(const double sensors[SENSORS], double span, double lower[INPUTS], double upper[INPUTS]);

/* True if every rate is below its threshold. */
bool robot_at_rest(const double sensors[SENSORS]);

/* The inputs that bring the joints with an actuator to their aims and let the others come to rest. */
void robot_servo(const double sensors[SENSORS], const double aim[JOINTS], double inputs[INPUTS]);

/* Takes whole turns off endless joints, so that each reads as near to its aim as it can. */
void robot_unwind(robot *r, const double aim[JOINTS]);

/* Puts the robot somewhere and holds it there until it is released. */
void robot_place(robot *r, const double position[JOINTS], const double velocity[JOINTS]);
void robot_release(robot *r);

#endif
