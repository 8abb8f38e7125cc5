#include "activity.h"

#include <math.h>
#include <string.h>

#include "report.h"
#include "states.h"

static bool is_run(activity_kind kind) {
  return kind >= ACTIVITY_EPISODE;
}

static void clear(device *d, activity_kind kind) {
  activity *a = &d->activity;
  a->kind = kind;
  a->resting = false;
  a->program = 0;
  a->done = a->steps = a->shown = 0;
  a->accepted = d->now;
  a->setpoint.valid = false;
  a->acts_until = UINT64_MAX;
  a->horizons[0].steps = a->horizons[1].steps = 0;
}

void activity_hold(device *d) {
  clear(d, ACTIVITY_HOLD);
}

void activity_power_off(device *d) {
  robot_cut(&d->robot);
  memset(d->requested, 0, sizeof d->requested);
  memset(d->applied, 0, sizeof d->applied);
}

void activity_cut(device *d) {
  clear(d, ACTIVITY_NONE);
  robot_release(&d->robot);
  activity_power_off(d);
}

void activity_conclude(device *d) {
  if (!d->pending.open) {
    return;
  }
  pending_answer *p = &d->pending;
  p->open = false;
  report_ack(d, p->user, p->sequence, p->type, p->outcome, 0, p->run);
  if (p->type == START) {
    report_log(d, p->user, 0, (uint32_t)d->log.out.length);
  }
}

/* Into hold, at rest or not to be waited for any longer. */
static void conclude_in_hold(device *d) {
  activity_hold(d);
  report_event(d, "state", "in hold");
  report_state(d);
  activity_conclude(d);
}

/* Gives a request within the bounds of its program, if it has one, and all limits; returns what was done to it. */
static uint32_t give(device *d, const program *p, const double request[INPUTS], uint32_t span_us) {
  double bounded[INPUTS], applied[INPUTS];
  memcpy(bounded, request, sizeof bounded);
  uint32_t flags = p && program_bound(p, bounded) ? WAS_LIMITED : 0;
  flags |= guard_inputs(d->sensors, bounded, d->applied, span_us, applied);
  memcpy(d->requested, request, sizeof d->requested);
  memcpy(d->applied, applied, sizeof d->applied);
  robot_apply(&d->robot, applied);
  return flags;
}

void activity_safe(device *d) {
  double request[INPUTS];
  robot_safe_action(d->sensors, request);
  give(d, NULL, request, TICK_US);
}

/* ---- move */

void activity_move(device *d, const move *aim) {
  clear(d, ACTIVITY_MOVE);
  d->activity.move = *aim;
  d->activity.move.began = d->now;
  d->activity.move.within = false;
  if (aim->servo) {
    robot_release(&d->robot);
  } else {
    robot_place(&d->robot, aim->position, aim->velocity);
  }
}

static bool is_close(double value, double aim, double tolerance) {
  return tolerance == 0 || fabs(value - aim) <= tolerance;
}

static bool is_there(const device *d, const move *m) {
  for (int j = 0; j < JOINTS; j++) {
    double position = d->sensors[robot_joints[j].position], velocity = d->sensors[robot_joints[j].velocity];
    if (!is_close(position, m->position[j], m->position_tolerance[j])
        || !is_close(velocity, m->velocity[j], m->velocity_tolerance[j])) {
      return false;
    }
  }
  return true;
}

static void move_tick(device *d) {
  move *m = &d->activity.move;
  if (m->servo) {
    double request[INPUTS];
    robot_servo(d->sensors, m->position, request);
    give(d, NULL, request, TICK_US);
    robot_unwind(&d->robot, m->position);
  } else {
    activity_safe(d);
  }
  bool there = is_there(d, m);
  if (there && !m->within) {
    m->within_since = d->now;
  }
  m->within = there;
  if (there && d->now - m->within_since >= m->settle) {
    d->pending.outcome = CODE_OK;
    conclude_in_hold(d);
  } else if (d->now - m->began >= m->limit) {
    d->pending.outcome = CODE_UNSETTLED;
    conclude_in_hold(d);
  }
}

/* ---- runs: episode, policy, stream, horizon */

void activity_run(device *d, activity_kind kind, uint32_t id, uint32_t steps, uint32_t deadline) {
  clear(d, kind);
  d->activity.program = id;
  d->activity.steps = steps;
  d->activity.deadline = deadline;
  runlog_open(&d->log, d->run, (uint8_t)kind);
}

void activity_setpoint(device *d, const double input[INPUTS], uint64_t expiry) {
  setpoint *s = &d->activity.setpoint;
  s->valid = true;
  s->expiry = expiry;
  memcpy(s->input, input, sizeof s->input);
}

void activity_horizon(device *d, uint32_t first, uint32_t steps, const uint8_t *gains) {
  horizon *h = d->activity.horizons;
  memmove(&h[1], &h[0], sizeof h[0]);
  h[0].first = first;
  h[0].steps = steps;
  memcpy(h[0].gains, gains, (size_t)steps * 8 * INPUTS * (SENSORS + 1));
}

