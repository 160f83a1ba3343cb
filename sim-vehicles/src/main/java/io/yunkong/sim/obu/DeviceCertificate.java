package io.yunkong.sim.obu;

import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What a device's own certificate says.
 *
 * @param notBefore valid from
 * @param notAfter valid until
 * @param deviceId it may speak as
 * @param kinds what it may say it is, such as onboard-unit
 * @param stationIds it may speak as; empty = none
 * @param zones it may speak in
 * @param chainProblem why the chain does not lead to the trusted root, empty = it does
 */
public record DeviceCertificate(
        Instant notBefore,
        Instant notAfter,
        String deviceId,
        List<String> kinds,
        List<Long> stationIds,
        List<String> zones,
        String chainProblem) {
    private static final HexFormat HEX = HexFormat.of();

    public DeviceCertificate {
        kinds = List.copyOf(kinds);
        stationIds = List.copyOf(stationIds);
        zones = List.copyOf(zones);
    }

    /** Whether it is good for the configured device now. */
    Check check(ObuConfig config, Instant now) {
        String what = "certificate";
        if (!chainProblem.isEmpty()) {
            return Check.fail(what, chainProblem, "", Enrolments.again(config));
        }
        if (now.isAfter(notAfter)) {
            return Check.fail(
                    what,
                    "ran out " + text(Duration.between(notAfter, now)) + " ago, at " + notAfter,
                    "",
                    Enrolments.late(config.deviceId()));
        }
        if (now.isBefore(notBefore)) {
            return Check.fail(
                    what,
                    "holds only in " + text(Duration.between(now, notBefore)) + ", from " + notBefore,
                    "",
                    "set this computer's clock (compare date -u): chrony with NTP or with the receiver's PPS");
        }
        if (!deviceId.equals(config.deviceId())) {
            return Check.fail(
                    what,
                    "made for device " + deviceId + ", and --id is " + config.deviceId(),
                    "",
                    "start with --id " + deviceId + ", or with the --dir of " + config.deviceId());
        }
        String kind = config.kind().text();
        if (!kinds.contains(kind)) {
            return Check.fail(
                    what,
                    "made as " + String.join(", ", kinds) + ", and this one says it is " + kind,
                    "",
                    "leave --kind out or say the certificate's, use the --dir of such a device, or have the operator"
                            + " register one (v2x device add NAME --kind " + kind + ")");
        }
        if (!stationIds.contains(config.stationId())) {
            return Check.fail(
                    what,
                    "made for " + (stationIds.isEmpty() ? "no station" : "station " + hex(stationIds))
                            + ", and this one is " + HEX.toHexDigits(config.stationId()),
                    "",
                    stationIds.isEmpty()
                            ? "have the operator register it with --station (v2x device revoke, then add), then v2x obu"
                                    + " enrol with a new --dir"
                            : "leave --station out, or give --station " + HEX.toHexDigits(stationIds.getFirst()));
        }
        if (!zones.contains(config.zone())) {
            return Check.fail(
                    what,
                    "made for zone " + String.join(", ", zones) + ", and --zone is " + config.zone(),
                    "",
                    "if the edge serves " + zones.getFirst() + ": start with --zone " + zones.getFirst()
                            + "; if it does not: take an edge that does, or have the operator register this device for "
                            + config.zone() + " too (./v2x device revoke, then add --zone), then "
                            + Enrolments.enrol(config.deviceId()));
        }
        Duration left = Duration.between(now, notAfter);
        boolean shortLived =
                left.compareTo(Duration.between(notBefore, notAfter).dividedBy(5)) < 0;
        String measured = "device " + deviceId + ", " + text(left) + " left";
        return shortLived
                ? Check.warn(what, measured, "a fifth of its life", "renew it: v2x obu renew")
                : Check.ok(what, measured, "");
    }

    private static String hex(List<Long> stationIds) {
        return stationIds.stream().map(HEX::toHexDigits).sorted().collect(Collectors.joining(", "));
    }

    /** To one unit, as it is said. */
    static String text(Duration time) {
        return time.toHours() > 48
                ? time.toDays() + " days"
                : time.toHours() > 0 ? time.toHours() + " h" : time.toMinutes() + " min";
    }
}
