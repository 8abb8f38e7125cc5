#include "states.h"

#include "activity.h"
#include "report.h"

enum { CONFIGURE = 1, ACTIVATE = 2, DEACTIVATE = 3, RESET = 4, CLEANUP = 5 /* 6 is abort */ };

static const char *const STATE_NAMES[] = {"UNCONFIGURED", "INACTIVE", "ACTIVE", "STOPPING", "FAULT"};
static const char *const FAULT_NAMES[] = {"NONE",   "STOPPED", "LEASE",   "LATE",  "LIMIT",   "TUBE",
                                          "SENSOR", "OVERRUN", "GARBLED", "VALUE", "INTERNAL"};

static void enter(device *d, device_state state) {
  if (state == INACTIVE || state == UNCONFIGURED || state == FAULT) {
    activity_cut(d);
  }
  d->state = state;
  if (state == FAULT) {
    report_event(d, "fault", FAULT_NAMES[d->fault]);
  } else {
    report_event(d, "state", STATE_NAMES[state]);
  }
  report_state(d);
}

/* Every way out of ACTIVE: the safe action until at rest, then FAULT, or INACTIVE if there is none. */
static void begin_stopping(device *d, device_fault_number fault, run_end end) {
  d->fault = fault;
  d->armed = 0;
  activity_break(d, end, (uint8_t)fault);
  d->stopping_since = d->now;
  enter(d, STOPPING);
}

void states_fault(device *d, device_fault_number fault) {
  if (d->state == ACTIVE) {
    begin_stopping(d, fault, END_FAULT);
  }
}

void states_stop(device *d) {
  if (d->state == ACTIVE) {
    begin_stopping(d, FAULT_STOPPED, END_STOPPED);
  } else if (d->fault != FAULT_STOPPED) {
    d->fault = FAULT_STOPPED;
    enter(d, d->state == STOPPING ? STOPPING : FAULT);
  }
}

void states_lease_ended(device *d) {
  d->session.held = false;
  d->armed = 0;
  states_fault(d, FAULT_LEASE);
}

void states_settle(device *d) {
  bool at_rest = d->sensed && robot_at_rest(d->sensors);
  if (at_rest || d->now - d->stopping_since >= LONGEST_REST_US) {
    enter(d, d->fault ? FAULT : INACTIVE);
    activity_conclude(d);
  }
}

/* Sensors fresh and within their limits. */
static code check_reading(const device *d, uint32_t *place) {
  int beyond = d->sensed ? guard_reading(d->sensors) : 0;
  *place = beyond > 0 ? (uint32_t)beyond : 0;
  return beyond >= 0 ? CODE_VALUE : CODE_OK;
}

static bool cause_is_gone(const device *d) {
  switch (d->fault) {
    case FAULT_SENSOR: return d->sensed;
    case FAULT_LIMIT: return d->sensed && guard_reading(d->sensors) < 0;
    default: return true;
  }
}

static code configure(device *d) {
  if (d->state != UNCONFIGURED) {
    return CODE_STATE;
  }
  enter(d, INACTIVE);
  return CODE_OK;
}

static code activate(device *d, uint32_t *place) {
  if (d->state != INACTIVE) {
    return CODE_STATE;
  }
  code answer = stops_stand(&d->stops) ? CODE_STOP : check_reading(d, place);
  if (answer == CODE_OK) {
    activity_hold(d);
    enter(d, ACTIVE);
  }
  return answer;
}

static code deactivate(device *d) {
  if (d->state != ACTIVE) {
    return CODE_STATE;
  }
  begin_stopping(d, FAULT_NONE, END_STOPPED);
  return CODE_OK;
}

static code reset(device *d) {
  if (d->state != FAULT) {
    return CODE_STATE;
  }
  if (stops_stand(&d->stops)) {
    return CODE_STOP;
  }
  if (!cause_is_gone(d)) {
    return CODE_STATE;
  }
  d->fault = FAULT_NONE;
  enter(d, INACTIVE);
  return CODE_OK;
}

static code cleanup(device *d) {
  if (d->state != INACTIVE) {
    return CODE_STATE;
  }
  uploads_forget(&d->programs);
  enter(d, UNCONFIGURED);
  return CODE_OK;
}

static code abort_activity(device *d) {
  if (d->state != ACTIVE || d->activity.kind == ACTIVITY_HOLD) {
    return CODE_STATE;
  }
  activity_abort(d);
  return CODE_OK;
}

code states_transition(device *d, uint8_t transition, uint32_t *place) {
  switch (transition) {
    case CONFIGURE: return configure(d);
    case ACTIVATE: return activate(d, place);
    case DEACTIVATE: return deactivate(d);
    case RESET: return reset(d);
    case CLEANUP: return cleanup(d);
    default: return abort_activity(d);
  }
}
