/** Tests of what is wanted of a robot. */
@NullMarked
package dev.trammel.controller.task;

import org.jspecify.annotations.NullMarked;
