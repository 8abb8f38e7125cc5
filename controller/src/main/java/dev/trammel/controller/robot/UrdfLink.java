package dev.trammel.controller.robot;

import java.util.List;

/** A link as it stands in the file; inertia, shapes and visuals in the link's own frame. */
record UrdfLink(
    XmlElement element, String name, Inertia inertia, List<Shape> shapes, List<Visual> visuals) {}
