package dev.trammel.hardware.device;

import dev.trammel.hardware.wire.Birth;
import dev.trammel.hardware.wire.Code;
import dev.trammel.hardware.wire.DeviceState;
import dev.trammel.hardware.wire.Event;
import dev.trammel.hardware.wire.Fault;
import dev.trammel.hardware.wire.MessageType;
import dev.trammel.hardware.wire.Report;
import dev.trammel.hardware.wire.Topics;
import java.util.Optional;

/**
 * The robot's side of the protocol: a core without threads, sockets and a clock of its own. Give it
 * what comes by {@link #receive}, and the time by {@link #tick}, at least once a period and better
 * every millisecond; it speaks through an {@link Outbox} and moves a {@link RobotBody}.
 *
 * <p>A message goes through the {@link Gate}, then to {@link Requests}; what it asks for happens in
 * the {@link Machine}; every effort goes through the {@link Drive}. All calls come from one thread,
 * and their times never go back.
 */
public final class Device {

  private final Birth birth;
  private final Topics topics;
  private final Wiring wiring;
  private final RobotBody body;
  private final Post post;
  private final Lease lease;
  private final Stops stops = new Stops();
  private final Tally tally = new Tally();
  private final Gate gate;
  private final Machine machine;
  private final LogMail mail;
  private final VirtualTime virtualTime;
  private final Requests requests;
  private final Pace pace;
  private long now;
  private long lastTick;
  private boolean hasNews;

  /** A device that has just booted. */
  public Device(DeviceSettings settings, RobotBody body, Outbox outbox) {
    birth = settings.birth();
    this.body = body;
    topics = new Topics(birth.identity().device());
    wiring = new Wiring(settings);
    int layout = birth.layout().crc();
    post = new Post(topics, layout, outbox);
    lease = new Lease(birth.identity().boot());
    machine = new Machine(wiring, body, new News());
    gate = new Gate(layout, lease, tally, post, machine);
    mail = new LogMail(wiring.offer.most().chunkBytes(), post);
    virtualTime = new VirtualTime(birth.identity().virtualTime(), lease, post);
    Parts parts = new Parts(wiring, body, machine, lease, stops, mail, virtualTime);
    requests = new Requests(parts, new Programs(new ProgramRules(birth)));
    pace = new Pace(wiring.periodMicros);
  }

  /** What it says of itself. */
  public Birth birth() {
    return birth;
  }

  public DeviceState state() {
    return machine.state();
  }

  /** Its state, activity and fault. */
  public Report.Condition condition() {
    return machine.condition();
  }

  /** What STATE says now. */
  public Report.State report() {
    boolean isRead = machine.state() != DeviceState.UNCONFIGURED;
    double[] sensors = isRead ? machine.senses.reading().clone() : new double[wiring.p];
    return new Report.State(
        machine.doing.step(),
        machine.condition(),
        stops.stand(),
        birth.identity().virtualTime(),
        lease.session(),
        requests.runs(),
        tally.counters(),
        sensors,
        machine.drive.requested().clone(),
        machine.drive.applied().clone());
  }

  /** Who holds the lease; empty if nobody does. */
  public String user() {
    return lease.user();
  }

  /** Up to when virtual time may pass [µs]. */
  public long granted() {
    return virtualTime.granted();
  }

  /**
   * Takes a message of the broker.
   *
   * @param topic whole
   * @param payload belongs to the device from now on
   * @param retained whether it was kept by the broker, or is to be
   * @param nowMicros the device's clock [µs]
   */
  public void receive(String topic, byte[] payload, boolean retained, long nowMicros) {
    now = nowMicros;
    guarded(() -> {
      expireLease();
      Optional<String> stopper = topics.stopper(topic);
      if (stopper.isPresent()) {
        stop(stopper.get(), payload);
        return;
      }
      Optional<Topics.Address> address = topics.address(topic);
      if (address.isEmpty()) {
        tally.count(Code.MALFORMED);
      } else if (address.get().direction().equals("from")) {
        request(address.get(), payload, retained);
      }
    });
  }

  /**
   * Lets time pass up to here: reads the sensors, watches, and moves on.
   *
   * @param nowMicros the device's clock [µs]
   */
  public void tick(long nowMicros) {
    now = nowMicros;
    boolean beats = pace.beats(now);
    attempt(() -> body.advance(now));
    attempt(() -> move(beats));
    attempt(() -> {
      mail.tick(lease.session(), now);
      virtualTime.tick(now);
    });
    hasNews |= beats;
    attempt(this::tellNews);
  }

