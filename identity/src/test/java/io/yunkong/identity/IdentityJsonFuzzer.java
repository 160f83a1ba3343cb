package io.yunkong.identity;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.stream.Stream;

/**
 * The JSON of the enrolment service and of the registry: read or refused; what the registry reads it writes and reads again. The first octet
 * says which of them the others are.
 */
public final class IdentityJsonFuzzer {
    private IdentityJsonFuzzer() {}

    public static void fuzzerTestOneInput(byte[] input) {
        if (input.length == 0) {
            return;
        }
        byte[] document = Arrays.copyOfRange(input, 1, input.length);
        try {
            switch (input[0] % 3) {
                case 0 -> Http.Request.of(document, true);
                case 1 -> Http.Request.of(document, false);
                default -> registry(document);
            }
        } catch (IdentityException | Http.BadRequest refusal) {
            Refusals.check(refusal);
        }
    }

    private static void registry(byte[] document) throws IdentityException {
        Registered registered = Registered.of(document);
        registered.devices().values().forEach(device -> device.stateAt(Instant.EPOCH));
        try {
            byte[] written = registered.text().getBytes(StandardCharsets.UTF_8);
            if (!Registered.of(written).equals(registered)) {
                throw new AssertionError("comes back otherwise");
            }
        } catch (IOException e) {
            throw new AssertionError("does not take back what it gave", e);
        }
    }

    static Stream<byte[]> seeds() {
        String device = """
                {"id":"bus-01","kinds":["onboard-unit"],"zones":["longzi-lake"],"stations":["00000000000003e9"],"relay":false,
                 "added_at":"2026-11-21T12:00:00Z","revoked_at":"2026-11-21T13:00:00.5Z","revoked_reason":"stolen",
                 "codes":[{"sha256":"00","valid_until":"2026-11-22T12:00:00Z","used_at":"2026-11-21T12:01:00Z"}],
                 "certificates":[{"serial":"7f","not_after":"2026-11-22T12:00:00Z","revoked_at":"2026-11-21T13:00:00Z"}]}""";
        return Stream.of(
                        "0{\"code\":\"0A1B2-C3D4E\",\"csr\":\"-----BEGIN CERTIFICATE REQUEST-----\"}",
                        "1{\"csr\":\"x\"}",
                        "0{\"code\":1e400,\"csr\":NaN}",
                        "0{\"code\":\"a\",\"code\":\"b\",\"csr\":\"c\"}",
                        "0" + "{\"code\":".repeat(100),
                        "1{\"csr\":[" + "1".repeat(1001) + "]}",
                        "2{\"crl_number\":7,\"devices\":[]}",
                        "2{\"crl_number\":-9223372036854775808,\"devices\":[" + device + "]}",
                        "2{\"crl_number\":1,\"devices\":[" + device + "," + device + "]}",
                        "2{\"crl_number\":1,\"devices\":[" + device.replace("2026-11-21T12", "+1000000000-01-01T12")
                                + "]}",
                        "2{\"crl_number\":99999999999999999999,\"devices\":[]}")
                .map(text -> text.getBytes(StandardCharsets.UTF_8));
    }
}
