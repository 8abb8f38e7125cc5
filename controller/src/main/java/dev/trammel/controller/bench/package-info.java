/** A robot on a bench: what it says of itself, motions that ask it questions, and what it answered. */
@NullMarked
package dev.trammel.controller.bench;

import org.jspecify.annotations.NullMarked;
