package dev.trammel.controller.robot;

import java.util.Optional;

/**
 * A joint as it stands in the file.
 *
 * @param order place among the joints of the file
 * @param origin of the child link, seen from the parent link
 * @param moving empty for a fixed joint
 */
record UrdfJoint(
    XmlElement element,
    int order,
    UrdfLink parent,
    UrdfLink child,
    Transform origin,
    Optional<Joint> moving) {}
