#!/usr/bin/env bash
# Two vehicles that speak MQTT with Debian's mosquitto_pub (package mosquitto-clients): a car that stands, and a bus that comes up behind it on
# the same lane. After about four seconds a collision warning for the bus is raised: see the console, or, with the console's address,
#   curl -s http://HOST:PORT/api/v1/zones/longzi-lake/warnings
# It cannot be told to this bus, and is reported as not understood there: mosquitto_pub subscribes to nothing. A client that also subscribes to
# yunkong/NAME/+/down gets it on the same connection.
#
#   ./v2x demo                                              prints the edge's mqtt address
#   docs/examples/mqtt-approach.sh 127.0.0.1 1883           with that host and port
set -euo pipefail
[ $# -eq 2 ] || { echo 'usage: mqtt-approach.sh HOST PORT' >&2; exit 2; }
host=$1
port=$2

# Raw units of T/CSAE 53: 1e-7 degree, 0.02 m/s, 0.0125 degree, cm. The lane is a straight of 96.7 m: argument 3 is how far along, in 0.1 m.
bsm() { # station count along speed size
  printf '{"id":"%s","msgCnt":%d,"secMark":%d,"pos":{"lat":%d,"lon":%d,"ele":800},"speed":%d,"heading":8312,"size":%s}\n' \
    "$1" $(($2 % 128)) $(($(date +%s%3N) % 60000)) $((347885324 - 2085 * $3 / 967)) $((1137958265 + 10284 * $3 / 967)) "$4" "$5"
}

publish() { # client
  timeout 20 mosquitto_pub -h "$host" -p "$port" -i "$1" -t "yunkong/$1/BSM/up" -l \
    || { echo "$1: nothing taken at $host:$port: is it the address that the edge prints after mqtt?" >&2; return 1; }
}

start=$(date +%s%3N)
along() { # 12 m/s from where the lane begins, in 0.1 m
  printf '%d' $((12 * ($(date +%s%3N) - start) / 100))
}

for n in $(seq 0 100); do
  [ "$(along)" -lt 800 ] || break
  bsm 4d51545443415231 "$n" 900 0 '{"width":180,"length":460}'
  sleep 0.1
done | publish mqtt-car & car=$!
for n in $(seq 0 100); do
  at=$(along)
  [ "$at" -lt 800 ] || break # it is at the car
  bsm 4d51545442555331 "$n" "$at" 600 '{"width":255,"length":1200}'
  sleep 0.1
done | publish mqtt-bus
wait "$car"
echo 'mqtt-bus: the warning is among those of station 4d51545442555331, in the console and its API'
