package io.yunkong.identity;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import java.io.IOException;
import java.io.StringWriter;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Everything the registry knows, and how it is written: JSON that a person can read.
 *
 * @param crlNumber number of the newest revocation list
 * @param devices by id, in the order of the ids
 */
record Registered(long crlNumber, Map<String, Device> devices) {
    static final Registered NOTHING = new Registered(0, Map.of());

    Registered {
        devices = Collections.unmodifiableMap(new TreeMap<>(devices));
    }

    Registered with(Device device) {
        Map<String, Device> more = new TreeMap<>(devices);
        more.put(device.identity().deviceId(), device);
        return new Registered(crlNumber, more);
    }

    Registered withCrlNumber(long number) {
        return new Registered(number, devices);
    }

    Optional<Device> find(String deviceId) {
        return Optional.ofNullable(devices.get(deviceId));
    }

    static Registered of(byte[] document) throws IdentityException {
        Json.Fields fields = Json.object(document);
        long crlNumber = fields.number("crl_number");
        Map<String, Device> devices = new TreeMap<>();
        for (Json.Fields one : fields.objects("devices")) {
            Device device = device(one);
            if (devices.put(device.identity().deviceId(), device) != null) {
                throw new IdentityException(
                        "device twice: device=" + device.identity().deviceId());
            }
        }
        fields.end();
        return new Registered(crlNumber, devices);
    }

    private static Device device(Json.Fields fields) throws IdentityException {
        String id = fields.text("id");
        try {
            DeviceIdentity identity = DeviceIdentity.of(
                    id, fields.texts("kinds"), fields.texts("zones"), fields.texts("stations"), fields.flag("relay"));
            List<Device.Code> codes = new ArrayList<>();
            for (Json.Fields code : fields.objects("codes")) {
                codes.add(new Device.Code(code.text("sha256"), code.time("valid_until"), code.optionalTime("used_at")));
                code.end();
            }
            List<Device.Issued> certificates = new ArrayList<>();
            for (Json.Fields one : fields.objects("certificates")) {
                certificates.add(new Device.Issued(
                        new BigInteger(one.text("serial"), 16), one.time("not_after"), one.optionalTime("revoked_at")));
                one.end();
            }
            String reason = fields.textOrEmpty("revoked_reason");
            Device device = new Device(
                    identity,
                    fields.time("added_at"),
                    fields.optionalTime("revoked_at").map(at -> new Device.Revocation(at, reason)),
                    codes,
                    certificates);
            fields.end();
            return device;
        } catch (NumberFormatException | IdentityException e) {
            throw new IdentityException("device not readable: device=" + id + ": " + e.getMessage(), e);
        }
    }

    String text() throws IOException {
        StringWriter text = new StringWriter();
        DefaultPrettyPrinter lines = new DefaultPrettyPrinter();
        lines.indentArraysWith(DefaultIndenter.SYSTEM_LINEFEED_INSTANCE);
        try (JsonGenerator json = Json.FACTORY.createGenerator(text)) {
            json.setPrettyPrinter(lines);
            json.writeStartObject();
            json.writeNumberField("crl_number", crlNumber);
            json.writeArrayFieldStart("devices");
            for (Device device : devices.values()) {
                write(json, device);
            }
            json.writeEndArray();
            json.writeEndObject();
        }
        return text + "\n";
    }

    private static void write(JsonGenerator json, Device device) throws IOException {
        DeviceIdentity identity = device.identity();
        json.writeStartObject();
        json.writeStringField("id", identity.deviceId());
        write(json, "kinds", identity.kindNames());
        write(json, "zones", identity.zones().stream().sorted().toList());
        write(json, "stations", identity.stationNames());
        json.writeBooleanField("relay", identity.relay());
        json.writeStringField("added_at", device.addedAt().toString());
        if (device.revoked().isPresent()) {
            json.writeStringField("revoked_at", device.revoked().get().at().toString());
            json.writeStringField("revoked_reason", device.revoked().get().reason());
        }
        json.writeArrayFieldStart("codes");
        for (Device.Code code : device.codes()) {
            json.writeStartObject();
            json.writeStringField("sha256", code.sha256());
            json.writeStringField("valid_until", code.validUntil().toString());
            if (code.usedAt().isPresent()) {
                json.writeStringField("used_at", code.usedAt().get().toString());
            }
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeArrayFieldStart("certificates");
        for (Device.Issued certificate : device.certificates()) {
            json.writeStartObject();
            json.writeStringField("serial", certificate.serial().toString(16));
            json.writeStringField("not_after", certificate.notAfter().toString());
            if (certificate.revokedAt().isPresent()) {
                json.writeStringField(
                        "revoked_at", certificate.revokedAt().get().toString());
            }
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private static void write(JsonGenerator json, String name, List<String> texts) throws IOException {
        json.writeArrayFieldStart(name);
        for (String text : texts) {
            json.writeString(text);
        }
        json.writeEndArray();
    }
}
