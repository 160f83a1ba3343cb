package io.yunkong.sim.scenario;

import io.yunkong.wire.WarningApplication;
import io.yunkong.wire.WarningOrigin;
import io.yunkong.wire.WarningSeverity;
import java.util.Locale;
import java.util.Objects;

/**
 * A warning as its host heard it, from raise to clear.
 *
 * @param identity what stays the same from raise to clear
 * @param host id of the actor that was warned
 * @param counterpart id of the actor, or the kind of place, it was warned of; empty = of nobody of the scenario
 * @param severity the highest it reached, in the order of the numbers
 * @param atS when it came, seconds of the scenario
 * @param clearedAtS when its end came; NaN = not while the scenario lasted
 * @param clearReason why it ended; empty = it did not
 * @param latencyMs from the measurement that triggered it to its arrival
 */
public record Raised(
        Identity identity,
        String host,
        String counterpart,
        int severity,
        double atS,
        double clearedAtS,
        String clearReason,
        double latencyMs) {
    /**
     * Which warning it is.
     *
     * @param id by which the platform knows it
     * @param origin who raised it
     */
    public record Identity(String id, WarningApplication application, WarningOrigin origin) {}

    WarningApplication application() {
        return identity.application();
    }

    boolean fulfils(Scenario.Expectation expected) {
        return application() == expected.application()
                && host.equals(expected.host())
                && (expected.counterpart().isEmpty()
                        || expected.counterpart().get().equals(counterpart));
    }

    /** FCW, ICW … */
    public String name() {
        return ScenarioReader.plain(application());
    }

    /** The highest severity it reached: caution, warning … */
    public String severityName() {
        return severityName(severity);
    }

    static String severityName(int number) {
        return Scenario.plain(
                Objects.requireNonNullElse(WarningSeverity.forNumber(number), WarningSeverity.UNRECOGNIZED));
    }

    /** Who raised it: edge or cloud. */
    public String originName() {
        return Scenario.plain(identity.origin());
    }

    /** By what to find it on the platform: id, severity, origin. */
    String trace() {
        return "warning=" + identity.id() + ", severity=" + severityName() + ", origin=" + originName();
    }

    /** With its time so exact that one sees on which side of the limit it is. */
    String beside(double limitS) {
        return text(Digits.beside(limitS, atS));
    }

    @Override
    public String toString() {
        return text(String.format(Locale.ROOT, "%.1f", atS));
    }

    private String text(String timeS) {
        return name() + " to " + host + " about " + (counterpart.isEmpty() ? "nobody here" : counterpart) + " at "
                + timeS + " s";
    }
}
