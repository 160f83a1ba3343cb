#!/usr/bin/env python3
"""A bus comes up behind a car that stands, prints the warning it gets, acknowledges it and brakes.

Python 3.8 or newer, standard library only. All that is said on the wire is in this file; what it
means: docs/connect-your-vehicle.md. The address for --edge is what ./v2x demo prints.
"""
import argparse
import io
import socket
import struct
import threading
import time

# A straight of the lane -o4a_3 of longzi-lake in the direction of travel, degrees in WGS-84.
START, END, LENGTH_M, HEADING = (34.7885324, 113.7958265), (34.7883239, 113.7968549), 96.7, 103.9
DANGERS = {1: "forward collision", 2: "intersection collision", 12: "pedestrian or cyclist"}


def bsm(count, station, second_mark, lat, lon, speed, heading, accel, width_cm, length_cm, kind):
    """A BasicSafetyMessage of T/CSAE 53-2020 in UPER: numbers of so many bits, without gaps."""
    fields = [
        (0, 12), (count % 128, 7), (station, 64), (second_mark, 16),  # no optional members
        (0, 1), (round(lat * 1e7) + 900_000_000, 31), (round(lon * 1e7) + 1_799_999_999, 32),
        (7, 3), (round(speed / 0.02), 13), (round(heading / 0.0125) % 28800, 15),  # 7: no gear
        (round(accel * 100) + 2000, 12), (4001, 12), (0, 8), (32767, 16),  # 4001, 0: not known
        (0, 7), (0, 1), (width_cm, 10), (length_cm, 12), (0, 2), (kind, 8)]
    bits = "".join(f"{number:0{width}b}" for number, width in fields)
    bits += "0" * (-len(bits) % 8)
    return int(bits, 2).to_bytes(len(bits) // 8, "big")


def varint(n):
    return bytes([n]) if n < 128 else bytes([n & 127 | 128]) + varint(n >> 7)


def field(number, value):
    """One protobuf field: a whole number, or octets (also text and messages)."""
    if isinstance(value, int):
        return varint(number << 3) + varint(value)
    return varint(number << 3 | 2) + varint(len(value)) + value


def read_varint(stream):
    octet = stream.read(1)[0]
    return octet if octet < 128 else octet & 127 | read_varint(stream) << 7


def read_fields(octets):
    """The fields of a protobuf message by number; of a repeated one the last."""
    found, stream = {}, io.BytesIO(octets)
    while stream.tell() < len(octets):
        number, wire_type = divmod(read_varint(stream), 8)
        size = {1: 8, 5: 4}.get(wire_type) or read_varint(stream)  # of wire type 0: the value
        found[number] = stream.read(size) if wire_type else size
    return found


class Vehicle:
    def __init__(self, given, name, station, size, metres, speed):
        self.name, self.station, self.size, self.count = name, station, size, 0
        self.metres, self.speed, self.warned, self.refused = metres, speed, False, False
        host, port = given.edge.rsplit(":", 1)
        self.socket = socket.create_connection((host, int(port)), timeout=5)
        hello = field(1, 1) + field(2, name.encode()) + field(3, 1) + field(4, given.zone.encode())
        self.send(2, field(1, hello + varint(5 << 3 | 1) + struct.pack("<Q", station)))
        threading.Thread(target=self.listen, daemon=True).start()

    def send(self, kind, payload):
        """A frame: length, kind (1 = UPER, 2 = session message in protobuf), payload."""
        self.socket.sendall(struct.pack(">HB", 1 + len(payload), kind) + payload)

    def drive(self, seconds):
        accel = -5.0 if self.warned and self.speed > 0 else 0.0
        self.speed = max(0.0, self.speed + accel * seconds)
        self.metres += self.speed * seconds
        self.count += 1
        at = (a + (b - a) * self.metres / LENGTH_M for a, b in zip(START, END))
        self.send(1, bsm(self.count, self.station, time.time_ns() // 1_000_000 % 60_000, *at,
                         self.speed, HEADING, accel, *self.size))

    def listen(self):
        stream = self.socket.makefile("rb")
        while len(head := stream.read(3)) == 3:
            length, kind = struct.unpack(">HB", head)
            payload = stream.read(length - 1)
            message = read_fields(payload) if kind == 2 else {}
            warning = read_fields(message.get(4, b""))
            if 1 in message:
                print(f"{self.name}: session accepted, station {self.station:016x}", flush=True)
            if 2 in message:
                reason = read_fields(message[2]).get(2, b"").decode()
                print(f"{self.name}: refused: {reason}", flush=True)
                self.refused = True
            if 8 in message and (use := read_fields(message[8])).get(1, 0) > 1:  # 1: fully used
                reason = use.get(2, b"").decode()
                print(f"{self.name}: positions not used or doubted: {reason}", flush=True)
            if warning.get(4) == 1:  # raised; updates and the end are not acknowledged
                ttc_s, now_us = warning.get(9, 0) / 1000, time.time_ns() // 1000
                print(f"{self.name}: WARNING {DANGERS.get(warning[2])}, {ttc_s:.1f} s", flush=True)
                self.send(2, field(3, field(1, warning[1]) + field(2, 1) + field(3, now_us)))
                self.warned = True


if __name__ == "__main__":
    flags = argparse.ArgumentParser(description=__doc__)
    flags.add_argument("--edge", default="127.0.0.1:7420", help="HOST:PORT (%(default)s)")
    flags.add_argument("--zone", default="longzi-lake", help="that the edge serves (%(default)s)")
    args, run, now = flags.parse_args(), time.time_ns() // 1000 % 10_000, time.monotonic()
    if not args.edge.rpartition(":")[2].isdigit():
        flags.error(f"--edge {args.edge}: expected HOST:PORT")
    try:
        car = Vehicle(args, f"py-car-{run}", 0x5059_4341_5200_0000 + run, (180, 460, 10), 88.0, 0.0)
        bus = Vehicle(args, f"py-bus-{run}", 0x5059_4255_5300_0000 + run, (255, 1200, 54), 0.0, 12.0)
        while 0 < bus.speed and bus.metres < 79 and not (bus.refused or car.refused):
            time.sleep(0.1)
            before, now = now, time.monotonic()
            car.drive(now - before)
            bus.drive(now - before)
    except OSError as failure:
        raise SystemExit(f"no link to an edge at {args.edge}: {failure}")
    if bus.refused or car.refused:
        raise SystemExit(1)
    print(f"{bus.name}: warned={bus.warned}, {car.metres - bus.metres - 8.3:.0f} m before the car")
    raise SystemExit(0 if bus.warned else 1)
