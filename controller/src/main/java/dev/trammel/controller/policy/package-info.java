/** One policy for every start: networks, their training, and local controllers as their teachers. */
@NullMarked
package dev.trammel.controller.policy;

import org.jspecify.annotations.NullMarked;
