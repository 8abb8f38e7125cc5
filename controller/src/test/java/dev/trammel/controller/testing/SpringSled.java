package dev.trammel.controller.testing;

import dev.trammel.controller.plant.Action;
import dev.trammel.controller.plant.EpisodeStart;
import dev.trammel.controller.plant.Observation;
import dev.trammel.controller.plant.Plant;
import dev.trammel.controller.plant.PlantSpec;
import dev.trammel.controller.task.Task;
import dev.trammel.controller.task.TaskReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import org.ejml.data.DMatrixRMaj;

/**
 * The mass of the sled task, 1 kg, pulled home by a spring that weakens as it stretches, and pushed
 * about by noise that comes from the episode's seed alone:
 *
 * <pre>  q' = q + hq̇,   q̇' = q̇ + h (u − 4 sin q + noise)</pre>
 */
public final class SpringSled implements Plant {

  private static final double STIFFNESS = 4;
  private static final double PROCESS_NOISE = 0.5;
  private static final double SENSOR_NOISE = 0.001;

  private final PlantSpec spec;
  private final double stiffness;
  private SplittableRandom random = new SplittableRandom(0);
  private double position;
  private double velocity;
  private double time;

  public SpringSled(PlantSpec spec) {
    this(spec, 1);
  }

  /**
   * With another spring.
   *
   * @param factor of its stiffness
   */
  public SpringSled(PlantSpec spec, double factor) {
    this.spec = spec;
    stiffness = factor * STIFFNESS;
  }

  /**
   * The task: T = 30, n = 2, m = 1, two conditions.
   *
   * @param overrides as {@code key=value}
   */
  public static Task task(String... overrides) {
    try {
      return TaskReader.read(
          Path.of(Objects.requireNonNull(
                  SpringSled.class.getResource("/dev/trammel/controller/cli/sled.yaml"))
              .toURI()),
          List.of(overrides));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public PlantSpec spec() {
    return spec;
  }

  @Override
  public void open() {}

  @Override
  public void reset(EpisodeStart start) {
    position = start.positions()[0];
    velocity = start.velocities()[0];
    random = new SplittableRandom(start.seed());
    time = 0;
  }

  @Override
  public boolean observe(Observation out) {
    out.values.data[0] = position + SENSOR_NOISE * noise();
    out.values.data[1] = velocity + SENSOR_NOISE * noise();
    out.time = time;
    return true;
  }

  @Override
  public void apply(Action action) {
    double force = action.applied.data[0] + PROCESS_NOISE * noise();
    double acceleration = force - stiffness * StrictMath.sin(position);
    position += spec.period() * velocity;
    velocity += spec.period() * acceleration;
    time += spec.period();
  }

  @Override
  public boolean truth(DMatrixRMaj out) {
    out.data[0] = position;
    out.data[1] = velocity;
    return true;
  }

  @Override
  public void close() {}

  private double noise() {
    return 2 * random.nextDouble() - 1;
  }
}
