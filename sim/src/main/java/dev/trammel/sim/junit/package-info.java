/** Simulation testing from a user's own JUnit tests. */
@NullMarked
package dev.trammel.sim.junit;

import org.jspecify.annotations.NullMarked;
