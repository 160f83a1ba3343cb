package io.yunkong.cli;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A warning as the API tells it: one danger, its newest state, and with {@code evidence} why it was raised.
 *
 * @param json the whole answer
 */
record WarningAnswer(ApiObject json) {
    /** Clocks of nodes differ a little, and news is on its way: it has run out only when it has not been renewed for so much longer. */
    private static final long GRACE_US = 2_000_000;

    private static final List<String> SEVERITIES = List.of("information", "caution", "warning", "imminent");

    /** What has become of a warning. */
    enum State {
        ACTIVE,
        CLEARED,
        /** Neither cleared nor renewed. */
        EXPIRED
    }

    String id() {
        return json.text("warning_id");
    }

    /** The application's code in capitals. */
    String application() {
        return json.text("application").toUpperCase(Locale.ROOT);
    }

    /** How urgent it is, 0 the mildest; -1 = a severity that is not known. */
    int rank() {
        return SEVERITIES.indexOf(json.text("severity"));
    }

    /** The same of the most urgent it ever was. */
    int highestRank() {
        return SEVERITIES.indexOf(json.text("highest_severity"));
    }

    /** What to call it: as urgent as it is, or when it is over as it ever was. */
    String severity(long nowUs) {
        return json.text(state(nowUs) == State.ACTIVE ? "severity" : "highest_severity");
    }

    boolean isCleared() {
        return json.text("phase").equals("cleared");
    }

    /** @param nowUs by the node's clock */
    State state(long nowUs) {
        if (isCleared()) {
            return State.CLEARED;
        }
        return validUntilUs() + GRACE_US < nowUs ? State.EXPIRED : State.ACTIVE;
    }

    long raisedAtUs() {
        return json.whole("raised_at_us").orElse(0);
    }

    long updatedAtUs() {
        return json.whole("updated_at_us").orElse(0);
    }

    long validUntilUs() {
        return json.whole("valid_until_us").orElse(0);
    }

    ApiObject evidence() {
        return json.object("evidence");
    }

    /** The vehicle that is warned, as it was at the raise if there is evidence. */
    ApiObject host() {
        return atRaise("host").orElse(json.object("host"));
    }

    /** The other road user, as it was at the raise if there is evidence; empty when the warning is of a place. */
    Optional<ApiObject> counterpart() {
        return atRaise("counterpart");
    }

    /** The place that the warning is of: a sign, a stop line, a queue. */
    Optional<ApiObject> place() {
        return atRaise("place");
    }

    private Optional<ApiObject> atRaise(String member) {
        return Stream.of(evidence(), json)
                .map(from -> from.object(member))
                .filter(found -> !found.isEmpty())
                .findFirst();
    }

    /** Why it was cleared; empty when that is not told. */
    String clearReason() {
        return json.text("clear_reason");
    }

    /** The host's station id as messages of vehicles carry it. */
    String station() {
        return json.text("host_station_id");
    }

    List<ApiObject> deliveries() {
        return json.objects("deliveries");
    }

    /** What became of the raised warning at its vehicle; empty when nothing such is told. */
    Optional<ApiObject> delivery(String outcome) {
        return deliveries().stream()
                .filter(delivery -> delivery.text("phase").equals("raised"))
                .filter(delivery -> delivery.text("outcome").equals(outcome))
                .findFirst();
    }
}
