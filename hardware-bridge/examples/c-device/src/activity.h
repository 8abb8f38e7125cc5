/* What an ACTIVE device does: section 5, "Activities". */
#ifndef ACTIVITY_H
#define ACTIVITY_H

#include "device.h"

/* Begin. The requests' checks were made. */
void activity_hold(device *d);
void activity_move(device *d, const move *aim);
void activity_run(device *d, activity_kind kind, uint32_t id, uint32_t steps, uint32_t deadline);

/* Commands of stream and horizon. The horizon's bytes are K and k of each step. */
void activity_setpoint(device *d, const double input[INPUTS], uint64_t expiry);
void activity_horizon(device *d, uint32_t first, uint32_t steps, const uint8_t *gains);

/* When that step began or, if it has not yet, now. */
uint64_t activity_step_time(const device *d, uint32_t step);

/* Between steps: the servo, resting. At steps: the run. */
void activity_tick(device *d);
void activity_step(device *d);

/* The safe action, within all limits; for STOPPING too. */
void activity_safe(device *d);

/* Ends what runs: on the device's own way to hold, or because ACTIVE ends. */
void activity_abort(device *d);
void activity_break(device *d, run_end end, uint8_t fault);

/* No power; and no activity. */
void activity_power_off(device *d);
void activity_cut(device *d);

/* The second answer of what has ended, and its log. */
void activity_conclude(device *d);

#endif
