/** A run's folder: what is written when, and how it is taken up again. */
@NullMarked
package dev.trammel.controller.run;

import org.jspecify.annotations.NullMarked;
