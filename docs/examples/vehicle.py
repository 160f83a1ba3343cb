#!/usr/bin/env python3
"""Two vehicles on one lane: a bus drives towards a car that stands, prints the warning it gets, acknowledges and brakes.

Python 3.8 or newer, standard library only. Everything that is said on the wire is in this file; what it means: docs/connect-your-vehicle.md.
  ./v2x demo                                                  prints the edge's address
  python3 docs/examples/vehicle.py --edge 127.0.0.1:7420      with that address
"""
import argparse, math, os, select, socket, struct, sys, time

LANE = [(34.7890917, 113.7939303), (34.7887990, 113.7948191), (34.7885324, 113.7958265), (34.7883239, 113.7968549),
        (34.7881743, 113.7978992)]  # -o4a_3 of longzi-lake: latitude and longitude in WGS-84, in the direction of travel
M_PER_DEG = 111_200.0
APPLICATIONS = {1: "forward collision", 2: "intersection collision", 12: "collision with a vulnerable road user"}


def along(lane, metres):
    """Latitude, longitude and heading (degrees from north, clockwise) after so many metres of a lane."""
    for (lat, lon), (lat2, lon2) in zip(lane, lane[1:]):
        north, east = (lat2 - lat) * M_PER_DEG, (lon2 - lon) * M_PER_DEG * math.cos(math.radians(lat))
        length = math.hypot(north, east)
        if metres <= length:
            share = metres / length
            return lat + share * (lat2 - lat), lon + share * (lon2 - lon), math.degrees(math.atan2(east, north)) % 360
        metres -= length
    raise ValueError("the lane ends %.0f m before that" % metres)


