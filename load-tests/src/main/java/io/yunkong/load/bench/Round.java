package io.yunkong.load.bench;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What came of one round.
 *
 * @param knees the highest rate that a contender kept up with, messages a second; absent = not sought, or not found
 * @param trials in the order in which they were made, the void ones too
 */
record Round(Map<Contender, Integer> knees, List<Trial> trials) {
    Round {
        knees = Map.copyOf(knees);
        trials = List.copyOf(trials);
    }

    Optional<Integer> knee(Contender contender) {
        return Optional.ofNullable(knees.get(contender));
    }

    /** The trial of a contender for a purpose that counts; of a search the one at its highest rate. */
    Optional<Trial> find(Contender contender, Purpose purpose) {
        return trials.stream()
                .filter(trial -> trial.contender() == contender && trial.purpose() == purpose && !trial.isVoid())
                .filter(trial -> purpose != Purpose.SEARCH
                        || (trial.holds() && trial.ratePerS() == knee(contender).orElse(0)))
                .findFirst();
    }
}
