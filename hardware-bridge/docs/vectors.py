#!/usr/bin/env python3
"""Writes vectors.txt from protocol.md alone: python3 vectors.py > vectors.txt

It shares no code with Trammel, so that the bytes were computed twice. Of a vector stand its name in
brackets, what it is, what must come of it, what it says, and its bytes.
"""

import hashlib
import math
import struct

HEAD = """\
# Records, programs, a log and a layout text as bytes, for tests of either side. Section 2, 3, 6, 8 and 9 of protocol.md.
#
# [name]
# record TYPE | program KIND | log | layout | crc32c
# outcome OK | MALFORMED | VERSION | TYPE | VALUE PLACE | HASH     what a decoder must say; PLACE as in ACK
# field value...                                                   only if OK; enumerations by name, bytes in hexadecimal
# hex ...                                                          the bytes, in as many lines as it takes
#
# Layout, boot, nonce and session are in hexadecimal. Written by vectors.py, which shares no code with Trammel.
"""


def crc32c(data):
    crc = 0xFFFFFFFF
    for byte in data:
        crc ^= byte
        for _ in range(8):
            crc = crc >> 1 ^ (0x82F63B78 if crc & 1 else 0)
    return crc ^ 0xFFFFFFFF


def doubles(values):
    return struct.pack("<%dd" % len(values), *values)


def number(value):
    return "%r" % float(value)


def numbers(values):
    return " ".join(number(v) for v in values)


def show(name, kind, outcome, fields, data):
    print("\n[%s]\n%s\noutcome %s" % (name, kind, outcome))
    for key, value in fields:
        print(("%s %s" % (key, value)).rstrip())
    text = data.hex()
    for i in range(0, len(text), 96):
        print("hex " + text[i:i + 96])


LAYOUT_TEXT = (
    "trammel-layout 1\nperiod 50000\nsensor slide m\nsensor hinge rad\nsensor slide velocity m/s\n"
    "sensor hinge velocity rad/s\nactuator slide N\n").encode()
LAYOUT = crc32c(LAYOUT_TEXT)
BOOT = 0x89ABCDEF
SESSION = BOOT << 32 | 3


def frame(number_, body, session=SESSION, sequence=17, time=1_234_567, expiry=2_000_000, major=1,
          flags=0, magic=0x4C4D5254, length=None):
    length = 52 + len(body) if length is None else length
    head = struct.pack("<IBBHIIQQQQ", magic, major, number_, flags, length, LAYOUT, session,
                       sequence, time, expiry)
    return head + body + struct.pack("<I", crc32c(head + body))


def record(name, kind, number_, body, fields, **header):
    given = dict(session=SESSION, sequence=17, time=1_234_567, expiry=2_000_000)
    given.update(header)
    shown = [("layout", "%08x" % LAYOUT), ("session", "%016x" % given["session"]),
             ("sequence", given["sequence"]), ("time", given["time"]), ("expiry", given["expiry"])]
    show(name, "record " + kind, "OK", shown + fields, frame(number_, body, **given))


def bad(name, kind, outcome, data):
    show(name, "record " + kind, outcome, [], data)


def sha_of(text):
    return hashlib.sha256(text).digest()


