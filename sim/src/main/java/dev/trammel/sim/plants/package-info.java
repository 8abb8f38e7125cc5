/** Simulated bodies behind the controller's border. */
@NullMarked
package dev.trammel.sim.plants;

import org.jspecify.annotations.NullMarked;
