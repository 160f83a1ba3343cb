package io.yunkong.sim.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.yunkong.wire.WarningApplication;
import io.yunkong.wire.WarningOrigin;
import io.yunkong.wire.WarningSeverity;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** When a scenario passes, and why it does not. */
final class OutcomeTest {
    private static final WarningApplication FCW = WarningApplication.WARNING_APPLICATION_FCW;
    private static final WarningApplication ICW = WarningApplication.WARNING_APPLICATION_ICW;
    private static final PriorityCues NO_PRIORITY = new PriorityCues(List.of(), List.of(), List.of());
    private static final int WARNING = WarningSeverity.WARNING_SEVERITY_WARNING_VALUE;

    private static Scenario scenario(boolean optional) {
        Scenario.Expectation expected = new Scenario.Expectation(
                FCW, "host", Optional.of("other"), WARNING, 3, 4, 6, Optional.of("passed"), optional);
        return new Scenario(
                "some",
                "某",
                "Some",
                "FCW",
                Scenario.Kind.FIRES,
                1,
                8,
                false,
                List.of(),
                List.of(),
                List.of(),
                List.of(expected),
                List.of(),
                NO_PRIORITY,
                Set.of(FCW, ICW));
    }

    private static Raised.Identity warning(WarningApplication application) {
        return new Raised.Identity("edge-1-7", application, WarningOrigin.WARNING_ORIGIN_EDGE);
    }

    private static Raised fcw(double atS, double clearedAtS) {
        return new Raised(warning(FCW), "host", "other", WARNING, atS, clearedAtS, "passed", 2);
    }

    private static List<String> faults(Raised... raised) {
        return Outcome.judge(scenario(false), List.of(raised), List.of()).faults();
    }

    @Test
    void passesWhenTheFirstWarningComesInItsWindow() {
        assertThat(faults(fcw(3.5, 5))).isEmpty();
        assertThat(faults(fcw(3.5, 4.5), fcw(5, 5.5))).as("again later").isEmpty();
    }

    @Test
    void failsWithoutTheWarningUnlessItIsOptional() {
        assertThat(faults()).containsExactly("not raised: FCW to host about other in [3.0, 4.0] s");
        assertThat(Outcome.judge(scenario(true), List.of(), List.of()).passed()).isTrue();
    }

    @Test
    void failsOutsideTheWindow() {
        assertThat(faults(fcw(2.9, 5))).singleElement().asString().startsWith("too early: FCW to host about other");
        assertThat(faults(fcw(4.1, 5))).singleElement().asString().startsWith("too late: FCW to host about other");
    }

    @Test
    void aTimeIsToldWithTheDigitsThatShowThatItIsOutside() {
        assertThat(faults(fcw(4.2, 5)))
                .containsExactly("too late: FCW to host about other at 4.2 s, expected=FCW to host about other in"
                        + " [3.0, 4.0] s, warning=edge-1-7, severity=warning, origin=edge");
        assertThat(faults(fcw(4.04, 5))).singleElement().asString().contains(" at 4.04 s, expected=");
        assertThat(faults(fcw(4.000_3, 5))).singleElement().asString().contains(" at 4.0003 s, expected=");
        assertThat(faults(fcw(2.999_999, 5))).singleElement().asString().contains(" at 2.999999 s, expected=");
        assertThat(faults(fcw(3.5, 6.01))).singleElement().asString().contains("cleared_at_s=6.01, limit=6.0, ");
        assertThat(faults(fcw(3.5, Double.NaN))).singleElement().asString().contains("cleared_at_s=none, limit=6.0, ");
        assertThat(adviceFaults(advised("slow_down", 7, 4.04, 7.02)))
                .anySatisfy(fault -> assertThat(fault).contains("slow_down 7.0 to 9.0 m/s at 4.04 s"))
                .anySatisfy(fault -> assertThat(fault).endsWith("ended_at_s=7.02, limit=7.0"));
        assertThat(adviceFaults(advised("slow_down", 5.97, 3.5, 6)))
                .singleElement()
                .asString()
                .contains(" 5.97 to 9.0 m/s ", "expected=[6.0, 10.0] m/s");
    }