def requests():
    record("ping", "PING", 1, b"", [], session=0, sequence=1, expiry=0)
    record("lease", "LEASE", 3, struct.pack("<IQIHH", BOOT, 0x0123456789ABCDEF, 500_000, 0, 0),
           [("boot", "%08x" % BOOT), ("nonce", "0123456789abcdef"), ("micros", 500_000),
            ("minor", 0)], session=0, sequence=2)
    record("renew", "RENEW", 4, b"", [])
    record("release", "RELEASE", 5, b"", [])
    record("activate", "LIFECYCLE", 6, bytes([2]) + bytes(7), [("transition", "ACTIVATE")])
    move = [[0.5, -3.25], [0.0, 0.125], [0.01, 0.02], [0.05, 0.0]]
    record("move", "MOVE", 7,
           struct.pack("<BBHId", 2, 0, 2, 10_000_000, 0.25) + b"".join(map(doubles, move)),
           [("way", "PLACE"), ("limitMicros", 10_000_000), ("settle", number(0.25)),
            ("positions", numbers(move[0])), ("velocities", numbers(move[1])),
            ("positionTolerance", numbers(move[2])), ("velocityTolerance", numbers(move[3]))])
    digest = sha_of(b"a program")
    record("begin", "BEGIN", 8, struct.pack("<IBBBBI", 9, 1, 0, 0, 0, 4096) + digest,
           [("program", 9), ("kind", "AFFINE"), ("bytes", 4096), ("sha256", digest.hex())])
    record("chunk", "CHUNK", 9, struct.pack("<III", 9, 4080, 5) + b"\x00\x7f\x80\xff\x01",
           [("program", 9), ("offset", 4080), ("content", "007f80ff01")])
    record("commit", "COMMIT", 10, struct.pack("<I", 9), [("program", 9)])
    record("arm", "ARM", 11, struct.pack("<I", 9), [("program", 9)])
    record("start", "START", 12, struct.pack("<BBBBIII", 3, 0, 0, 0, 9, 100, 0),
           [("activity", "EPISODE"), ("program", 9), ("steps", 100), ("deadlineMicros", 0)])
    record("start-stream", "START", 12, struct.pack("<BBBBIII", 5, 0, 0, 0, 0, 200, 60_000),
           [("activity", "STREAM"), ("program", 0), ("steps", 200), ("deadlineMicros", 60_000)])
    record("setpoint", "SETPOINT", 13, struct.pack("<IHH", 41, 1, 0) + doubles([-7.5]),
           [("step", 41), ("action", numbers([-7.5]))])
    rows = [([1.0, 2.0, -3.0, 0.5], [0.25]), ([1.5, 2.5, -3.5, 0.0], [-0.25])]
    body = struct.pack("<IHHHH", 40, 2, 4, 1, 0)
    body += b"".join(doubles(gain) + doubles(offset) for gain, offset in rows)
    record("horizon", "HORIZON", 14, body,
           [("step", 40), ("sensors", 4)]
           + [("gains[%d]" % i, numbers(r[0])) for i, r in enumerate(rows)]
           + [("offsets[%d]" % i, numbers(r[1])) for i, r in enumerate(rows)])
    record("grant", "GRANT", 15, struct.pack("<Q", 60_000_000), [("until", 60_000_000)])
    record("fetch", "FETCH", 16, struct.pack("<III", 4, 8192, 1024),
           [("run", 4), ("offset", 8192), ("count", 1024)])
    record("sequence-of-64-bits", "RENEW", 4, b"", [], sequence=(1 << 63) - 1,
           time=(1 << 62) + 1, expiry=(1 << 62) + 2, session=(1 << 64) - 2)


def reports():
    device = dict(expiry=0)
    record("pong", "PONG", 2, struct.pack("<QQQ", 1, 1_234_567, 1_300_000),
           [("ping", 1), ("sent", 1_234_567), ("came", 1_300_000)], **device)
    record("ack-of-lease", "ACK", 32, struct.pack("<QBBHIQ", 2, 3, 0, 1, 0, SESSION),
           [("request", 2), ("requestType", 3), ("code", "OK"), ("minor", 1), ("place", 0),
            ("value", SESSION)], **device)
    record("ack-of-nan", "ACK", 32, struct.pack("<QBBHIQ", 18, 13, 12, 1, 1, 0),
           [("request", 18), ("requestType", 13), ("code", "VALUE"), ("minor", 1), ("place", 1),
            ("value", 0)], **device)
    sensors, requested, applied = [0.5, 3.0, -0.25, 1.75], [-12.0], [-10.0]
    rejected = [5, 0, 0, 1, 2, 3, 4_294_967_295, 0, 1, 0]
    body = struct.pack("<IBBBBQIII10IHH", 41, 2, 5, 0, 2, SESSION, 4, 812, 3, *rejected, 4, 1)
    record("state", "STATE", 33, body + doubles(sensors + requested + applied),
           [("step", 41), ("condition.state", "ACTIVE"), ("condition.activity", "STREAM"),
            ("condition.fault", "NONE"), ("stopped", "false"), ("virtual", "true"),
            ("session", "%016x" % SESSION), ("run", 4), ("counters.accepted", 812),
            ("counters.gaps", 3), ("counters.rejected", " ".join(map(str, rejected))),
            ("sensors", numbers(sensors)), ("requested", numbers(requested)),
            ("applied", numbers(applied))], **device)
    record("log-piece", "LOG", 34, struct.pack("<IIII", 4, 1024, 4096, 3) + b"\xca\xfe\x00",
           [("run", 4), ("offset", 1024), ("total", 4096), ("content", "cafe00")], **device)


