#include "requests.h"

#include <math.h>
#include <string.h>

#include "activity.h"
#include "report.h"
#include "states.h"

enum { SERVO = 1 /* 2 is place */ };

static const uint64_t FARTHEST_GRANT_US = 60000000;

static bool in_hold(const device *d) {
  return d->state == ACTIVE && d->activity.kind == ACTIVITY_HOLD;
}

/* A new run, whose second answer goes to who asked for it. */
static code accept_run(device *d, const char *user, const record *r, answer_detail *detail) {
  pending_answer *p = &d->pending;
  p->open = true;
  strncpy(p->user, user, MOST_USER);
  p->user[MOST_USER] = 0;
  p->sequence = r->sequence;
  p->type = r->type;
  p->run = ++d->run;
  p->outcome = CODE_ENDED;
  detail->value = p->run;
  return CODE_ACCEPTED;
}

static code lease(device *d, const char *user, const record *r, answer_detail *detail) {
  bool left_behind = d->session.held && d->session.forsaken;
  code answer = session_lease(&d->session, r->body, user, d->now);
  if (answer == CODE_OK && left_behind) {
    states_fault(d, FAULT_LEASE);
  }
  /* who knows no greater nonce is told which */
  detail->value = answer == CODE_OK ? d->session.number : answer == CODE_SEQUENCE ? d->session.nonce : 0;
  d->heard = answer == CODE_OK ? d->world : d->heard;
  return answer;
}

/* ---- move */

/* Reads a number for each joint; the place is the index of the last one read. */
static code take_joints(reader *r, double out[JOINTS], const double lower[JOINTS], const double upper[JOINTS],
                        uint32_t *place) {
  for (int j = 0; j < JOINTS; j++) {
    out[j] = take_f64(r);
    ++*place;
    if (out[j] < lower[j] || out[j] > upper[j]) {
      return CODE_VALUE;
    }
  }
  return CODE_OK;
}

static code parse_joints(reader *r, move *m, uint32_t *place) {
  double lower[2][JOINTS], upper[2][JOINTS], zero[JOINTS] = {0}, any[JOINTS];
  for (int j = 0; j < JOINTS; j++) {
    const sensor_description *at = &robot_sensors[robot_joints[j].position];
    const sensor_description *speed = &robot_sensors[robot_joints[j].velocity];
    lower[0][j] = at->lower;
    upper[0][j] = at->upper;
    lower[1][j] = speed->lower;
    upper[1][j] = speed->upper;
    any[j] = INFINITY;
  }
  code answer = take_joints(r, m->position, lower[0], upper[0], place);
  answer = answer ? answer : take_joints(r, m->velocity, lower[1], upper[1], place);
  answer = answer ? answer : take_joints(r, m->position_tolerance, zero, any, place);
  return answer ? answer : take_joints(r, m->velocity_tolerance, zero, any, place);
}

static code begin_move(device *d, const char *user, const record *r, answer_detail *detail) {
  reader body = r->body;
  uint8_t way = take_u8(&body);
  take_u8(&body);
  uint16_t joints = take_u16(&body);
  move m = {.servo = way == SERVO, .limit = take_u32(&body)};
  double settle = take_f64(&body);
  if (!in_hold(d)) {
    return CODE_STATE;
  }
  if (joints != JOINTS || m.limit == 0 || 1e6 * settle > (double)m.limit) {
    return CODE_VALUE;
  }
  code answer = parse_joints(&body, &m, &detail->place);
  if (answer) {
    return answer;
  }
  detail->place = 0;
  m.settle = (uint64_t)(settle * 1e6);
  accept_run(d, user, r, detail);
  activity_move(d, &m);
  return CODE_ACCEPTED;
}

/* ---- programs and runs */

/* The place is the sensor that is elsewhere. */
static bool is_at_start(const device *d, const program *p, uint32_t *place) {
  int missed = d->sensed ? program_start_misses(p, d->sensors) : 0;
  *place = missed > 0 ? (uint32_t)missed : 0;
  return missed < 0;
}

static code arm(device *d, const record *r, answer_detail *detail) {
  uint32_t id = load_u32(r->body.at);
  const program *p = uploads_find(&d->programs, id);
  if (!in_hold(d)) {
    return CODE_STATE;
  }
  if (!p) {
    return CODE_PROGRAM;
  }
  if (!is_at_start(d, p, &detail->place)) {
    return CODE_START;
  }
  d->armed = id;
  return CODE_OK;
}

static code check_program_start(const device *d, uint8_t kind, uint32_t id, uint32_t steps, uint32_t deadline,
                                uint32_t *place) {
  const program *p = uploads_find(&d->programs, id);
  if (deadline != 0) {
    return CODE_VALUE;
  }
  if (!p || d->armed != id || p->kind != (kind == ACTIVITY_EPISODE ? AFFINE : NETWORK)) {
    return CODE_PROGRAM;
  }
  if (steps == 0 || steps > p->steps) {
    return CODE_VALUE;
  }
  return is_at_start(d, p, place) ? CODE_OK : CODE_START;
}

static code check_commanded_start(uint32_t id, uint32_t steps, uint32_t deadline) {
  if (id != 0 || steps == 0 || deadline == 0 || deadline > FARTHEST_EXPIRY_US) {
    return CODE_VALUE;
  }
  return steps > MOST_STEPS ? CODE_SIZE : CODE_OK;
}

