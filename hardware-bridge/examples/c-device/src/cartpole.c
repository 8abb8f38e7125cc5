/*
 * A cart on a rail with a free pole, emulated: the robot of controller/tasks/cartpole.urdf. The pole hangs at angle 0.
 *
 *   M ẍ − h cos θ θ̈ = F − b ẋ − h sin θ θ̇²
 *   J θ̈ − h cos θ ẍ = −g h sin θ
 *
 *   M  mass of cart and pole [kg]                  h  the pole's mass times its centre's distance [kg m]
 *   J  the pole's inertia about its hinge [kg m²]  b  friction of the rail [N s/m]
 */
#include <math.h>
#include <string.h>

#include "robot.h"

enum { CART, POLE };

static const double TWO_PI = 6.283185307179586;

static const double GRAVITY = 9.81;
static const double MASS = 0.5 + 0.5;
static const double LEVER = 0.5 * 0.3;
static const double INERTIA = 0.015 + 0.5 * 0.3 * 0.3;
static const double FRICTION = 0.1;

#define RAIL_END 1000.0
#define CART_SPEED 20.0
#define POLE_SPEED 50.0
#define FORCE 10.0
#define FORCE_RATE 1000.0

/* Rubber at both ends of the rail. */
static const double BUMPER_STIFFNESS = 5000, BUMPER_DAMPING = 20;

/* What the force can surely brake the cart with, and give it at most, whatever the pole does [m/s²]. */
static const double BRAKING = 5, GREATEST_ACCELERATION = 16;

static const double REST_SPEED[SENSORS] = {0, 0, 0.01, 0.05};

const sensor_description robot_sensors[SENSORS] = {
    {"slide", "m", -RAIL_END, RAIL_END, 2},
    {"hinge", "rad", -INFINITY, INFINITY, 3},
    {"slide velocity", "m/s", -CART_SPEED, CART_SPEED, -1},
    {"hinge velocity", "rad/s", -POLE_SPEED, POLE_SPEED, -1}};

const actuator_description robot_actuators[INPUTS] = {{"slide", "N", -FORCE, FORCE, FORCE_RATE}};

const joint_description robot_joints[JOINTS] = {{"slide", 0, 2, true, false}, {"hinge", 1, 3, false, true}};

typedef struct {
  double position[JOINTS], velocity[JOINTS];
} motion;

static double bumper(double x, double v) {
  double depth = fabs(x) - RAIL_END;
  return depth > 0 ? -copysign(BUMPER_STIFFNESS * depth, x) - BUMPER_DAMPING * v : 0;
}

static motion derivative(const motion *at, double force) {
  double sine = sin(at->position[POLE]), cosine = cos(at->position[POLE]);
  double v = at->velocity[CART], w = at->velocity[POLE];
  double onCart = force + bumper(at->position[CART], v) - FRICTION * v - LEVER * sine * w * w;
  double onPole = -GRAVITY * LEVER * sine;
  double coupling = LEVER * cosine;
  double determinant = MASS * INERTIA - coupling * coupling;
  return (motion){
      .position = {v, w},
      .velocity = {(INERTIA * onCart + coupling * onPole) / determinant,
                   (coupling * onCart + MASS * onPole) / determinant}};
}

static motion along(const motion *from, const motion *slope, double h) {
  motion to = *from;
  for (int j = 0; j < JOINTS; j++) {
    to.position[j] += h * slope->position[j];
    to.velocity[j] += h * slope->velocity[j];
  }
  return to;
}

/* One step of the classical Runge-Kutta method. */
static motion integrate(const motion *at, double force, double h) {
  motion k1 = derivative(at, force);
  motion p2 = along(at, &k1, h / 2), k2 = derivative(&p2, force);
  motion p3 = along(at, &k2, h / 2), k3 = derivative(&p3, force);
  motion p4 = along(at, &k3, h), k4 = derivative(&p4, force);
  motion to = along(at, &k1, h / 6);
  to = along(&to, &k2, h / 3);
  to = along(&to, &k3, h / 3);
  return along(&to, &k4, h / 6);
}

