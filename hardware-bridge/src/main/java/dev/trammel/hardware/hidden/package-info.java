/** What an emulated robot really is, drawn at random: what nobody is told, and a bench must find out. */
@NullMarked
package dev.trammel.hardware.hidden;

import org.jspecify.annotations.NullMarked;
