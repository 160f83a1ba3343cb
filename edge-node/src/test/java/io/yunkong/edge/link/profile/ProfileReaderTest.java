package io.yunkong.edge.link.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ProfileReaderTest {
    private static final String GOOD = """
            name: acme
            client_id: "unit-{serial}"
            station: any
            payload: uper
            up:
              - {topic: "acme/{serial}/{TYPE}", messages: [BSM, RSM], answer: "acme/{serial}/{TYPE}/answer"}
            down:
              - {topic: "acme/{serial}/in", messages: [RSI, RSM]}
            """;

    @Test
    void theShippedProfilesAreReadInTheirOrder() {
        assertThat(Profiles.shipped().all())
                .extracting(Profile::name)
                .containsExactly("openv2x", "tits0117", "raw", "json");
    }

    @Test
    void aTypeInATopicStandsForEachMessage() throws ProfileException {
        Profile profile = ProfileReader.read("acme.yaml", GOOD);
        assertThat(profile.clientId().match("unit-17")).contains("17");
        assertThat(profile.up())
                .extracting(rule -> rule.topic().toString())
                .containsExactly("acme/{serial}/BSM", "acme/{serial}/RSM");
        assertThat(profile.up().getFirst().answer().orElseThrow().of("17")).isEqualTo("acme/17/BSM/answer");
        assertThat(profile.down())
                .extracting(rule -> rule.topic().of("17"))
                .containsExactly("acme/17/in", "acme/17/in");
    }

    @Test
    void anAddedProfileTakesThePlaceOfAShippedOneOfItsName(@TempDir Path folder) throws IOException, ProfileException {
        Path file = Files.writeString(folder.resolve("mine.yaml"), GOOD.replace("acme\n", "raw\n"));
        Profiles profiles = Profiles.read(List.of(file));
        assertThat(profiles.all()).extracting(Profile::name).containsExactly("raw", "openv2x", "tits0117", "json");
        assertThatExceptionOfType(ProfileException.class)
                .isThrownBy(() -> Profiles.read(List.of(file, file)))
                .withMessage("mine.yaml: profile twice: name=raw; profile refused");
        assertThatExceptionOfType(ProfileException.class)
                .isThrownBy(() -> Profiles.read(List.of(folder.resolve("none.yaml"))))
                .withMessageEndingWith("none.yaml: cannot be read; profile refused");
    }

    @ParameterizedTest(name = "{0} -> {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "payload: uper | payload: xml | acme.yaml:4: unknown payload: payload=xml, known=[json-openv2x, session, tits0117-binary, uper]",
                "station: any | stations: any | acme.yaml:3: unknown key: key=stations, known=",
                "station: any | station: bus | acme.yaml:3: unknown station: station=bus, known=[any, roadside-unit]",
                "station: any | name: b | acme.yaml:3: key twice: key=name",
                "down: | sideways: | acme.yaml:7: unknown key: key=sideways",
                "unit-{serial} | unit | acme.yaml:2: client_id needs one placeholder of small letters, such as {device}: client_id=unit",
                "unit-{serial} | {Serial} | acme.yaml:2: client_id needs one placeholder",
                "acme/{serial}/in | acme/{serail}/in | acme.yaml:8: unknown placeholder: placeholder={serail}, known={serial} {TYPE}",
                "acme/{serial}/in | acme/{serial/in | acme.yaml:8: unknown placeholder: placeholder={serial/in",
                "acme/{serial}/in | acme/{serial}/{serial} | acme.yaml:8: placeholder twice",
                "acme/{serial}/in | acme/+/in | acme.yaml:8: no topic: topic=acme/+/in",
                "acme/{serial}/in | acme/{serial}/BSM/answer | acme.yaml:8: topic twice",
                "[RSI, RSM] | [RSI, BSM] | acme.yaml:8: never sent to devices: message=BSM",
                "[RSI, RSM] | [NOTICE] | acme.yaml:8: NOTICE and payload session belong together",
                "[RSI, RSM] | RSI | acme.yaml:8: not a list: key=messages",
                "[BSM, RSM] | [BSN] | acme.yaml:6: unknown messages: messages=BSN",
                "[BSM, RSM] | [] | acme.yaml:6: no messages",
                "name: acme | name: Acme! | acme.yaml:1: name not usable: name=Acme!",
                "name: acme | {{ | acme.yaml:3: not YAML",
                "name: acme | title: acme | acme.yaml:1: unknown key: key=title"
            })
    void aMistakeIsRefusedWithFileLineAndReason(String what, String by, String text) {
        assertThatExceptionOfType(ProfileException.class)
                .isThrownBy(() -> ProfileReader.read("acme.yaml", GOOD.replace(what, by)))
                .withMessageStartingWith(text)
                .withMessageEndingWith("; profile refused");
    }
}
