package io.yunkong.load.observe;

import picocli.CommandLine.Option;

/** Flags of the roadside units; their defaults are the model of the published sets. */
final class RoadsideFlags {
    @Option(
            names = "--rsus",
            paramLabel = "N",
            defaultValue = "6",
            description = "Roadside units, 0..64 (default: ${DEFAULT-VALUE}).")
    private int units;

    @Option(
            names = "--range-min-m",
            paramLabel = "M",
            defaultValue = "150",
            description = "Shortest range of a unit (default: ${DEFAULT-VALUE}).")
    private double rangeMinM;

    @Option(
            names = "--range-max-m",
            paramLabel = "M",
            defaultValue = "200",
            description = "Longest (default: ${DEFAULT-VALUE}).")
    private double rangeMaxM;

    @Option(
            names = "--rsu-bias-m",
            paramLabel = "M",
            defaultValue = "0.3",
            description = "Sigma of a unit's fixed error on each axis (default: ${DEFAULT-VALUE}).")
    private double biasM;

    @Option(
            names = "--rsu-white-m",
            paramLabel = "M",
            defaultValue = "0.5",
            description = "Sigma of a place's white error on each axis (default: ${DEFAULT-VALUE}).")
    private double whiteM;

    @Option(
            names = "--rsm-rate-hz",
            paramLabel = "HZ",
            defaultValue = "10",
            description = "RSM of a unit a second (default: ${DEFAULT-VALUE}).")
    private double rateHz;

    @Option(
            names = "--misses",
            paramLabel = "SHARE",
            defaultValue = "0.05",
            description = "Share of road users in range that an RSM lacks, 0..1 (default: ${DEFAULT-VALUE}).")
    private double misses;

    @Option(
            names = "--confused",
            paramLabel = "SHARE",
            defaultValue = "0.03",
            description = "Share of objects whose class is drawn from all five, 0..1 (default: ${DEFAULT-VALUE}).")
    private double confused;

    @Option(
            names = "--rsu-size",
            paramLabel = "SHARE",
            defaultValue = "0.05",
            description = "Sigma of length and width, relative (default: ${DEFAULT-VALUE}).")
    private double size;

    @Option(
            names = "--id-life-s",
            paramLabel = "S",
            defaultValue = "25",
            description =
                    "Mean time until a unit calls the same road user by another number (default: ${DEFAULT-VALUE}).")
    private double idLifeS;

    @Option(
            names = "--id-forgotten-s",
            paramLabel = "S",
            defaultValue = "1",
            description = "By another number when unseen for longer (default: ${DEFAULT-VALUE}).")
    private double idForgottenS;

    @Option(
            names = "--ghosts-per-s",
            paramLabel = "N",
            defaultValue = "0.2",
            description = "New ghosts of a unit a second (default: ${DEFAULT-VALUE}).")
    private double ghostsPerS;

    @Option(
            names = "--ghost-life-min-s",
            paramLabel = "S",
            defaultValue = "0.3",
            description = "Shortest life of a ghost (default: ${DEFAULT-VALUE}).")
    private double ghostLifeMinS;

    @Option(
            names = "--ghost-life-max-s",
            paramLabel = "S",
            defaultValue = "2",
            description = "Longest (default: ${DEFAULT-VALUE}).")
    private double ghostLifeMaxS;

    @Option(
            names = "--rsm-loss",
            paramLabel = "SHARE",
            defaultValue = "0",
            description = "Share of RSM that never arrive, 0..1 (default: ${DEFAULT-VALUE}).")
    private double loss;

    @Option(
            names = "--rsm-latency-min-ms",
            paramLabel = "MS",
            defaultValue = "60",
            description = "Shortest time from an RSM's measurement to its arrival (default: ${DEFAULT-VALUE}).")
    private double latencyMinMs;

    @Option(
            names = "--rsm-latency-max-ms",
            paramLabel = "MS",
            defaultValue = "140",
            description = "Longest (default: ${DEFAULT-VALUE}).")
    private double latencyMaxMs;

    @Option(
            names = "--rsu-speed-mps",
            paramLabel = "MPS",
            defaultValue = "0.3",
            description = "Sigma of the speed told (default: ${DEFAULT-VALUE}).")
    private double speedMps;

    @Option(
            names = "--rsu-heading-deg",
            paramLabel = "DEG",
            defaultValue = "3",
            description = "Sigma of the heading told when moving (default: ${DEFAULT-VALUE}).")
    private double headingDeg;

    @Option(
            names = "--rsu-standing-heading-deg",
            paramLabel = "DEG",
            defaultValue = "15",
            description = "What standstill adds to it (default: ${DEFAULT-VALUE}).")
    private double standingDeg;

    Siting siting() {
        return new Siting(units, rangeMinM, rangeMaxM, biasM);
    }

    Sensing sensing() {
        return new Sensing(
                rateHz,
                whiteM,
                misses,
                confused,
                size,
                new LocalIds(idLifeS, idForgottenS),
                new Ghosts(ghostsPerS, ghostLifeMinS, ghostLifeMaxS),
                new Transport(loss, latencyMinMs / 1e3, latencyMaxMs / 1e3),
                new MotionError(speedMps, headingDeg, standingDeg, 0));
    }
}
