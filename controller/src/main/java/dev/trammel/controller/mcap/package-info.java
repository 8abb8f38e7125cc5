/** Writing and reading MCAP files, of which everything that was finished survives. */
@NullMarked
package dev.trammel.controller.mcap;

import org.jspecify.annotations.NullMarked;
