package io.yunkong.cli;

import io.yunkong.identity.DeviceFolder;
import io.yunkong.identity.DeviceIdentity;
import io.yunkong.identity.DeviceTrust;
import io.yunkong.identity.Verdict;
import io.yunkong.sim.obu.DeviceCertificate;
import io.yunkong.sim.obu.EdgePoint;
import io.yunkong.sim.obu.FixSource;
import io.yunkong.sim.obu.ObuConfig;
import io.yunkong.sim.obu.VehicleKind;
import io.yunkong.sim.obu.VehicleProfile;
import java.io.IOException;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The flags that say which vehicle connects where, and what its receiver writes to. */
final class ObuFlags {
    @Option(
            names = "--id",
            paramLabel = "NAME",
            required = true,
            description = "Name of the device, 1 to 64 of A-Z a-z 0-9 . _ -")
    private String id = "";

    @Option(
            names = "--edge",
            paramLabel = "HOST:PORT",
            defaultValue = "127.0.0.1:7420",
            description = "The edge's address for devices; with --dir its TLS port (default: ${DEFAULT-VALUE}).")
    private String edge = "";

    @Option(
            names = "--zone",
            paramLabel = "NAME",
            defaultValue = ZoneFlag.DEFAULT,
            description = "Zone that the edge serves (default: ${DEFAULT-VALUE}).")
    private String zone = "";

    @Option(
            names = "--station",
            paramLabel = "HEX",
            description =
                    "The id in the vehicle's messages, up to 16 hex digits (default: the certificate's, else made of"
                            + " --id and always the same).")
    private @Nullable String station;

    @Option(
            names = "--kind",
            paramLabel = "KIND",
            description = "What the vehicle is: onboard-unit, emergency-vehicle (its emergency runs are believed) or"
                    + " public-transport (default: the certificate's if it names one, else onboard-unit).")
    private @Nullable String kind;

    @Option(
            names = "--dir",
            paramLabel = "DIR",
            description = "Folder of the device's key and certificate (v2x obu enrol): the link is TLS then.")
    private @Nullable Path folder;

    @Option(
            names = "--nmea",
            paramLabel = "FILE",
            description =
                    "NMEA 0183 of the receiver: a file is played, a device such as /dev/ttyUSB0 or - is read live.")
    private @Nullable String nmea;

    @Option(
            names = "--jsonl",
            paramLabel = "FILE",
            description = "JSON lines (lat, lon, speed_mps, heading_deg, …): a file is played, - is read live.")
    private @Nullable String jsonl;

    @Option(
            names = "--vehicle-class",
            paramLabel = "N",
            defaultValue = "54",
            description = "BasicVehicleClass: 10 car, 25 truck, 54 local bus, 85 cyclist (default: ${DEFAULT-VALUE}).")
    private int vehicleClass;

    @Option(
            names = "--length-m",
            paramLabel = "M",
            defaultValue = "12.0",
            description = "Length of the vehicle (default: ${DEFAULT-VALUE}).")
    private double lengthM;

    @Option(
            names = "--width-m",
            paramLabel = "M",
            defaultValue = "2.55",
            description = "Width of the vehicle (default: ${DEFAULT-VALUE}).")
    private double widthM;

    String zone() {
        return zone;
    }

    /** Empty when none was given. */
    Optional<FixSource> source() {
        if (nmea != null && jsonl != null) {
            throw new IllegalArgumentException("two inputs: --nmea and --jsonl; give one of them");
        }
        return nmea != null
                ? Optional.of(new FixSource(FixSource.Format.NMEA, nmea))
                : Optional.ofNullable(jsonl).map(place -> new FixSource(FixSource.Format.JSONL, place));
    }

    /**
     * Who connects where.
     *
     * @throws IllegalArgumentException with the flag that is wrong
     * @throws IOException if the device's folder cannot be read
     */
    ObuConfig config() throws IOException {
        Optional<DeviceFolder> device = device();
        return new ObuConfig(
                id,
                kind(),
                stationId(),
                zone,
                new VehicleProfile(vehicleClass, lengthM, widthM),
                edgePoint(),
                device.map(there -> there::sslContext));
    }

    private Optional<DeviceFolder> device() {
        return Optional.ofNullable(folder).map(path -> new DeviceFolder(path, InstantSource.system()));
    }

    /** What the device's certificate says; empty when it has none. */
    Optional<DeviceCertificate> certificate() throws IOException {
        Optional<DeviceFolder> device = device();
        if (device.isEmpty()) {
            return Optional.empty();
        }
        List<X509Certificate> chain = device.get().credentials().chain();
        X509Certificate own = chain.getFirst();
        Instant within = own.getNotBefore().toInstant().plusSeconds(1); // the dates are looked at apart
        Verdict verdict = DeviceTrust.read(device.get().trustFile(), Optional.empty())
                .check(chain.toArray(X509Certificate[]::new), within);
        DeviceIdentity identity = DeviceIdentity.of(own);
        return Optional.of(new DeviceCertificate(
                own.getNotBefore().toInstant(),
                own.getNotAfter().toInstant(),
                identity.deviceId(),
                identity.kindNames(),
                identity.stationIds().stream().sorted().toList(),
                identity.zones().stream().sorted().toList(),
                verdict instanceof Verdict.Bad bad ? bad.text() : ""));
    }

    private VehicleKind kind() throws IOException {
        String name = kind;
        if (name == null) {
            List<String> certified = certificate().map(DeviceCertificate::kinds).orElse(List.of());
            return Optional.of(certified)
                    .filter(kinds -> kinds.size() == 1)
                    .flatMap(kinds -> VehicleKind.find(kinds.getFirst()))
                    .orElse(VehicleKind.ONBOARD_UNIT);
        }
        return VehicleKind.find(name)
                .orElseThrow(() -> new IllegalArgumentException(
                        "not a kind of vehicle: --kind=" + name + ", known=" + VehicleKind.texts()));
    }

    private long stationId() throws IOException {
        String hex = station;
        if (hex == null) {
            List<Long> certified =
                    certificate().map(DeviceCertificate::stationIds).orElse(List.of());
            if (certified.size() > 1) {
                throw new IllegalArgumentException("several stations in the certificate: stations="
                        + certified.stream().map(DeviceIdentity::hex).collect(Collectors.joining(","))
                        + "; say which one this vehicle is: --station HEX");
            }
            return certified.isEmpty() ? ObuConfig.stationIdOf(id) : certified.getFirst();
        }
        if (!hex.matches("[0-9A-Fa-f]{1,16}")) {
            throw new IllegalArgumentException("not a station id: --station, limit=16 hex digits");
        }
        return Long.parseUnsignedLong(hex, 16);
    }

    private EdgePoint edgePoint() {
        int colon = edge.lastIndexOf(':');
        if (colon <= 0 || edge.contains("/") || !edge.substring(colon + 1).matches("\\d{1,5}")) {
            throw new IllegalArgumentException(
                    "not an address: --edge " + edge + ", expected HOST:PORT such as 127.0.0.1:7420");
        }
        return new EdgePoint(edge.substring(0, colon), Integer.parseInt(edge.substring(colon + 1)));
    }
}
