package io.yunkong.load.tracking;

import io.yunkong.load.observe.NoiseModel;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * One change of the noise model or of the truth.
 *
 * @param name in the words of the table
 * @param offCentreM sigma by which motor vehicles are beside the centre of their lanes, metres
 */
record Variation(String name, UnaryOperator<NoiseModel> change, double offCentreM) {
    private Variation(String name, UnaryOperator<NoiseModel> change) {
        this(name, change, 0);
    }

    /** The first leaves everything as it is. */
    static List<Variation> all() {
        return List.of(
                new Variation("as given", model -> model),
                new Variation("noise x0.5", model -> model.noiseTimes(0.5)),
                new Variation("noise x2", model -> model.noiseTimes(2)),
                new Variation("loss 0 %", model -> model.withLoss(0)),
                new Variation("loss 10 %", model -> model.withLoss(0.1)),
                new Variation("loss 30 %", model -> model.withLoss(0.3)),
                new Variation("latency x3", model -> model.slowedBy(3)),
                new Variation("equipped 20 %", model -> model.withEquipped(0.2)),
                new Variation("equipped 100 %", model -> model.withEquipped(1)),
                new Variation("ghosts x0", model -> model.ghostsTimes(0)),
                new Variation("ghosts x3", model -> model.ghostsTimes(3)),
                new Variation("RSUs 0", model -> model.withUnits(0)),
                new Variation("RSUs 12", model -> model.withUnits(12)),
                new Variation("off centre 0.3 m", model -> model, 0.3),
                new Variation("off centre 0.6 m", model -> model, 0.6),
                new Variation(
                        "noise x2, loss 30 %, latency x3, ghosts x3",
                        model -> model.noiseTimes(2).withLoss(0.3).slowedBy(3).ghostsTimes(3)));
    }

    /** One of each kind. */
    static List<Variation> few() {
        List<String> names = List.of(
                "as given",
                "noise x2",
                "loss 30 %",
                "latency x3",
                "equipped 20 %",
                "ghosts x3",
                "RSUs 0",
                "off centre 0.3 m");
        return all().stream().filter(one -> names.contains(one.name())).toList();
    }
}