def refused():
    setpoint = struct.pack("<IHH", 41, 2, 0) + doubles([1.0, 2.0])
    good = frame(13, setpoint)
    flipped = bytearray(good)
    flipped[50] ^= 1
    bad("flipped-bit", "SETPOINT", "MALFORMED", bytes(flipped))
    bad("wrong-magic", "SETPOINT", "MALFORMED", frame(13, setpoint, magic=0x4C4D5253))
    bad("cut-off", "SETPOINT", "MALFORMED", good[:-1])
    bad("one-byte-more", "SETPOINT", "MALFORMED", good + b"\x00")
    bad("length-says-less", "SETPOINT", "MALFORMED", frame(13, setpoint, length=60))
    bad("counts-say-more", "SETPOINT", "MALFORMED",
        frame(13, struct.pack("<IHH", 41, 3, 0) + doubles([1.0, 2.0])))
    bad("flags", "SETPOINT", "MALFORMED", frame(13, setpoint, flags=1))
    bad("reserved", "SETPOINT", "MALFORMED",
        frame(13, struct.pack("<IHH", 41, 2, 7) + doubles([1.0, 2.0])))
    bad("nothing", "SETPOINT", "MALFORMED", b"")
    bad("greatest-counts", "HORIZON", "MALFORMED",
        frame(14, struct.pack("<IHHHH", 0, 65535, 65535, 65535, 0)))
    bad("chunk-says-4-gigabytes", "CHUNK", "MALFORMED",
        frame(9, struct.pack("<III", 9, 0, 0xFFFFFFFF) + b"12345"))
    bad("major-2", "SETPOINT", "VERSION", frame(13, setpoint, major=2))
    bad("type-99", "99", "TYPE", frame(99, setpoint))
    bad("type-0", "0", "TYPE", frame(0, b""))
    bad("not-a-number", "SETPOINT", "VALUE 1",
        frame(13, struct.pack("<IHH", 41, 2, 0) + doubles([1.0, math.nan])))
    bad("infinite", "SETPOINT", "VALUE 0",
        frame(13, struct.pack("<IHH", 41, 2, 0) + doubles([-math.inf, math.nan])))
    bad("transition-7", "LIFECYCLE", "VALUE 0", frame(6, bytes([7]) + bytes(7)))
    bad("lease-too-short", "LEASE", "VALUE 0",
        frame(3, struct.pack("<IQIHH", BOOT, 1, 99_999, 0, 0), session=0))
    bad("lease-too-long", "LEASE", "VALUE 0",
        frame(3, struct.pack("<IQIHH", BOOT, 1, 2_000_001, 0, 0), session=0))
    bad("start-of-hold", "START", "VALUE 0", frame(12, struct.pack("<BBBBIII", 1, 0, 0, 0, 9, 1, 0)))
    bad("negative-tolerance", "MOVE", "VALUE 4",
        frame(7, struct.pack("<BBHId", 1, 0, 1, 1_000_000, 0.25) + doubles([1, 1, 1, -1])))


