package dev.trammel.hardware.device;

import dev.trammel.hardware.wire.Activity;
import dev.trammel.hardware.wire.Code;
import dev.trammel.hardware.wire.Program;
import dev.trammel.hardware.wire.Request;

/** What a run needs to be started, and the law that it then goes by. */
final class Starting {

  private final Wiring wiring;
  private final RobotBody body;

  Starting(Wiring wiring, RobotBody body) {
    this.wiring = wiring;
    this.body = body;
  }

  /** Of an episode or policy. */
  static Answer check(Request.Start request, Program program, double[] reading) {
    if (program.rule().kind().activity() != request.activity()) {
      return Answer.refused(
          Code.PROGRAM,
          "program " + request.program() + " is of kind " + program.rule().kind() + ", not for "
              + request.activity());
    }
    if (request.steps() > program.steps()) {
      return Answer.refused(
          Code.VALUE,
          "program " + request.program() + " has " + program.steps() + " steps, not "
              + request.steps());
    }
    return request.deadlineMicros() == 0
        ? checkReading(program, reading)
        : Answer.refused(Code.VALUE, "an episode or policy has no deadline of commands");
  }

  /** Whether the robot is where a program begins. */
  static Answer checkReading(Program program, double[] reading) {
    for (int i = 0; i < program.start().reading().length; i++) {
      double start = program.start().reading()[i];
      double tolerance = program.start().tolerance()[i];
      if (tolerance > 0 && Math.abs(reading[i] - start) > tolerance) {
        return Answer.refused(
            Code.START,
            i,
            "sensor " + i + " reads " + reading[i] + ", the program begins at " + start + " ± "
                + tolerance);
      }
    }
    return Answer.OK;
  }

  /** Of a stream or horizon. */
  static Answer checkCommanded(Request.Start request, int mostDeadline) {
    int deadline = request.deadlineMicros();
    if (request.program() != 0 || deadline <= 0 || deadline > mostDeadline) {
      return Answer.refused(
          Code.VALUE,
          request.activity() + " has program 0 and a deadline up to " + mostDeadline + " µs, not "
              + request.program() + " and " + deadline);
    }
    return Answer.OK;
  }

  Law law(Program program) {
    Law law = program.rule() instanceof Program.Affine affine
        ? new AffineLaw(affine)
        : new NetworkLaw(body, wiring.features, (Program.Network) program.rule());
    return new ProgramLaw(law, program);
  }

  Law law(Request.Start request) {
    return request.activity() == Activity.STREAM
        ? new StreamLaw(wiring.m, request.deadlineMicros())
        : new HorizonLaw(wiring, request.deadlineMicros(), wiring.offer.most().horizonSteps());
  }
}
