package io.yunkong.sim.obu;

import java.nio.charset.StandardCharsets;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** {@link JsonLinesReader} under what a program or a stranger writes. */
public final class JsonLinesFuzzer {
    private static final String FIX = "{\"lat\":34.8,\"lon\":113.8,\"speed_mps\":12.5,\"heading_deg\":90}";

    private JsonLinesFuzzer() {}

    public static void fuzzerTestOneInput(byte[] input) {
        LineProperties.check(new JsonLinesReader(VehicleProfile.BUS), input, UnaryOperator.identity());
    }

    static Stream<byte[]> seeds() {
        return Stream.of(
                        FIX,
                        FIX + "\n" + FIX,
                        "{\"time\":\"2026-05-01T16:00:00.100+08:00\",\"lat\":34.8,\"lon\":113.8,\"speed_mps\":12.5,"
                                + "\"heading_deg\":360,\"accel_mps2\":-1.5,\"yaw_rate_dps\":2,\"elevation_m\":88.5,"
                                + "\"accuracy_m\":0.5,\"brakes\":true,\"lights\":[\"left\",\"hazard\"],"
                                + "\"vehicle_class\":10,\"length_m\":4.6,\"width_m\":1.8,\"datum\":\"WGS-84\","
                                + "\"driver\":{\"name\":[null]}}",
                        FIX.replace("}", ",\"time\":1777622400.25}"),
                        FIX.replace("}", ",\"lights\":[1,{},[],\"fog\"],\"brakes\":null}"),
                        // once ended the program, or was taken for something else
                        FIX.replace("34.8", "1".repeat(1001)),
                        FIX.replace("34.8", "89"),
                        FIX.replace("113.8", "-180"),
                        FIX.replace("}", ",\"x\":" + "[".repeat(1001) + "}"),
                        FIX.replace("}", ",\"time\":\"+999999999-12-31T23:59:59Z\"}"))
                .map(text -> text.getBytes(StandardCharsets.UTF_8));
    }
}