def bsm(count, station, second_mark, lat, lon, speed, heading, accel, width_cm, length_cm, vehicle_class):
    """A BasicSafetyMessage of T/CSAE 53-2020 as a MessageFrame in UPER: fields are bits, one after the other, without gaps."""
    fields = [(0, 4), (0, 8), (count % 128, 7), (station, 64), (second_mark, 16),           # frame, optional members: none
              (0, 1), (round(lat * 1e7) + 900_000_000, 31), (round(lon * 1e7) + 1_799_999_999, 32),  # 1e-7 degree
              (7, 3), (round(speed / 0.02), 13), (round(heading / 0.0125) % 28800, 15),     # gear unknown, 0.02 m/s, 0.0125 degree
              (round(accel * 100) + 2000, 12), (4001, 12), (0, 8), (32767, 16),             # 0.01 m/s2; lateral, vertical unknown; yaw 0
              (0, 7), (0, 1), (width_cm, 10), (length_cm, 12), (0, 2), (vehicle_class, 8)]  # brakes: none told, size, class
    value, bits = 0, 0
    for number, width in fields:
        value, bits = value << width | number, bits + width
    padding = -bits % 8
    return (value << padding).to_bytes((bits + padding) // 8, "big")


def varint(n):
    return bytes([n]) if n < 128 else bytes([n & 127 | 128]) + varint(n >> 7)


def field(number, value):
    """One protobuf field: a whole number, or octets (also text and messages)."""
    if isinstance(value, int):
        return varint(number << 3) + varint(value)
    return varint(number << 3 | 2) + varint(len(value)) + value


def fields(octets):
    """The fields of a protobuf message by number; of a repeated one the last."""
    found, i = {}, 0

    def number():
        nonlocal i
        n = shift = 0
        while True:
            n, shift, i = n | (octets[i] & 127) << shift, shift + 7, i + 1
            if octets[i - 1] < 128:
                return n

    while i < len(octets):
        key = number()
        if key & 7 == 0:
            found[key >> 3] = number()
        else:
            length = number() if key & 7 == 2 else {1: 8, 5: 4}[key & 7]
            found[key >> 3], i = octets[i:i + length], i + length
    return found


class Vehicle:
    def __init__(self, edge, zone, name, station, size, start):
        self.name, self.station, self.size, self.metres = name, station, size, start
        self.speed = self.accel = 0.0
        self.count, self.warned, self.inbox = 0, False, b""
        self.socket = socket.create_connection(edge, timeout=5)
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        hello = field(1, 1) + field(2, name.encode()) + field(3, 1) + field(4, zone.encode()) \
            + varint(5 << 3 | 1) + struct.pack("<Q", station)  # version, device id, onboard unit, zone, station id
        self.frame(2, field(1, hello))

    def frame(self, kind, payload):
        self.socket.sendall(struct.pack(">HB", 1 + len(payload), kind) + payload)  # length, 1 = UPER or 2 = session, payload

    def report(self, seconds):
        self.speed = max(0.0, self.speed + self.accel * seconds)
        self.metres += self.speed * seconds
        lat, lon, heading = along(LANE, self.metres)
        self.frame(1, bsm(self.count, self.station, round(time.time() * 1000) % 60_000, lat, lon, self.speed, heading,
                          self.accel if self.speed else 0.0, *self.size))
        self.count += 1

    def read(self):
        octets = self.socket.recv(65536)
        if not octets:
            sys.exit(self.name + ": the edge has closed the connection")
        self.inbox += octets
        while len(self.inbox) > 2 and len(self.inbox) >= 2 + struct.unpack(">H", self.inbox[:2])[0]:
            end = 2 + struct.unpack(">H", self.inbox[:2])[0]
            kind, payload, self.inbox = self.inbox[2], self.inbox[3:end], self.inbox[end:]
            if kind == 2:
                self.hear(fields(payload))

    def hear(self, message):
        if 1 in message:
            print("%s: session accepted" % self.name, flush=True)
        if 2 in message:
            sys.exit("%s: refused: %s" % (self.name, fields(message[2])[2].decode()))
        if 4 in message:
            warning = fields(message[4])
            if warning.get(4) == 1:  # raised; updates and the end are not acknowledged
                print("%s: WARNING %s, %.1f s to collision" % (self.name, APPLICATIONS.get(warning[2], "danger"),
                                                               warning.get(9, 0) / 1000), flush=True)
                self.frame(2, field(3, field(1, warning[1]) + field(2, 1) + field(3, time.time_ns() // 1000)))
                self.warned = True


def main():
    flags = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    flags.add_argument("--edge", default="127.0.0.1:7420", help="HOST:PORT of the edge (default: %(default)s)")
    flags.add_argument("--zone", default="longzi-lake", help="zone the edge serves (default: %(default)s)")
    flags.add_argument("--seconds", type=float, default=20, help="give up after this time (default: %(default)s)")
    given = flags.parse_args()
    host, port = given.edge.rsplit(":", 1)
    run = os.getpid() % 10_000  # so that two of these scripts do not meet with one name
    car = Vehicle((host, int(port)), given.zone, "py-car-%d" % run, 0x5059_4341_5200_0000 + run, (180, 460, 10), 300.0)
    bus = Vehicle((host, int(port)), given.zone, "py-bus-%d" % run, 0x5059_4255_5300_0000 + run, (255, 1200, 54), 190.0)
    bus.speed, began, due = 12.0, time.monotonic(), time.monotonic()
    while time.monotonic() - began < given.seconds and not (bus.warned and bus.speed == 0):
        bus.accel = -5.0 if bus.warned else 0.0
        for vehicle in (car, bus):
            vehicle.report(0.1)
        due += 0.1
        while due > time.monotonic():
            for ready in select.select([car.socket, bus.socket], [], [], max(0, due - time.monotonic()))[0]:
                (car if ready is car.socket else bus).read()
    print("%s: %s" % (bus.name, "stopped %.0f m before the car" % (car.metres - bus.metres - 8.3) if bus.warned else "no warning"))
    return 0 if bus.warned else 1


if __name__ == "__main__":
    sys.exit(main())
