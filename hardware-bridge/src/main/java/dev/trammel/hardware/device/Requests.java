package dev.trammel.hardware.device;

import dev.trammel.hardware.wire.Activity;
import dev.trammel.hardware.wire.Code;
import dev.trammel.hardware.wire.DeviceState;
import dev.trammel.hardware.wire.Fault;
import dev.trammel.hardware.wire.Header;
import dev.trammel.hardware.wire.Program;
import dev.trammel.hardware.wire.Request;
import org.jspecify.annotations.Nullable;

/** What each request asks for, what it needs, and what is done: one method for each of section 3. */
final class Requests {

  private static final int NONE = 0;

  private final Wiring wiring;
  private final RobotBody body;
  private final Machine machine;
  private final Lease lease;
  private final Stops stops;
  private final Programs programs;
  private final LogMail mail;
  private final VirtualTime virtualTime;
  private int armed = NONE;
  private int runs;

  Requests(Parts parts, Programs programs) {
    wiring = parts.wiring();
    body = parts.body();
    machine = parts.machine();
    lease = parts.lease();
    stops = parts.stops();
    mail = parts.mail();
    virtualTime = parts.virtualTime();
    this.programs = programs;
  }

  /** Number of the last run or move that was begun. */
  int runs() {
    return runs;
  }

  /** Does what is asked. */
  Answer handle(Gate.Admitted admitted, long now) {
    Request request = admitted.request();
    Answer answer = dispatch(admitted.user(), admitted.header(), request, now);
    if (!answer.isRefusal() && !keepsArmed(request)) {
      armed = request instanceof Request.Arm arm ? arm.program() : NONE;
    }
    return answer;
  }

  private static boolean keepsArmed(Request request) {
    return request instanceof Request.Ping
        || request instanceof Request.Renew
        || request instanceof Request.Grant
        || request instanceof Request.Fetch;
  }

  private Answer dispatch(String user, Header header, Request request, long now) {
    return switch (request.type()) {
      case PING, RENEW -> Answer.OK;
      case LEASE -> lease(user, (Request.Lease) request, now);
      case RELEASE -> release(now);
      case LIFECYCLE -> lifecycle((Request.Lifecycle) request, now);
      case MOVE -> move(user, header, (Request.Move) request, now);
      case BEGIN, CHUNK, COMMIT -> upload(request);
      case ARM -> arm((Request.Arm) request);
      case START -> start(user, header, (Request.Start) request, now);
      case SETPOINT -> setpoint((Request.Setpoint) request, header, now);
      case HORIZON -> horizon((Request.Horizon) request, now);
      case GRANT ->
        virtualTime.grant(user, header.sequence(), ((Request.Grant) request).until(), now);
      case FETCH -> fetch(user, (Request.Fetch) request);
      case PONG, ACK, STATE, LOG -> throw new IllegalArgumentException("no request");
    };
  }

  private Answer lease(String user, Request.Lease request, long now) {
    Code code = lease.check(request);
    if (code.isRefusal()) {
      // who knows no greater nonce is told which
      long value = code == Code.SEQUENCE ? lease.nonce() : 0;
      return new Answer(code, 0, value, "no lease for boot " + Integer.toHexString(request.boot()));
    }
    if (lease.isHeld()) {
      endLease("was left behind", now);
    }
    lease.grant(user, request, now);
    return Answer.of(code, lease.session());
  }

  private Answer release(long now) {
    endLease("released", now);
    return Answer.OK;
  }

  /** Nobody commands any more: what moves stops. */
  void endLease(String why, long now) {
    String user = lease.user();
    lease.end();
    armed = NONE;
    machine.fail(Fault.LEASE, "the lease of " + user + " " + why, now);
  }

  private Answer lifecycle(Request.Lifecycle request, long now) {
    switch (request.transition()) {
      case CONFIGURE -> {
        if (machine.state() != DeviceState.UNCONFIGURED) {
          return wrongState("configure");
        }
        machine.configure();
      }
      case ACTIVATE -> {
        return activate();
      }
      case DEACTIVATE -> {
        if (!machine.isActive()) {
          return wrongState("deactivate");
        }
        machine.deactivate(now);
      }
      case RESET -> {
        return reset();
      }
      case CLEANUP -> {
        if (machine.state() != DeviceState.INACTIVE) {
          return wrongState("cleanup");
        }
        programs.forget();
        machine.cleanUp();
      }
      case ABORT -> {
        if (!machine.isActive() || !machine.doing.canAbort()) {
          return wrongState("abort");
        }
        machine.abort(now);
      }
    }
    return Answer.OK;
  }

