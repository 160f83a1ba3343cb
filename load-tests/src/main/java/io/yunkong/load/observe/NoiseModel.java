package io.yunkong.load.observe;

/** All that lies between the truth and what arrives. Immutable. */
public record NoiseModel(SelfReporting stations, Siting siting, Sensing sensing) {
    /** All errors of places, speeds, headings, accelerations and sizes so many times as large; slow and fixed ones too. */
    public NoiseModel noiseTimes(double factor) {
        return new NoiseModel(
                new SelfReporting(
                        stations.equippedShare(),
                        stations.rateHz(),
                        stations.jitterS(),
                        stations.transport(),
                        stations.gnss().times(factor),
                        stations.motion().times(factor)),
                new Siting(siting.units(), siting.rangeMinM(), siting.rangeMaxM(), siting.biasSigmaM() * factor),
                new Sensing(
                        sensing.rateHz(),
                        sensing.sigmaM() * factor,
                        sensing.missShare(),
                        sensing.confusedShare(),
                        sensing.sizeSigma() * factor,
                        sensing.ids(),
                        sensing.ghosts(),
                        sensing.transport(),
                        sensing.motion().times(factor)));
    }

    /** Another share of all messages, BSM and RSM, is lost. */
    public NoiseModel withLoss(double share) {
        return with(stations.transport().withLoss(share), sensing.transport().withLoss(share));
    }

    /** All latencies so many times as long. */
    public NoiseModel slowedBy(double factor) {
        return with(stations.transport().slowedBy(factor), sensing.transport().slowedBy(factor));
    }

    private NoiseModel with(Transport ofStations, Transport ofUnits) {
        return new NoiseModel(
                new SelfReporting(
                        stations.equippedShare(),
                        stations.rateHz(),
                        stations.jitterS(),
                        ofStations,
                        stations.gnss(),
                        stations.motion()),
                siting,
                new Sensing(
                        sensing.rateHz(),
                        sensing.sigmaM(),
                        sensing.missShare(),
                        sensing.confusedShare(),
                        sensing.sizeSigma(),
                        sensing.ids(),
                        sensing.ghosts(),
                        ofUnits,
                        sensing.motion()));
    }

    /** Another share of cars, trucks and buses sends. */
    public NoiseModel withEquipped(double share) {
        return new NoiseModel(
                new SelfReporting(
                        share,
                        stations.rateHz(),
                        stations.jitterS(),
                        stations.transport(),
                        stations.gnss(),
                        stations.motion()),
                siting,
                sensing);
    }

    /** So many times as many ghosts. */
    public NoiseModel ghostsTimes(double factor) {
        return new NoiseModel(
                stations,
                siting,
                new Sensing(
                        sensing.rateHz(),
                        sensing.sigmaM(),
                        sensing.missShare(),
                        sensing.confusedShare(),
                        sensing.sizeSigma(),
                        sensing.ids(),
                        sensing.ghosts().times(factor),
                        sensing.transport(),
                        sensing.motion()));
    }

    /** At most so many roadside units. */
    public NoiseModel withUnits(int units) {
        return new NoiseModel(
                stations, new Siting(units, siting.rangeMinM(), siting.rangeMaxM(), siting.biasSigmaM()), sensing);
    }
}
