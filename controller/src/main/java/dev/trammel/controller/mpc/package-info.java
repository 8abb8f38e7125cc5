/** Planning with the same sweep: over a receding horizon as a controller, and whole episodes. */
@NullMarked
package dev.trammel.controller.mpc;

import org.jspecify.annotations.NullMarked;
