/* The states of section 5, and how they change. */
#ifndef STATES_H
#define STATES_H

#include "device.h"

/* One of the six transitions, 1 to 6, asked for by a session. `place` is set if a sensor is out of its limits. */
code states_transition(device *d, uint8_t transition, uint32_t *place);

/* Stops with a fault, if the device is ACTIVE. */
void states_fault(device *d, device_fault_number fault);

/* Stops whatever the state, because of a message on `stop/`. */
void states_stop(device *d);

/* A lease that ended while ACTIVE stops. */
void states_lease_ended(device *d);

/* Moves on from STOPPING when the robot rests. */
void states_settle(device *d);

#endif
