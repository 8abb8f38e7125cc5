package dev.trammel.controller.bundle;

import dev.trammel.controller.control.Controller;
import dev.trammel.controller.control.RealTime;
import dev.trammel.controller.control.SensorEstimator;
import dev.trammel.controller.control.WarmUp;
import dev.trammel.controller.control.WarmUpReport;
import dev.trammel.controller.linalg.Kernels;
import dev.trammel.controller.linalg.UsageException;
import dev.trammel.controller.plant.PlantSpec;
import dev.trammel.controller.spi.ControllerPlugin;
import dev.trammel.controller.spi.HostDescription;
import dev.trammel.controller.spi.PluginStatus;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Runs the controller of a {@link DeployBundle}. */
public final class BundlePlugin implements ControllerPlugin {

  /** Most seconds for compiling the update. */
  private static final double WARM_UP_SECONDS = 10;

  private @Nullable DeployBundle bundle;
  private @Nullable Episode next;
  private @Nullable WarmUpReport warmUp;
  private boolean active;
  private volatile @Nullable PluginCycle cycle;

  @Override
  public String name() {
    return "bundle";
  }

  @Override
  public synchronized void configure(Path file, HostDescription host) throws IOException {
    if (bundle != null) {
      throw wrong("configure", "unconfigured; cleanup comes first");
    }
    DeployBundle read = DeployBundle.read(file);
    HostCheck.require(file, read, host);
    bundle = read;
    next = new Episode(read);
    warmUp = null;
    cycle = cycle(read, null);
  }

  @Override
  public synchronized PlantSpec robot() {
    return configured("robot").robot();
  }

  @Override
  public synchronized List<String> conditions() {
    return configured("conditions").conditions();
  }

  @Override
  public synchronized List<String> targets() {
    return configured("targets").targets();
  }

  @Override
  public synchronized void setCondition(String name) {
    inactive("setCondition").setCondition(name);
  }

  @Override
  public synchronized void setTarget(String name, double x, double y, double z) {
    inactive("setTarget").setTarget(name, x, y, z);
  }

  @Override
  public synchronized WarmUpReport activate() {
    Episode episode = inactive("activate");
    DeployBundle deployed = configured("activate");
    WarmUpReport report = warmUp == null ? warmedUp(deployed, episode) : warmUp;
    warmUp = report;
    cycle = cycle(deployed, episode.controller(Kernels.best()));
    active = true;
    return report;
  }

  @RealTime
  @Override
  public PluginStatus update(double @Nullable [] observation, double @Nullable [] action) {
    if (action == null) {
      return PluginStatus.WRONG_SIZE;
    }
    PluginCycle current = cycle;
    if (current == null) {
      Arrays.fill(action, 0);
      return PluginStatus.INACTIVE;
    }
    return current.update(observation, action);
  }

  @Override
  public synchronized void deactivate() {
    DeployBundle deployed = configured("deactivate");
    if (!active) {
      throw wrong("deactivate", "active");
    }
    active = false;
    cycle = cycle(deployed, null);
  }

  @Override
  public synchronized void cleanup() {
    inactive("cleanup");
    cycle = null;
    bundle = null;
    next = null;
    warmUp = null;
  }

  private DeployBundle configured(String call) {
    return Optional.ofNullable(bundle).orElseThrow(() -> wrong(call, "configured"));
  }

  private Episode inactive(String call) {
    if (active) {
      throw wrong(call, "inactive; deactivate comes first");
    }
    return Optional.ofNullable(next).orElseThrow(() -> wrong(call, "configured"));
  }

  private IllegalStateException wrong(String call, String needed) {
    String state = bundle == null ? "unconfigured" : active ? "active" : "inactive";
    return new IllegalStateException(call + ": the plugin must be " + needed + ", was " + state);
  }

  private static PluginCycle cycle(DeployBundle bundle, @Nullable Controller controller) {
    return new PluginCycle(
        bundle.robot(),
        new SensorEstimator(bundle.robot().observationSize()),
        controller,
        bundle.horizon());
  }

  private static WarmUpReport warmedUp(DeployBundle bundle, Episode episode) {
    BundlePlugin standIn = new BundlePlugin();
    PluginCycle rehearsed = cycle(bundle, episode.controller(Kernels.best()));
    standIn.cycle = rehearsed;
    WarmUpReport report = new WarmUp(WARM_UP_SECONDS)
        .run("update", new PluginRehearsal(standIn, rehearsed, bundle)::call);
    if (!report.settled()) {
      throw new IllegalStateException("activate: an update must allocate nothing once it is"
          + " compiled, but after " + report.seconds() + " s of warm-up one took "
          + report.secondsPerCall() + " s and " + report.bytesPerCall() + " bytes;"
          + " with --add-modules jdk.incubator.vector give Java -XX:PerMethodTrapLimit=10000 too");
    }
    return report;
  }

  /** What the next episode is to be about. */
  private static final class Episode {

    private final DeployBundle bundle;
    private final double[] context;
    private Optional<String> condition;

    Episode(DeployBundle bundle) {
      this.bundle = bundle;
      context = bundle.unknownContext();
      condition = Optional.empty();
      if (bundle.conditions().size() == 1) {
        setCondition(bundle.conditions().get(0));
      }
    }

    void setCondition(String name) {
      double[] of = bundle.context(name);
      System.arraycopy(of, 0, context, 0, context.length);
      condition = Optional.of(name);
    }

    void setTarget(String name, double x, double y, double z) {
      if (!bundle.targets().contains(name)) {
        throw new UsageException("setTarget: must be one of " + known() + ", was '" + name + "'");
      }
      if (!Double.isFinite(x) || !Double.isFinite(y) || !Double.isFinite(z)) {
        throw new UsageException("setTarget: the place of '" + name + "' must be finite, was " + x
            + ", " + y + ", " + z);
      }
      int at = bundle.place(name);
      context[at] = x;
      context[at + 1] = y;
      context[at + 2] = z;
    }

    private String known() {
      return bundle.targets().isEmpty()
          ? "none, since local controllers have no targets to move"
          : String.join(", ", bundle.targets());
    }

    Controller controller(Kernels kernels) {
      if (bundle.kind() != DeployBundle.Kind.POLICY && condition.isEmpty()) {
        throw new IllegalStateException("activate: setCondition must have chosen one of "
            + String.join(", ", bundle.conditions()));
      }
      for (String target : bundle.targets()) {
        if (Double.isNaN(context[bundle.place(target)])) {
          throw new IllegalStateException("activate: setTarget must have said where '" + target
              + "' is, or setCondition have chosen one of "
              + String.join(", ", bundle.conditions()));
        }
      }
      return bundle.controller(condition.orElse(""), context, kernels);
    }
  }
}
