/** Runs and studies side by side. */
@NullMarked
package dev.trammel.controller.compare;

import org.jspecify.annotations.NullMarked;
