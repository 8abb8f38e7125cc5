/** The command line. */
@NullMarked
package dev.trammel.controller.cli;

import org.jspecify.annotations.NullMarked;
