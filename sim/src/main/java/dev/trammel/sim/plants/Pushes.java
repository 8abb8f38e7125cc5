package dev.trammel.sim.plants;

import dev.trammel.controller.robot.Frame;
import dev.trammel.controller.robot.Vector3;
import dev.trammel.controller.task.PlantSettings;
import dev.trammel.controller.task.Push;
import dev.trammel.controller.task.Push.Along;
import dev.trammel.controller.task.Push.AnyDirection;
import dev.trammel.sim.physics.Simulation;
import java.util.List;
import java.util.SplittableRandom;

/**
 * The pushes of one episode, each held over whole steps of the physics. Nothing but the constructor
 * allocates.
 */
final class Pushes {

  private final Frame[] places;
  private final Vector3[] forces;
  private final long[] first;
  private final long[] end;
  private long step;

  /** @param seed of directions and instants that are left open */
  Pushes(List<Push> pushes, PlantSettings settings, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    double h = settings.world().timeStep();
    places = new Frame[pushes.size()];
    forces = new Vector3[pushes.size()];
    first = new long[pushes.size()];
    end = new long[pushes.size()];
    for (int i = 0; i < places.length; i++) {
      Push push = pushes.get(i);
      places[i] = settings.place(push.link());
      forces[i] = force(push.force(), random);
      double at = instant(push.at(), random);
      first[i] = Math.round(at / h);
      end[i] = Math.round((at + push.duration()) / h);
    }
  }

  private static double instant(Push.Span span, SplittableRandom random) {
    return span.isFixed()
        ? span.from()
        : span.from() + (span.to() - span.from()) * random.nextDouble();
  }

  private static Vector3 force(Push.Force force, SplittableRandom random) {
    if (force instanceof Along along) {
      return along.vector();
    }
    // all directions alike: the height on a sphere is uniform, and so is the longitude
    double height = 2 * random.nextDouble() - 1;
    double longitude = 2 * Math.PI * random.nextDouble();
    double width = Math.sqrt(1 - height * height);
    return new Vector3(width * StrictMath.cos(longitude), width * StrictMath.sin(longitude), height)
        .times(((AnyDirection) force).size());
  }

  /** Adds the forces of the next physics step. */
  void push(Simulation simulation) {
    for (int i = 0; i < places.length; i++) {
      if (step >= first[i] && step < end[i]) {
        simulation.push(places[i].body(), places[i].origin().translation(), forces[i]);
      }
    }
    step++;
  }
}
