package dev.trammel.controller.deploy;

import dev.trammel.controller.control.WarmUpReport;
import dev.trammel.controller.deploy.Deployment.Episode;
import dev.trammel.controller.plant.Plant;
import dev.trammel.controller.trajectory.Trajectory;
import java.util.Locale;
import java.util.Map;

/** What a deployment counts: its episodes, their cycles, and how the body fares. */
public final class DeploymentMetrics {

  private static final String EPISODES = "trammel_episodes_total";
  private static final String EPISODES_HELP = "Episodes, by how they ended.";
  private static final String LOG = "trammel_log_complete";
  private static final String LOG_HELP = "1 while the log has every episode, 0 once one was lost.";
  private static final double MILLIS = 1e3;

  private final Metrics metrics;

  /**
   * @param bundle SHA-256 of the bundle's file
   * @param robot its name
   */
  public DeploymentMetrics(Metrics metrics, String bundle, String robot) {
    this.metrics = metrics;
    metrics.set("trammel_info", "What runs where.", 1, "bundle_sha256", bundle, "robot", robot);
    for (String end : new String[] {"success", "no_success", "failed"}) {
      metrics.count(EPISODES, EPISODES_HELP, 0, "end", end);
    }
    metrics.set(LOG, LOG_HELP, 1);
  }

  void logFailed() {
    metrics.set(LOG, LOG_HELP, 0);
  }

  /** How long it took until the body was ready. */
  void started(StartUp start) {
    String name = "trammel_start_seconds";
    String help = "From the start of this process until the body was so far.";
    metrics.set(name, help, start.open(), "until", "open");
    start.birth().ifPresent(seconds -> metrics.set(name, help, seconds, "until", "birth"));
    start.inactive().ifPresent(seconds -> metrics.set(name, help, seconds, "until", "inactive"));
  }

  void warmedUp(WarmUpReport report) {
    metrics.set(
        "trammel_warm_up_seconds",
        "Spent on compiling what runs in each cycle, before the first episode.",
        report.seconds());
  }

  /** What the host does to a thread that sleeps. */
  void host(HostJitter jitter) {
    String name = "trammel_host_lateness_seconds";
    String help = "How late this host wakes a thread, measured before the start.";
    metrics.set(name, help, jitter.median(), "quantile", "0.5");
    metrics.set(name, help, jitter.p99(), "quantile", "0.99");
    metrics.set(name, help, jitter.greatest(), "quantile", "1");
  }

  void ended(Episode episode, Trajectory trajectory) {
    metrics.count(EPISODES, EPISODES_HELP, 1, "end", episode.success() ? "success" : "no_success");
    for (int t = 0; t < trajectory.steps(); t++) {
      String status = trajectory.status(t).name().toLowerCase(Locale.ROOT);
      metrics.count("trammel_cycles_total", "Control cycles, by status.", 1, "status", status);
    }
    metrics.set("trammel_episode_cost", "Cost of the last episode.", episode.cost());
    metrics.set(
        "trammel_episode_end_timestamp_seconds",
        "When the last episode ended, by this host's clock.",
        System.currentTimeMillis() / MILLIS);
  }

  void failed() {
    metrics.count(EPISODES, EPISODES_HELP, 1, "end", "failed");
  }

  /** What the body tells of itself now. */
  public void look(Plant plant) {
    for (Map.Entry<String, Double> vital : plant.vitals().entrySet()) {
      metrics.set("trammel_body_" + vital.getKey(), "Told by the body.", vital.getValue());
    }
  }

  /** All numbers, as Prometheus reads them. */
  public String text() {
    return metrics.text();
  }
}
