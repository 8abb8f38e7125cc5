/** The rules of the house, checked on byte code and on source files. */
@NullMarked
package dev.trammel.controller.architecture;

import org.jspecify.annotations.NullMarked;
