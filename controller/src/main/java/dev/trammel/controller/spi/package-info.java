/** What other jars provide, found by ServiceLoader and chosen by name. */
@NullMarked
package dev.trammel.controller.spi;

import org.jspecify.annotations.NullMarked;
