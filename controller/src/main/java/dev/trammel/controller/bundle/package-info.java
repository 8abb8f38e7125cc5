/** What is shipped to a robot: one file, and the plugin that runs it there. */
@NullMarked
package dev.trammel.controller.bundle;

import org.jspecify.annotations.NullMarked;
