/** Sensors of a simulated body, with their noise, quantisation and delay. */
@NullMarked
package dev.trammel.sim.sensor;

import org.jspecify.annotations.NullMarked;
