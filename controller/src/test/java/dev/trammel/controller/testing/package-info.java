/** What tests of every module share: measures and contracts. */
@NullMarked
package dev.trammel.controller.testing;

import org.jspecify.annotations.NullMarked;
