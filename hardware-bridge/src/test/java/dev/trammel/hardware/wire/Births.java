package dev.trammel.hardware.wire;

import dev.trammel.controller.plant.Channel;
import dev.trammel.controller.plant.PlantSpec;
import dev.trammel.controller.plant.SafeAction;
import dev.trammel.hardware.wire.Layout.Quantity;
import java.util.List;
import java.util.Set;

/** Births for tests. */
final class Births {

  private Births() {}

  static Birth cartpole() {
    List<Channel> sensors = List.of(
        new Channel("slide", "m", -2, 2),
        Channel.unlimited("hinge", "rad"),
        Channel.unlimited("slide velocity", "m/s"),
        new Channel("hinge velocity", "rad/s", Double.NEGATIVE_INFINITY, 25.5));
    PlantSpec spec = new PlantSpec(
        "cartpole",
        sensors,
        List.of(new Channel("slide", "N", -10, 10)),
        0.05,
        new SafeAction.Damping(List.of(2.5), List.of(2)));
    Birth.Robot robot = new Birth.Robot(
        spec,
        List.of("slide velocity", "hinge velocity", "", ""),
        List.of(1000.0),
        List.of(new Quantity("tip x", "m"), new Quantity("tip z", "m")),
        List.of("slide", "hinge"),
        List.of("slide"),
        "none");
    return new Birth(
        0,
        new Birth.Identity("cartpole", 0x89ABCDEF, "trammel 0.1.0", true, false),
        robot,
        new Birth.Offer(
            Set.of(Activity.EPISODE, Activity.POLICY, Activity.STREAM),
            Set.of(MoveWay.SERVO),
            new Birth.Most(10_000, 16_000_000, 16_384, 200)));
  }
}