uint64_t activity_step_time(const device *d, uint32_t step) {
  const activity *a = &d->activity;
  return step < a->done ? a->first_step + (uint64_t)step * PERIOD_US : d->now;
}

/* The entry of the newest horizon that covers a step, or NULL. */
static const uint8_t *horizon_entry(const activity *a, uint32_t step) {
  for (int i = 0; i < 2; i++) {
    const horizon *h = &a->horizons[i];
    if (step >= h->first && step - h->first < h->steps) {
      return h->gains + (size_t)(step - h->first) * 8 * INPUTS * (SENSORS + 1);
    }
  }
  return NULL;
}

static bool has_command(const activity *a) {
  return a->kind == ACTIVITY_STREAM ? a->setpoint.valid : a->horizons[0].steps > 0;
}

/* What this step asks for; a fault if nothing can. */
static device_fault_number request_of_step(const device *d, double request[INPUTS]) {
  const activity *a = &d->activity;
  const program *p = uploads_find(&d->programs, a->program);
  const uint8_t *entry;
  switch (a->kind) {
    case ACTIVITY_EPISODE:
    case ACTIVITY_POLICY:
      if (!p || a->done >= p->steps) {
        return FAULT_INTERNAL;
      }
      if (!program_holds(p, a->done, d->sensors)) {
        return FAULT_TUBE;
      }
      program_request(p, a->done, d->sensors, request);
      break;
    case ACTIVITY_STREAM:
      if (!a->setpoint.valid || d->now >= a->setpoint.expiry) {
        return FAULT_LATE;
      }
      memcpy(request, a->setpoint.input, sizeof a->setpoint.input);
      break;
    case ACTIVITY_HORIZON:
      entry = horizon_entry(a, a->done);
      if (!entry) {
        return FAULT_LATE;
      }
      affine_request(entry, d->sensors, request);
      break;
    default: return FAULT_INTERNAL;
  }
  return all_finite(request, INPUTS) ? FAULT_NONE : FAULT_VALUE;
}

static bool waits_for_command(const device *d) {
  const activity *a = &d->activity;
  bool commanded = a->kind == ACTIVITY_STREAM || a->kind == ACTIVITY_HORIZON;
  return commanded && a->done == 0 && !has_command(a) && d->now - a->accepted < LONGEST_WAIT_US;
}

static void rest(device *d, run_end end) {
  activity *a = &d->activity;
  if (is_run(a->kind)) {
    a->shown = a->done;
    runlog_close(&d->log, end, FAULT_NONE, d->now, d->sensors);
  }
  d->pending.outcome = end == END_WHOLE ? CODE_OK : CODE_ENDED;
  a->acts_until = UINT64_MAX;
  a->resting = true;
  a->resting_since = d->now;
}

void activity_step(device *d) {
  activity *a = &d->activity;
  if (!is_run(a->kind) || a->resting || waits_for_command(d)) {
    return;
  }
  if (a->done == a->steps) {
    rest(d, END_WHOLE);
    return;
  }
  double request[INPUTS];
  device_fault_number fault = request_of_step(d, request);
  if (fault) {
    states_fault(d, fault);
    return;
  }
  if (a->done == 0) {
    a->first_step = d->now;
    robot_release(&d->robot);
  }
  a->acts_until = a->kind == ACTIVITY_STREAM ? a->setpoint.expiry : UINT64_MAX;
  uint32_t flags = give(d, uploads_find(&d->programs, a->program), request, PERIOD_US);
  runlog_step(&d->log, d->now, flags, d->sensors, d->requested, d->applied);
  a->shown = a->done++;
}

void activity_tick(device *d) {
  activity *a = &d->activity;
  if (a->resting) {
    activity_safe(d);
    if (robot_at_rest(d->sensors) || d->now - a->resting_since >= LONGEST_REST_US) {
      conclude_in_hold(d);
    }
  } else if (a->kind == ACTIVITY_MOVE) {
    move_tick(d);
  } else if (a->kind == ACTIVITY_HOLD || a->done == 0) {
    activity_safe(d);
  } else if (d->now >= a->acts_until) {
    states_fault(d, FAULT_LATE);
  }
}

void activity_abort(device *d) {
  if (!d->activity.resting) {
    rest(d, END_ABORTED);
  }
}

void activity_break(device *d, run_end end, uint8_t fault) {
  activity *a = &d->activity;
  if (!a->resting && is_run(a->kind)) {
    runlog_close(&d->log, end, fault, d->now, d->sensors);
  }
  if (!a->resting && a->kind != ACTIVITY_NONE) {
    d->pending.outcome = CODE_ENDED;
  }
  clear(d, ACTIVITY_NONE);
  robot_release(&d->robot);
}
