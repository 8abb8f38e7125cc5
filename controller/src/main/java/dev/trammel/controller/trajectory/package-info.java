/** What happened in an episode, immutable, and the file it is kept in. */
@NullMarked
package dev.trammel.controller.trajectory;

import org.jspecify.annotations.NullMarked;
