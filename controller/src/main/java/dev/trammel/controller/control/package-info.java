/** One control cycle: observe, estimate, act, guard, apply. */
@NullMarked
package dev.trammel.controller.control;

import org.jspecify.annotations.NullMarked;
