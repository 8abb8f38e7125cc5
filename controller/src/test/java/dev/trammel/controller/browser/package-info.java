/** Pages in a real browser, for tests of every module. */
@NullMarked
package dev.trammel.controller.browser;

import org.jspecify.annotations.NullMarked;