void robot_start(robot *r, uint64_t now) {
  memset(r, 0, sizeof *r);
  r->time = now;
}

void robot_advance(robot *r, uint64_t now) {
  while (r->time < now) {
    uint64_t left = now - r->time, span = left < TICK_US ? left : TICK_US;
    r->time += span;
    if (!r->held) {
      motion at;
      memcpy(at.position, r->position, sizeof at.position);
      memcpy(at.velocity, r->velocity, sizeof at.velocity);
      at = integrate(&at, r->input[0], (double)span * 1e-6);
      memcpy(r->position, at.position, sizeof at.position);
      memcpy(r->velocity, at.velocity, sizeof at.velocity);
    }
  }
}

bool robot_read(const robot *r, double out[SENSORS]) {
  out[0] = r->position[CART];
  out[1] = r->position[POLE];
  out[2] = r->velocity[CART];
  out[3] = r->velocity[POLE];
  for (int i = 0; i < SENSORS; i++) {
    if (!isfinite(out[i])) {
      return false;
    }
  }
  return true;
}

void robot_apply(robot *r, const double inputs[INPUTS]) {
  memcpy(r->input, inputs, sizeof r->input);
}

void robot_cut(robot *r) {
  memset(r->input, 0, sizeof r->input);
}

void robot_safe_action(const double sensors[SENSORS], double inputs[INPUTS]) {
  (void)sensors;
  inputs[0] = 0;
}

/* True if a push all through the span would take a joint at x, moving so, beyond `end` even if braked behind it. */
static bool would_leave(double x, double v, double span, double end) {
  double then = v + GREATEST_ACCELERATION * span;
  return then > 0 && x + (v + then) / 2 * span + then * then / (2 * BRAKING) > end;
}

void robot_brake(const double sensors[SENSORS], double span, double lower[INPUTS], double upper[INPUTS]) {
  double x = sensors[0], v = sensors[2], faster = GREATEST_ACCELERATION * span;
  if (would_leave(x, v, span, RAIL_END)) {
    upper[0] = v > 0 ? lower[0] : 0;
  } else if (would_leave(-x, -v, span, RAIL_END)) {
    lower[0] = v < 0 ? upper[0] : 0;
  } else if (v + faster > CART_SPEED) {
    upper[0] = 0;
  } else if (v - faster < -CART_SPEED) {
    lower[0] = 0;
  }
}

bool robot_at_rest(const double sensors[SENSORS]) {
  return fabs(sensors[2]) < REST_SPEED[2] && fabs(sensors[3]) < REST_SPEED[3];
}

/*
 * A linear-quadratic regulator about the hanging pole (weights 30, 10, 3, 1 and 0.1), with sines where the pole
 * turns over. Far from its aim the cart keeps to about a metre per second.
 */
void robot_servo(const double sensors[SENSORS], const double aim[JOINTS], double inputs[INPUTS]) {
  static const double LONGEST = 0.6;
  double off = fmax(-LONGEST, fmin(LONGEST, sensors[0] - aim[CART]));
  double angle = sensors[1];
  inputs[0] = -(17.147 * off + 14.710 * sin(angle) + 10.630 * sensors[2] + 0.739 * sensors[3] * cos(angle));
}

void robot_unwind(robot *r, const double aim[JOINTS]) {
  double turns = round((r->position[POLE] - aim[POLE]) / TWO_PI);
  r->position[POLE] -= turns * TWO_PI;
}

void robot_place(robot *r, const double position[JOINTS], const double velocity[JOINTS]) {
  memcpy(r->position, position, sizeof r->position);
  memcpy(r->velocity, velocity, sizeof r->velocity);
  r->held = true;
}

void robot_release(robot *r) {
  r->held = false;
}
