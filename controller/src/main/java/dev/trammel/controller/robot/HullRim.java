package dev.trammel.controller.robot;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The one closed loop of edges around a part of a hull. */
final class HullRim {

  private final List<Edge> edges;

  private HullRim(List<Edge> edges) {
    this.edges = edges;
  }

  /** The loop around faces that are gone; empty if their edges are no single loop. */
  static Optional<HullRim> around(List<HullFace> faces) {
    Map<Integer, Edge> edges = new HashMap<>();
    List<Edge> loop = new ArrayList<>();
    for (HullFace face : faces) {
      for (int i = 0; i < 3; i++) {
        if (!face.neighbours[i].gone) {
          Edge edge = new Edge(face.corners[i], face.corners[(i + 1) % 3], face.neighbours[i]);
          if (edges.putIfAbsent(edge.from, edge) != null) {
            return Optional.empty();
          }
          if (loop.isEmpty()) {
            loop.add(edge);
          }
        }
      }
    }
    while (!loop.isEmpty() && loop.size() < edges.size()) {
      Edge next = edges.get(loop.get(loop.size() - 1).to);
      if (next == null || next.from == loop.get(0).from) {
        return Optional.empty();
      }
      loop.add(next);
    }
    return loop.size() < 3 ? Optional.empty() : Optional.of(new HullRim(loop));
  }

  int size() {
    return edges.size();
  }

  int from(int i) {
    return edges.get(i).from;
  }

  int to(int i) {
    return edges.get(i).to;
  }

  /** The face on the far side of an edge. */
  HullFace beyond(int i) {
    return edges.get(i).beyond;
  }

  /** Runs along a face that is gone; the face beyond has it the other way round. */
  private record Edge(int from, int to, HullFace beyond) {}
}
