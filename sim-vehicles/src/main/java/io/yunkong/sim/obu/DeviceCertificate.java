package io.yunkong.sim.obu;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * What a device's own certificate says.
 *
 * @param notBefore valid from
 * @param notAfter valid until
 * @param deviceId it may speak as
 * @param stationIds it may speak as; empty = any
 * @param zones it may speak in; empty = any
 * @param chainProblem why the chain does not lead to the trusted root, empty = it does
 */
public record DeviceCertificate(
        Instant notBefore,
        Instant notAfter,
        String deviceId,
        List<Long> stationIds,
        List<String> zones,
        String chainProblem) {
    public DeviceCertificate {
        stationIds = List.copyOf(stationIds);
        zones = List.copyOf(zones);
    }

    /** Whether it is good for the configured device now. */
    Check check(ObuConfig config, Instant now) {
        String what = "certificate";
        if (!chainProblem.isEmpty()) {
            return Check.fail(
                    what,
                    "chain: " + chainProblem,
                    "",
                    "use the trust file the operator gave, or enrol again: v2x obu enrol");
        }
        if (now.isAfter(notAfter)) {
            return Check.fail(
                    what,
                    "expired " + text(Duration.between(notAfter, now)) + " ago",
                    "until " + notAfter,
                    "renew it: v2x obu renew; set the clock if the date is wrong");
        }
        if (now.isBefore(notBefore)) {
            return Check.fail(
                    what,
                    "valid only in " + text(Duration.between(now, notBefore)),
                    "from " + notBefore,
                    "set this computer's clock (NTP)");
        }
        if (!deviceId.equals(config.deviceId())) {
            return Check.fail(
                    what,
                    "made for device " + deviceId,
                    "--id " + config.deviceId(),
                    "start with --id " + deviceId + ", or enrol this device");
        }
        if (!stationIds.isEmpty() && !stationIds.contains(config.stationId())) {
            return Check.fail(
                    what,
                    "not made for this station id",
                    "--station",
                    "leave --station out, or have the operator add the station id");
        }
        if (!zones.isEmpty() && !zones.contains(config.zone())) {
            return Check.fail(
                    what,
                    "made for zones " + zones,
                    "--zone " + config.zone(),
                    "start with --zone " + zones.getFirst() + ", or have the operator add the zone");
        }
        Duration left = Duration.between(now, notAfter);
        boolean shortLived =
                left.compareTo(Duration.between(notBefore, notAfter).dividedBy(5)) < 0;
        String measured = "device " + deviceId + ", " + text(left) + " left";
        return shortLived
                ? Check.warn(what, measured, "a fifth of its life", "renew it: v2x obu renew")
                : Check.ok(what, measured, "");
    }

    private static String text(Duration time) {
        return time.toHours() > 48
                ? time.toDays() + " days"
                : time.toHours() > 0 ? time.toHours() + " h" : time.toMinutes() + " min";
    }
}
