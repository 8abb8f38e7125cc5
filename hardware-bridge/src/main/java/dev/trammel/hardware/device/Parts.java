package dev.trammel.hardware.device;

/** What a device is made of, for those of its parts that need the others. */
record Parts(
    Wiring wiring,
    RobotBody body,
    Machine machine,
    Lease lease,
    Stops stops,
    LogMail mail,
    VirtualTime virtualTime) {}
