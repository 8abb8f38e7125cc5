/** Episodes on the disk: archives in MCAP that survive whoever writes them. */
@NullMarked
package dev.trammel.controller.archive;

import org.jspecify.annotations.NullMarked;
