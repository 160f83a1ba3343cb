package io.yunkong.map.warn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ParameterSheetTest {
    record Sample(
            @Parameter(standard = 2.5, above = 0, max = 10, unit = "s", about = "how long")
            double waitMaxS,

            @Parameter(standard = 3, min = 1, max = 20, about = "how often")
            int times,

            @Parameter(standard = 1, min = 0, max = 8, unit = "m/s2", about = "how hard")
            double decelerationMps2) {}

    record Undeclared(double waitMaxS) {}

    record Unnamed(
            @Parameter(standard = 1, min = 0, max = 2, unit = "ms", about = "how long")
            double waitS) {}

    record Unbounded(
            @Parameter(standard = 1, max = 2, unit = "s", about = "how long")
            double waitS) {}

    private final ParameterSheet<Sample> sheet = ParameterSheet.of(Sample.class);

    @Test
    void tellsNamesUnitsRangesAndStandardValues() {
        assertThat(sheet.parameters())
                .containsExactly(
                        new DeclaredParameter("wait_max_s", false, 2.5, 0, false, 10, "", "s", "how long"),
                        new DeclaredParameter("times", true, 3, 1, true, 20, "", "", "how often"),
                        new DeclaredParameter("deceleration_mps2", false, 1, 0, true, 8, "", "m/s2", "how hard"));
        assertThat(sheet.parameters().stream().map(DeclaredParameter::range))
                .containsExactly("(0, 10]", "[1, 20]", "[0, 8]");
    }

    @Test
    void takesStandardValuesWhereNothingIsSet() {
        assertThat(sheet.with(Map.of())).isEqualTo(new Sample(2.5, 3, 1));
        assertThat(sheet.with(Map.of("times", 5.0, "wait_max_s", 10.0))).isEqualTo(new Sample(10, 5, 1));
    }

    @Test
    void listsEveryValueByItsName() {
        assertThat(ParameterSheet.values(new Sample(2.5, 3, 1)))
                .containsExactlyInAnyOrderEntriesOf(Map.of("wait_max_s", 2.5, "times", 3.0, "deceleration_mps2", 1.0));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            wait_max_s | 0      | parameter out of range: wait_max_s=0, limit=(0, 10]; refused
            wait_max_s | 10.001 | parameter out of range: wait_max_s=10.001, limit=(0, 10]; refused
            wait_max_s | NaN    | parameter out of range: wait_max_s=NaN, limit=(0, 10]; refused
            times      | 0      | parameter out of range: times=0, limit=[1, 20]; refused
            times      | 2.5    | parameter not a whole number: times=2.5, limit=[1, 20]; refused
            wait_s     | 1      | parameter unknown: name=wait_s, known=[wait_max_s, times, deceleration_mps2]; refused
            """)
    void refusesWhatMakesNoSense(String name, double value, String message) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> sheet.with(Map.of(name, value)))
                .withMessage(message);
    }

    @ParameterizedTest
    @ValueSource(doubles = {Double.NaN, -1, Double.POSITIVE_INFINITY})
    void refusesARecordWithNonsenseInIt(double wait) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ParameterSheet.values(new Sample(wait, 3, 1)))
                .withMessageStartingWith("parameter out of range: wait_max_s=");
    }

    @Test
    void refusesAStandardValueOutOfItsRange() {
        record Odd(
                @Parameter(standard = 9, min = 0, max = 2, unit = "s", about = "how long")
                double waitS) {}
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ParameterSheet.of(Odd.class))
                .withMessage("parameter out of range: wait_s=9, limit=[0, 2]; refused");
    }

    @Test
    void refusesRecordsThatDoNotSayWhatTheyAre() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ParameterSheet.of(Undeclared.class))
                .withMessageStartingWith("no parameter: ");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ParameterSheet.of(Unnamed.class))
                .withMessageStartingWith("name without its unit: ");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ParameterSheet.of(Unbounded.class))
                .withMessageStartingWith("range unclear: ");
    }

    record Ordered(
            @Parameter(standard = 1, above = 0, max = 10, unit = "s", atMost = "lateS", about = "how early")
            double earlyS,

            @Parameter(standard = 3, above = 0, max = 10, unit = "s", about = "how late")
            double lateS) {}

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            3.5 | 3   | parameter beyond another: early_s=3.5, limit=late_s=3; refused
            1   | 0.5 | parameter beyond another: early_s=1, limit=late_s=0.5; refused
            """)
    void refusesValuesThatContradictEachOther(double early, double late, String message) {
        ParameterSheet<Ordered> ordered = ParameterSheet.of(Ordered.class);
        assertThat(ordered.parameters().getFirst().atMost()).isEqualTo("late_s");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ordered.with(Map.of("early_s", early, "late_s", late)))
                .withMessage(message);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ordered.with(early > 3 ? Map.of("early_s", early) : Map.of("late_s", late)))
                .withMessage(message);
        assertThat(ordered.with(Map.of("early_s", late, "late_s", late))).isEqualTo(new Ordered(late, late));
    }

    @Test
    void refusesAStandardValueBeyondAnotherAndALimitThatIsNone() {
        record Odd(
                @Parameter(standard = 2, min = 0, max = 9, unit = "s", atMost = "restS", about = "how long")
                double waitS,

                @Parameter(standard = 1, min = 0, max = 9, unit = "s", about = "how long")
                double restS) {}
        record Lost(
                @Parameter(standard = 2, min = 0, max = 9, unit = "s", atMost = "restS", about = "how long")
                double waitS) {}
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ParameterSheet.of(Odd.class))
                .withMessage("parameter beyond another: wait_s=2, limit=rest_s=1; refused");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ParameterSheet.of(Lost.class))
                .withMessage("limit unknown: name=wait_s, limit=rest_s");
    }

    @Test
    void everyApplicationHasItsGroup() {
        Set<String> expected = new TreeSet<>(List.of("glosa", "lifecycle"));
        Arrays.stream(Application.values())
                .forEach(application -> expected.add(application.name().toLowerCase(Locale.ROOT)));
        assertThat(ApplicationParameters.SHEETS.keySet()).containsExactlyInAnyOrderElementsOf(expected);
    }
}