static code start(device *d, const char *user, const record *r, answer_detail *detail) {
  reader body = r->body;
  uint8_t kind = take_u8(&body);
  take_bytes(&body, 3);
  uint32_t id = take_u32(&body), steps = take_u32(&body), deadline = take_u32(&body);
  if (!in_hold(d)) {
    return CODE_STATE;
  }
  bool programmed = kind == ACTIVITY_EPISODE || kind == ACTIVITY_POLICY;
  code answer = programmed ? check_program_start(d, kind, id, steps, deadline, &detail->place)
                           : check_commanded_start(id, steps, deadline);
  if (answer == CODE_OK) {
    d->armed = 0;
    answer = accept_run(d, user, r, detail);
    activity_run(d, (activity_kind)kind, id, steps, deadline);
  }
  return answer;
}

/* ---- commands of a run */

static bool runs(const device *d, activity_kind kind) {
  return d->state == ACTIVE && d->activity.kind == kind && !d->activity.resting;
}

static code take_setpoint(device *d, const record *r) {
  reader body = r->body;
  take_u32(&body);
  uint16_t m = take_u16(&body);
  take_u16(&body);
  if (!runs(d, ACTIVITY_STREAM)) {
    return CODE_STATE;
  }
  if (r->expiry - d->now > d->activity.deadline) {
    return CODE_AHEAD;
  }
  if (m != INPUTS) {
    return CODE_VALUE;
  }
  double input[INPUTS];
  for (uint32_t i = 0; i < INPUTS; i++) {
    input[i] = take_f64(&body);
  }
  activity_setpoint(d, input, r->expiry);
  return CODE_OK;
}

static code take_horizon(device *d, const record *r) {
  reader body = r->body;
  uint32_t first = take_u32(&body);
  uint16_t steps = take_u16(&body), n = take_u16(&body), m = take_u16(&body);
  take_u16(&body);
  if (!runs(d, ACTIVITY_HORIZON)) {
    return CODE_STATE;
  }
  if (d->now - activity_step_time(d, first) > d->activity.deadline) {
    return CODE_EXPIRED;
  }
  if (n != SENSORS || m != INPUTS || steps == 0) {
    return CODE_VALUE;
  }
  if (steps > MOST_HORIZON_STEPS) {
    return CODE_SIZE;
  }
  activity_horizon(d, first, steps, body.at);
  return CODE_OK;
}

/* ---- the rest */

static code grant(device *d, const record *r) {
  uint64_t until = load_u64(r->body.at);
  if (!d->virtual_time) {
    return CODE_UNSUPPORTED;
  }
  if (until > d->now && until - d->now > FARTHEST_GRANT_US) {
    return CODE_VALUE;
  }
  while (d->now < until) {
    uint64_t left = until - d->now;
    device_tick(d, d->now + (left < TICK_US ? left : TICK_US));
  }
  return CODE_OK;
}

static code check_fetch(const device *d, const record *r) {
  uint32_t run = load_u32(r->body.at), offset = load_u32(r->body.at + 4), count = load_u32(r->body.at + 8);
  if (d->pending.open && d->pending.type == START) {
    return CODE_STATE;
  }
  if (run == 0 || run != d->log.run || count == 0) {
    return CODE_VALUE;
  }
  return offset >= d->log.out.length ? CODE_VALUE : CODE_OK;
}

static code release(device *d) {
  states_lease_ended(d);
  return CODE_OK;
}

/* The work that a program makes keeps no step waiting. */
static bool takes_programs(const device *d) {
  return d->state == INACTIVE || in_hold(d);
}

static code upload_program(device *d, const record *r, uint32_t *place) {
  if (!takes_programs(d)) {
    return CODE_STATE;
  }
  switch (r->type) {
    case BEGIN: return uploads_begin(&d->programs, r->body);
    case CHUNK: return uploads_chunk(&d->programs, r->body);
    default: return uploads_commit(&d->programs, load_u32(r->body.at), place);
  }
}

static code handle(device *d, const char *user, const record *r, answer_detail *detail) {
  switch (r->type) {
    case LEASE: return lease(d, user, r, detail);
    case RENEW: return CODE_OK;
    case RELEASE: return release(d);
    case LIFECYCLE: return states_transition(d, r->body.at[0], &detail->place);
    case MOVE: return begin_move(d, user, r, detail);
    case BEGIN:
    case CHUNK:
    case COMMIT: return upload_program(d, r, &detail->place);
    case ARM: return arm(d, r, detail);
    case START: return start(d, user, r, detail);
    case SETPOINT: return take_setpoint(d, r);
    case HORIZON: return take_horizon(d, r);
    case GRANT: return grant(d, r);
    case FETCH: return check_fetch(d, r);
    default: return CODE_TYPE;
  }
}

/* Whatever comes between ARM and START disarms, but for these. */
static bool keeps_armed(uint8_t type) {
  return type == RENEW || type == GRANT || type == FETCH || type == ARM;
}

code request_handle(device *d, const char *user, const record *r, answer_detail *detail) {
  *detail = (answer_detail){0, 0};
  code answer = handle(d, user, r, detail);
  bool accepted = answer == CODE_OK || answer == CODE_ACCEPTED;
  if (accepted && !keeps_armed(r->type)) {
    d->armed = 0;
  }
  return answer;
}
