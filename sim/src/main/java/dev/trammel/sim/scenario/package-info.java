/** A controller tried in randomised scenarios: what varies, what counts as passed, and how often it does. */
@NullMarked
package dev.trammel.sim.scenario;

import org.jspecify.annotations.NullMarked;