def program_head(steps, flags):
    return struct.pack("<IIHHIII", 1, steps, 4, 1, 50_000, flags, 0)


def head_fields(steps):
    return [("steps", steps), ("sensors", 4), ("actuators", 1), ("periodMicros", 50_000)]


def affine():
    start, tolerance = [0.0, 3.0, 0.0, 0.0], [0.5, 0.25, 0.0, 0.125]
    gains = [[1.0, -2.0, 0.5, 0.25], [1.5, -2.5, 0.75, 0.0]]
    offsets, noise = [[0.5], [-0.5]], [[0.0625], [-0.0625]]
    nominal = [[0.0, 3.0, 0.0, 0.0], [0.25, 3.25, 1.0, 2.0]]
    tube = [[1.0, 1.0, 5.0, 5.0], [2.0, 2.0, 8.0, 8.0]]
    data = program_head(2, 7) + doubles(start + tolerance)
    for t in range(2):
        data += doubles(gains[t] + offsets[t] + nominal[t] + tube[t])
    data += doubles(noise[0] + noise[1])
    fields = head_fields(2) + [("start.reading", numbers(start)),
                               ("start.tolerance", numbers(tolerance))]
    for key, rows in [("gains", gains), ("offsets", offsets), ("nominal", nominal), ("tube", tube)]:
        fields += [("rule.%s[%d]" % (key, t), numbers(row)) for t, row in enumerate(rows)]
    fields += [("noise[%d]" % t, numbers(row)) for t, row in enumerate(noise)]
    fields += [("bounds", "")]
    show("affine", "program AFFINE", "OK", fields, data)
    plain = program_head(1, 0) + doubles(gains[0] + offsets[0])
    show("affine-plain", "program AFFINE", "OK",
         head_fields(1) + [("start.reading", ""), ("start.tolerance", ""),
                           ("rule.gains[0]", numbers(gains[0])),
                           ("rule.offsets[0]", numbers(offsets[0])), ("bounds", "")], plain)
    show("affine-short", "program AFFINE", "VALUE %d" % (len(plain) - 8), [], plain[:-8])
    show("affine-long", "program AFFINE", "VALUE %d" % len(plain), [], plain + bytes(8))
    show("affine-huge-gain", "program AFFINE", "VALUE 32", [],
         program_head(1, 0) + doubles([1.0, 1e9 + 1, 0.0, 0.0, 0.0]))
    show("affine-tube-of-0", "program AFFINE", "VALUE %d" % (24 + 8 * 9), [],
         program_head(1, 4) + doubles(gains[0] + offsets[0] + nominal[0] + [0.0, 1.0, 1.0, 1.0]))
    bounded(start, tolerance, gains[0], offsets[0])


def bounded(start, tolerance, gain, offset):
    row = doubles(gain + offset)
    fields = head_fields(1)[:]
    rule = [("rule.gains[0]", numbers(gain)), ("rule.offsets[0]", numbers(offset))]
    show("affine-bounded", "program AFFINE", "OK",
         fields + [("start.reading", ""), ("start.tolerance", "")] + rule
         + [("bounds", numbers([2.5]))],
         program_head(1, 8) + doubles([2.5]) + row)
    show("affine-bounded-with-start", "program AFFINE", "OK",
         fields + [("start.reading", numbers(start)), ("start.tolerance", numbers(tolerance))]
         + rule + [("bounds", numbers([0.5]))],
         program_head(1, 9) + doubles(start + tolerance + [0.5]) + row)
    for name, bound in [("0", 0.0), ("minus-1", -1.0), ("nan", math.nan), ("infinity", math.inf)]:
        show("affine-bound-of-" + name, "program AFFINE", "VALUE 24", [],
             program_head(1, 8) + doubles([bound]) + row)
    show("affine-flag-16", "program AFFINE", "VALUE 16", [], program_head(1, 16) + row)


