package io.yunkong.load.observe;

import picocli.CommandLine.Option;

/** Flags of the vehicles' own reports; their defaults are the model of the published sets. */
final class StationFlags {
    @Option(
            names = "--equipped",
            paramLabel = "SHARE",
            defaultValue = "0.6",
            description = "Share of cars, trucks and buses that send BSM, 0..1 (default: ${DEFAULT-VALUE}).")
    private double equipped;

    @Option(
            names = "--bsm-rate-hz",
            paramLabel = "HZ",
            defaultValue = "10",
            description = "BSM of a vehicle a second (default: ${DEFAULT-VALUE}).")
    private double rateHz;

    @Option(
            names = "--bsm-jitter-ms",
            paramLabel = "MS",
            defaultValue = "4",
            description = "Sigma of the time between two BSM (default: ${DEFAULT-VALUE}).")
    private double jitterMs;

    @Option(
            names = "--bsm-loss",
            paramLabel = "SHARE",
            defaultValue = "0.02",
            description = "Share of BSM that never arrive, 0..1 (default: ${DEFAULT-VALUE}).")
    private double loss;

    @Option(
            names = "--bsm-latency-min-ms",
            paramLabel = "MS",
            defaultValue = "20",
            description = "Shortest time from a BSM's measurement to its arrival (default: ${DEFAULT-VALUE}).")
    private double latencyMinMs;

    @Option(
            names = "--bsm-latency-max-ms",
            paramLabel = "MS",
            defaultValue = "80",
            description = "Longest (default: ${DEFAULT-VALUE}).")
    private double latencyMaxMs;

    @Option(
            names = "--gnss-bias-m",
            paramLabel = "M",
            defaultValue = "0.8",
            description = "Sigma of the slow GNSS error on each axis (default: ${DEFAULT-VALUE}).")
    private double biasM;

    @Option(
            names = "--gnss-memory-s",
            paramLabel = "S",
            defaultValue = "30",
            description = "Time in which the slow GNSS error falls to 1/e (default: ${DEFAULT-VALUE}).")
    private double memoryS;

    @Option(
            names = "--gnss-white-m",
            paramLabel = "M",
            defaultValue = "0.6",
            description = "Sigma of the white GNSS error on each axis (default: ${DEFAULT-VALUE}).")
    private double whiteM;

    @Option(
            names = "--bsm-speed-mps",
            paramLabel = "MPS",
            defaultValue = "0.12",
            description = "Sigma of the speed told (default: ${DEFAULT-VALUE}).")
    private double speedMps;

    @Option(
            names = "--bsm-heading-deg",
            paramLabel = "DEG",
            defaultValue = "1.2",
            description = "Sigma of the heading told when moving (default: ${DEFAULT-VALUE}).")
    private double headingDeg;

    @Option(
            names = "--bsm-standing-heading-deg",
            paramLabel = "DEG",
            defaultValue = "4",
            description = "What standstill adds to it (default: ${DEFAULT-VALUE}).")
    private double standingDeg;

    @Option(
            names = "--bsm-acceleration-mps2",
            paramLabel = "MPS2",
            defaultValue = "0.2",
            description = "Sigma of the acceleration told (default: ${DEFAULT-VALUE}).")
    private double accelerationMps2;

    SelfReporting model() {
        return new SelfReporting(
                equipped,
                rateHz,
                jitterMs / 1e3,
                new Transport(loss, latencyMinMs / 1e3, latencyMaxMs / 1e3),
                new GnssError(biasM, memoryS, whiteM),
                new MotionError(speedMps, headingDeg, standingDeg, accelerationMps2));
    }
}