    @Test
    void aLimitKeepsTheDigitsOfItsFile() {
        assertThat(Digits.all(4.25)).isEqualTo("4.25");
        assertThat(Digits.all(10)).isEqualTo("10.0");
        assertThat(Digits.all(Double.NaN)).isEqualTo("none");
    }

    @Test
    void failsWhenItIsTooMildOrDoesNotEnd() {
        assertThat(faults(new Raised(warning(FCW), "host", "other", WARNING - 1, 3.5, 5, "passed", 2)))
                .singleElement()
                .isEqualTo(
                        "too mild: FCW to host about other at 3.5 s, limit=warning, warning=edge-1-7, severity=caution, origin=edge");
        assertThat(faults(fcw(3.5, Double.NaN))).singleElement().asString().startsWith("not cleared in time");
        assertThat(faults(fcw(3.5, 6.5))).singleElement().asString().startsWith("not cleared in time");
    }

    @Test
    void failsWhenItEndsForAnotherReason() {
        assertThat(faults(new Raised(warning(FCW), "host", "other", WARNING, 3.5, 5, "superseded", 2)))
                .singleElement()
                .asString()
                .startsWith("cleared for another reason")
                .contains("clear_reason=superseded, expected=passed, warning=edge-1-7");
    }

    @Test
    void failsOnAWarningThatMustNotCome() {
        assertThat(faults(fcw(3.5, 5), new Raised(warning(FCW), "host", "third", WARNING, 3.6, 5, "passed", 2)))
                .containsExactly(
                        "false alarm: FCW to host about third at 3.6 s, warning=edge-1-7, severity=warning, origin=edge");
        assertThat(faults(fcw(3.5, 5), new Raised(warning(ICW), "other", "", WARNING, 3.6, 5, "passed", 2)))
                .containsExactly(
                        "false alarm: ICW to other about nobody here at 3.6 s, warning=edge-1-7, severity=warning, origin=edge");
    }

    @Test
    void leavesOtherApplicationsAlone() {
        assertThat(faults(
                        fcw(3.5, 5),
                        new Raised(
                                warning(WarningApplication.WARNING_APPLICATION_VRUCW),
                                "host",
                                "x",
                                WARNING,
                                3,
                                4,
                                "passed",
                                2)))
                .isEmpty();
    }

    private static List<String> adviceFaults(Advised... advised) {
        Scenario.AdviceExpectation expected =
                new Scenario.AdviceExpectation("GLOSA", "host", "slow_down", 3, 4, 6, 10, 7);
        Scenario scenario = new Scenario(
                "some",
                "某",
                "Some",
                "GLOSA",
                Scenario.Kind.FIRES,
                1,
                8,
                false,
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(expected),
                NO_PRIORITY,
                Set.of());
        return Outcome.judge(scenario, List.of(), List.of(advised)).faults();
    }

    private static Advised advised(String manoeuvre, double minMps, double atS, double endedAtS) {
        return new Advised("GLOSA", "host", List.of(manoeuvre), minMps, 9, atS, endedAtS);
    }

    @Test
    void passesWhenTheAdviceIsAsExpected() {
        assertThat(adviceFaults(advised("slow_down", 7, 3.5, 6))).isEmpty();
    }

    @Test
    void failsWithoutTheAdviceOrWithAnother() {
        assertThat(adviceFaults()).containsExactly("not advised: GLOSA to host: slow_down in [3.0, 4.0] s");
        assertThat(adviceFaults(advised("speed_up", 5, 4.5, Double.NaN)))
                .extracting(fault -> fault.substring(0, fault.indexOf(':')))
                .containsExactly("at another time", "another manoeuvre", "other speeds", "not withdrawn in time");
        assertThat(adviceFaults(new Advised("GLOSA", "host", List.of("slow_down"), Double.NaN, Double.NaN, 3.5, 6)))
                .singleElement()
                .asString()
                .startsWith("other speeds");
        assertThat(adviceFaults(
                        advised("slow_down", 7, 3.5, 6),
                        new Advised("GLOSA", "other", List.of("stop"), Double.NaN, 9, 1, 2)))
                .containsExactly("advice that nobody expects: GLOSA to other: stop at 1.0 s");
    }
}
