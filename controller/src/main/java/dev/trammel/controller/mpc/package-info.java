/** Optimal control on a known model with the same sweep. */
@NullMarked
package dev.trammel.controller.mpc;

import org.jspecify.annotations.NullMarked;
