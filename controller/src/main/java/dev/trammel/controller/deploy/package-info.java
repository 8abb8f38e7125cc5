/** A bundle held on a body: what is looked at before, the episodes, and numbers to watch. */
@NullMarked
package dev.trammel.controller.deploy;

import org.jspecify.annotations.NullMarked;
