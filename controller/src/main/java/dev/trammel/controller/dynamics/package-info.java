/** Linear-Gaussian models fitted to trajectories. */
@NullMarked
package dev.trammel.controller.dynamics;

import org.jspecify.annotations.NullMarked;