  private Answer activate() {
    if (machine.state() != DeviceState.INACTIVE) {
      return wrongState("activate");
    }
    if (stops.stand()) {
      return Answer.refused(Code.STOP, "a stop stands");
    }
    machine.senses.read();
    int sensor = machine.senses.outOfBounds();
    if (!machine.senses.isWhole() || sensor != Senses.NONE) {
      int place = Math.max(0, sensor);
      return Answer.refused(Code.VALUE, place, "sensor " + place + " is out of its bounds");
    }
    machine.activate();
    return Answer.OK;
  }

  private Answer reset() {
    if (machine.state() != DeviceState.FAULT) {
      return wrongState("reset");
    }
    if (stops.stand()) {
      return Answer.refused(Code.STOP, "a stop stands");
    }
    boolean isSensor = machine.fault() == Fault.SENSOR;
    boolean isLimit = machine.fault() == Fault.LIMIT;
    if (isSensor && !machine.senses.isWhole()
        || isLimit && machine.senses.outOfBounds() != Senses.NONE) {
      return Answer.refused(Code.STATE, "the cause of " + machine.fault() + " is still there");
    }
    machine.reset();
    return Answer.OK;
  }

  private Answer move(String user, Header header, Request.Move request, long now) {
    if (!machine.holds()) {
      return wrongState("move");
    }
    Answer answer = Move.check(wiring, request);
    if (answer.isRefusal()) {
      return answer;
    }
    Run.Order order = new Run.Order(user, header.sequence(), runs + 1, Activity.MOVE);
    if (!machine.begin(new Move(wiring, order, request, now))) {
      return Answer.refused(Code.UNSUPPORTED, "nobody can bring the robot there");
    }
    runs++;
    return Answer.of(Code.ACCEPTED, runs);
  }

  private Answer upload(Request request) {
    if (machine.state() != DeviceState.INACTIVE && !machine.holds()) {
      return wrongState("a program");
    }
    if (request instanceof Request.Begin begin) {
      return programs.begin(begin);
    }
    return request instanceof Request.Chunk chunk
        ? programs.put(chunk)
        : programs.commit((Request.Commit) request);
  }

  private Answer arm(Request.Arm request) {
    if (!machine.holds()) {
      return wrongState("arm");
    }
    Program program = programs.committed(request.program());
    if (program == null) {
      return notReady(request.program());
    }
    return Starting.checkReading(program, machine.senses.reading());
  }

  private Answer start(String user, Header header, Request.Start request, long now) {
    if (!machine.holds()) {
      return wrongState("start");
    }
    if (!wiring.offer.modes().contains(request.activity())) {
      return Answer.refused(Code.UNSUPPORTED, "no " + request.activity() + " here");
    }
    int most = wiring.offer.most().steps();
    if (request.steps() > most) {
      return Answer.refused(
          Code.SIZE, "a run has at most " + most + " steps, this " + request.steps());
    }
    Starting starting = new Starting(wiring, body);
    boolean byProgram =
        request.activity() == Activity.EPISODE || request.activity() == Activity.POLICY;
    Program program = byProgram ? armed(request.program()) : null;
    if (byProgram && program == null) {
      return notReady(request.program());
    }
    Answer answer = program == null
        ? Starting.checkCommanded(request, (int) Header.MOST_AHEAD)
        : Starting.check(request, program, machine.senses.reading());
    if (answer.isRefusal()) {
      return answer;
    }
    runs++;
    mail.forget();
    Law law = program == null ? starting.law(request) : starting.law(program);
    Run.Order order = new Run.Order(user, header.sequence(), runs, request.activity());
    machine.begin(new Run(wiring, order, law, request.steps(), now));
    return Answer.of(Code.ACCEPTED, runs);
  }

  private @Nullable Program armed(int number) {
    return number != NONE && number == armed ? programs.committed(number) : null;
  }

  private Answer setpoint(Request.Setpoint request, Header header, long now) {
    return machine.doing.law() instanceof StreamLaw stream
        ? stream.take(request, header.expiry(), now)
        : wrongState("a setpoint");
  }

  private Answer horizon(Request.Horizon request, long now) {
    return machine.doing.law() instanceof HorizonLaw horizon
        ? horizon.take(request, now)
        : wrongState("a horizon");
  }

  private Answer fetch(String user, Request.Fetch request) {
    return machine.doing.hasRun() ? wrongState("fetch") : mail.fetch(user, request);
  }

  private Answer wrongState(String what) {
    return Answer.refused(
        Code.STATE,
        what + " cannot be in " + machine.state()
            + (machine.isActive() ? ", " + machine.activity() : ""));
  }

  private static Answer notReady(int program) {
    return Answer.refused(Code.PROGRAM, "program " + program + " is not there, or not ready");
  }
}
