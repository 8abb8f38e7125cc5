package dev.trammel.hardware.device;

import dev.trammel.hardware.wire.Activation;
import dev.trammel.hardware.wire.Activity;
import dev.trammel.hardware.wire.DeviceState;
import dev.trammel.hardware.wire.Fault;
import dev.trammel.hardware.wire.MoveWay;
import dev.trammel.hardware.wire.Program;
import dev.trammel.hardware.wire.Report.Condition;
import dev.trammel.hardware.wire.Request;
import dev.trammel.hardware.wire.Transition;
import java.util.Arrays;
import java.util.function.BiConsumer;

/** Whatever a device can be doing, for some seconds, while its user does all that is needed. */
@SuppressWarnings("ImmutableEnumChecker")
enum Scene {
  NOBODY(0, DeviceState.INACTIVE, Activity.NONE, (rig, cart) -> {
    rig.activate();
    Rig.must(rig.code(new Request.Lifecycle(Transition.DEACTIVATE)));
    rig.pass(100_000);
    Rig.must(rig.code(new Request.Release()));
  }),
  UNCONFIGURED(DeviceState.UNCONFIGURED, Activity.NONE, (rig, cart) -> rig.lease()),
  INACTIVE(DeviceState.INACTIVE, Activity.NONE, (rig, cart) -> {
    rig.lease();
    Rig.must(rig.code(new Request.Lifecycle(Transition.CONFIGURE)));
  }),
  HOLD(DeviceState.ACTIVE, Activity.HOLD, (rig, cart) -> rig.activate()),
  MOVE(DeviceState.ACTIVE, Activity.MOVE, (rig, cart) -> {
    rig.activate();
    double[] tolerance = {0.01};
    Rig.must(rig.code(new Request.Move(
        MoveWay.SERVO, 20_000_000, 10, new double[] {0.3}, new double[1], tolerance, tolerance)));
  }),
  EPISODE(DeviceState.ACTIVE, Activity.EPISODE, (rig, cart) -> {
    rig.activate();
    rig.upload(1, affine());
    Rig.must(rig.code(new Request.Arm(1)));
    Rig.must(rig.code(new Request.Start(Activity.EPISODE, 1, Scene.STEPS, 0)));
  }),
  POLICY(DeviceState.ACTIVE, Activity.POLICY, (rig, cart) -> {
    rig.activate();
    rig.upload(1, network());
    Rig.must(rig.code(new Request.Arm(1)));
    Rig.must(rig.code(new Request.Start(Activity.POLICY, 1, Scene.STEPS, 0)));
  }),
  STREAM(DeviceState.ACTIVE, Activity.STREAM, (rig, cart) -> {
    rig.activate();
    Rig.must(rig.code(new Request.Start(Activity.STREAM, 0, Scene.STEPS, (int) Rig.SOON)));
  }),
  HORIZON(DeviceState.ACTIVE, Activity.HORIZON, (rig, cart) -> {
    rig.activate();
    Rig.must(rig.code(new Request.Start(Activity.HORIZON, 0, Scene.STEPS, (int) Rig.SOON)));
  }),
  STOPPING(400, DeviceState.STOPPING, Activity.NONE, (rig, cart) -> {
    rig.activate();
    cart.rate = 1.9;
    Rig.must(rig.code(new Request.Lifecycle(Transition.DEACTIVATE)));
  }),
  FAULT(DeviceState.FAULT, Activity.NONE, (rig, cart) -> {
    rig.activate();
    rig.pass(Rig.LEASE + 200_000);
    rig.lease();
  });

  static final int STEPS = 100;
  private static final int MILLIS = 4500;
  private static final int BETWEEN_RENEWALS = 100;
  private static final int BETWEEN_COMMANDS = 40;

  /** How long it lasts [ms]. */
  final int millis;

  final Condition condition;
  private final BiConsumer<Rig, Cart> prologue;

  Scene(DeviceState state, Activity activity, BiConsumer<Rig, Cart> prologue) {
    this(MILLIS, state, activity, prologue);
  }

  Scene(int millis, DeviceState state, Activity activity, BiConsumer<Rig, Cart> prologue) {
    this.millis = millis == 0 ? MILLIS : millis;
    Fault fault = state == DeviceState.FAULT ? Fault.LEASE : Fault.NONE;
    condition = new Condition(state, activity, fault);
    this.prologue = prologue;
  }

  boolean isLeased() {
    return this != NOBODY;
  }

  /** Brings a device there. */
  void open(Rig rig, Cart cart) {
    prologue.accept(rig, cart);
    command(rig, 0);
  }

  /** A millisecond of it, with what its user sends then. */
  void play(Rig rig, int milli) {
    if (milli % BETWEEN_COMMANDS == 0) {
      command(rig, milli);
    }
    if (isLeased() && milli % BETWEEN_RENEWALS == 0) {
      rig.send("lab", new Request.Renew());
    }
    rig.pass(Rig.TICK);
  }

  private void command(Rig rig, int milli) {
    double input = Math.sin(milli * 1e-2);
    if (this == STREAM) {
      rig.send("lab", new Request.Setpoint(0, new double[] {input}));
    } else if (this == HORIZON) {
      double[][] gains = {{-1, -2}, {-1, -2}, {-1, -2}};
      double[][] offsets = {{input}, {input}, {input}};
      int step = rig.device.report().step();
      rig.send("lab", new Request.Horizon(step, 2, gains, offsets));
    }
  }

  private static Program affine() {
    return program(new Program.Affine(rows(-1, -2), rows(0.4), new double[0][], new double[0][]));
  }

  private static Program network() {
    return program(new Program.Network(
        new Program.Source[] {
          new Program.Source(Program.Origin.FEATURE, 0, 0.1),
          new Program.Source(Program.Origin.SENSOR, 1, 0)
        },
        Activation.TANH,
        new Program.Whitening(new double[] {0, 0}, new double[] {0.5, 1}),
        new Program.Whitening(new double[] {0.1}, new double[] {1}),
        new Program.Layer[] {
          new Program.Layer(new double[] {1, 0.3, 0, -1}, new double[] {0, 0}),
          new Program.Layer(new double[] {-1, 1}, new double[] {0})
        }));
  }

  private static Program program(Program.Rule rule) {
    double[][] noise = new double[STEPS][1];
    Arrays.setAll(noise, t -> new double[] {Math.sin(t)});
    return new Program(STEPS, 2, 1, Cart.PERIOD, Program.Start.ANYWHERE, rule, noise);
  }

  private static double[][] rows(double... row) {
    double[][] rows = new double[STEPS][];
    Arrays.fill(rows, row);
    return rows;
  }
}
