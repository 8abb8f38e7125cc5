/** A robot as links and joints: URDF in, kinematics and rigid-body dynamics out. */
@NullMarked
package dev.trammel.controller.robot;

import org.jspecify.annotations.NullMarked;
