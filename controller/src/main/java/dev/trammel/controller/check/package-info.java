/** What is wrong with a task, found by looking at it and trying its body, before anything is learned. */
@NullMarked
package dev.trammel.controller.check;

import org.jspecify.annotations.NullMarked;
