package io.yunkong.sim.obu;

import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** How a device comes by a certificate that is taken, as an instruction. An enrolled folder is never written over: each says a new one. */
final class Enrolments {
    private Enrolments() {}

    /** For a device whose certificate is of another authority, or spoilt. */
    static String again(ObuConfig config) {
        return "ask the edge's operator for root.pem and a code for " + config.deviceId() + " (./v2x device code "
                + config.deviceId() + ", or if it is new there " + registration(config, Optional.empty()) + "), then "
                + enrol(config.deviceId());
    }

    /**
     * For a device that was taken back.
     *
     * @param certificate what it was registered as; empty = not known
     */
    static String anew(ObuConfig config, Optional<DeviceCertificate> certificate) {
        return "ask the operator (./v2x device list); if it was by mistake, the operator registers it anew: "
                + registration(config, certificate) + "; then " + enrol(config.deviceId());
    }

    /** For a device that has missed its renewal. */
    static String late(String deviceId) {
        return "is this computer's clock right (date -u)? then it is too late to renew: ask the operator for a code"
                + " (./v2x device code " + deviceId + "), then " + enrol(deviceId)
                + "; from then on ./v2x obu renew every hour";
    }

    /** With a code, into a folder that is not there yet. */
    static String enrol(String deviceId) {
        return "./v2x obu enrol CODE --service https://HOST:PORT --trust root.pem --dir devices/" + deviceId + "-new";
    }

    /** The operator's line, with what the device was: its station too, as its messages go on carrying it. */
    private static String registration(ObuConfig config, Optional<DeviceCertificate> certificate) {
        List<String> zones = certificate.map(DeviceCertificate::zones).orElse(List.of(config.zone()));
        List<String> kinds = certificate
                .map(DeviceCertificate::kinds)
                .orElse(List.of(config.kind().text()));
        List<Long> stations = certificate.map(DeviceCertificate::stationIds).orElse(List.of(config.stationId()));
        return "./v2x device add " + config.deviceId() + " --kind " + String.join(",", kinds) + " --zone "
                + String.join(",", zones)
                + (stations.isEmpty()
                        ? ""
                        : " --station "
                                + stations.stream()
                                        .map(HexFormat.of()::toHexDigits)
                                        .collect(Collectors.joining(",")));
    }
}
