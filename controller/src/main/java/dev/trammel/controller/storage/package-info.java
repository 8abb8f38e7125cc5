/** Files that are whole or not there, and the forms in which programs read them. */
@NullMarked
package dev.trammel.controller.storage;

import org.jspecify.annotations.NullMarked;
