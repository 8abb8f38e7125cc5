/** What is wanted of a robot: costs, starts, horizon and success, read from YAML. */
@NullMarked
package dev.trammel.controller.task;

import org.jspecify.annotations.NullMarked;
