/** Compares the core, array by array, with what an independent published implementation computes. */
@NullMarked
package dev.trammel.controller.golden;

import org.jspecify.annotations.NullMarked;