def network():
    sources = [(1, 0, 0.0, "SENSOR"), (2, 3, 0.5, "FEATURE"), (0, 0, -1.0, "NONE")]
    mean, scale = [0.5, 0.25, 0.0], [2.0, 4.0, 1.0]
    layers = [([1.0, -1.0, 0.5, 0.25, 2.0, -2.0], [0.125, -0.125]), ([3.0, -3.0], [0.0625])]
    data = program_head(3, 0) + struct.pack("<HBB3I", 3, 1, 2, 3, 2, 1)
    for origin, index, shift, _ in sources:
        data += struct.pack("<HHd", origin, index, shift)
    data += doubles(mean + scale + [1.0] + [10.0])
    for weights, biases in layers:
        data += doubles(weights + biases)
    fields = head_fields(3) + [("start.reading", ""), ("start.tolerance", "")]
    for i, (_, index, shift, origin) in enumerate(sources):
        place = "rule.observations[%d]." % i
        fields += [(place + "origin", origin), (place + "index", index),
                   (place + "shift", number(shift))]
    fields += [("rule.activation", "TANH"), ("rule.input.mean", numbers(mean)),
               ("rule.input.scale", numbers(scale)), ("rule.output.mean", numbers([1.0])),
               ("rule.output.scale", numbers([10.0]))]
    for i, (weights, biases) in enumerate(layers):
        fields += [("rule.layers[%d].weights" % i, numbers(weights)),
                   ("rule.layers[%d].biases" % i, numbers(biases))]
    show("network", "program NETWORK", "OK", fields + [("bounds", "")], data)
    held = bytearray(data[:24] + doubles([5.0]) + data[24:])
    held[16] = 8
    show("network-bounded", "program NETWORK", "OK", fields + [("bounds", numbers([5.0]))],
         bytes(held))
    flags = bytearray(data)
    flags[16] = 4
    show("network-with-tube", "program NETWORK", "VALUE 16", [], bytes(flags))
    sizes = bytearray(data)
    sizes[32:36] = struct.pack("<I", 65536)
    show("network-too-wide", "program NETWORK", "VALUE 32", [], bytes(sizes))


def logs():
    steps = [(1_000_000, 0, [0.5, 3.0, 0.0, 0.0], [2.0], [2.0]),
             (1_050_000, 3, [0.5, 3.0, 0.25, 0.5], [-40.0], [-10.0])]
    last = (1_100_000, [0.5, 3.25, 0.0, 1.0])
    data = struct.pack("<IIBBBBIHH", 1, 4, 3, 3, 4, 0, 2, 4, 1)
    fields = [("run", 4), ("activity", "EPISODE"), ("end", "FAULT"), ("fault", "LIMIT"),
              ("sensors", 4), ("actuators", 1)]
    for i, (time, flags, sensors, requested, applied) in enumerate(steps):
        data += struct.pack("<QII", time, flags, 0) + doubles(sensors + requested + applied)
        place = "steps[%d]." % i
        fields += [(place + "time", time), (place + "limited", str(bool(flags & 1)).lower()),
                   (place + "rateLimited", str(bool(flags & 2)).lower()),
                   (place + "sensors", numbers(sensors)), (place + "requested", numbers(requested)),
                   (place + "applied", numbers(applied))]
    data += struct.pack("<Q", last[0]) + doubles(last[1])
    fields += [("last.time", last[0]), ("last.sensors", numbers(last[1]))]
    show("log", "log", "OK", fields, data + sha_of(data))
    show("log-of-another-hash", "log", "HASH", [], data + sha_of(data + b"\x00"))


print(HEAD, end="")
show("crc32c", "crc32c", "OK", [("crc", "%08x" % crc32c(b"123456789"))], b"123456789")
show("layout", "layout", "OK", [("crc", "%08x" % LAYOUT)], LAYOUT_TEXT)
requests()
reports()
refused()
affine()
network()
logs()