  private void move(boolean beats) {
    double seconds = Math.min(now - lastTick, wiring.periodMicros) * 1e-6;
    lastTick = now;
    expireLease();
    if (pace.isLost()) {
      machine.fail(Fault.OVERRUN, "three cycles in a row came late", now);
    }
    machine.tick(beats, now, seconds);
  }

  /**
   * Messages came that nobody could take: people hear of it, gaps in a session's order tell the rest.
   *
   * @param nowMicros the device's clock [µs]
   */
  public void missed(int messages, long nowMicros) {
    now = nowMicros;
    guarded(() -> post.complain("the robot", messages + " messages were too many", now));
  }

  /**
   * Tells how late it is in the world, where the device's time passes by GRANT alone: a lease that
   * was left behind would never run out there.
   *
   * @param worldMicros a clock that passes by itself [µs]
   */
  public void worldPasses(long worldMicros) {
    lease.worldPasses(worldMicros);
  }

  /**
   * Stops from this side, as for a process that ends: the safe action until at rest, then FAULT.
   *
   * @param nowMicros the device's clock [µs]
   */
  public void halt(long nowMicros) {
    now = nowMicros;
    guarded(() -> machine.fail(Fault.STOPPED, "stopped at the machine", now));
  }

  private void stop(String user, byte[] payload) {
    if (payload.length == 0) {
      stops.takeBack(user);
      hasNews = true;
    } else {
      stops.put(user);
      machine.fail(Fault.STOPPED, "stopped by " + user, now);
    }
  }

  private void request(Topics.Address from, byte[] payload, boolean retained) {
    Gate.Admitted admitted = gate.admit(from, payload, retained, now);
    if (admitted != null) {
      answer(admitted, requests.handle(admitted, now));
    }
  }

  private void answer(Gate.Admitted admitted, Answer answer) {
    MessageType type = admitted.request().type();
    long sequence = admitted.header().sequence();
    if (answer.isRefusal()) {
      gate.refuse(admitted.user(), type.number(), sequence, answer, now);
      return;
    }
    tally.count(answer.code());
    if (type == MessageType.PING) {
      post.pong(admitted.user(), admitted.header(), lease.session(), now);
    } else if (!type.isFast() && type != MessageType.GRANT) {
      post.answer(admitted.user(), type.number(), sequence, answer, lease.session(), now);
    }
  }

  private void expireLease() {
    if (lease.hasRunOut(now)) {
      double seconds = lease.silence(now) / 1e6;
      requests.endLease("ran out, nothing was heard for " + seconds + " s", now);
    }
  }

  private void guarded(Runnable work) {
    attempt(work);
    attempt(this::tellNews);
  }

  private void tellNews() {
    if (hasNews) {
      hasNews = false;
      post.state(report(), now);
    }
  }

  /** Whatever fails in here or in the body: the actuators are off, and people hear of it. */
  private void attempt(Runnable work) {
    try {
      work.run();
    } catch (Throwable e) {
      String why = String.valueOf(e);
      quietly(body::cutOff);
      quietly(() -> machine.crash(why, now));
    }
  }

  /** What fails on the way out has been told of already. */
  private static void quietly(Runnable work) {
    try {
      work.run();
    } catch (Throwable e) {
      // the device is in FAULT INTERNAL, and cut off again at each tick
    }
  }

  /** Passes on what happens in the machine. */
  private final class News implements Machine.Listener {

    @Override
    public void changed(String why) {
      hasNews = true;
      boolean isFault = machine.fault() != Fault.NONE;
      String text = machine.state() + (machine.isActive() ? " " + machine.activity() : "")
          + (isFault ? " " + machine.fault() : "") + ": " + why;
      post.event(isFault ? Event.Kind.FAULT : Event.Kind.STATE, text, now);
    }

    @Override
    public void ended(Run.Order order, Code code) {
      MessageType type = order.activity() == dev.trammel.hardware.wire.Activity.MOVE
          ? MessageType.MOVE
          : MessageType.START;
      Answer answer = Answer.of(code, order.run());
      post.answer(order.user(), type.number(), order.request(), answer, lease.session(), now);
    }

    @Override
    public void recorded(Run.Order order, byte[] log) {
      mail.deliver(order, log);
    }
  }
}
