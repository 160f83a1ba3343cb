package io.yunkong.cloud.api;

import io.vertx.core.buffer.Buffer;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * Packs and unpacks what is made beside the event loop: left to Vert.x it would be packed on it, which takes as long as making it. No
 * octets stay none. Pure.
 */
final class Gzip {
    private static final Pattern ACCEPTED =
            Pattern.compile("(^|[,\\s])gzip(?!\\s*;\\s*q=0(\\.0*)?\\s*(,|$))", Pattern.CASE_INSENSITIVE);

    private Gzip() {}

    /** Whether a reader takes it packed, by its Accept-Encoding. */
    static boolean isAccepted(@Nullable String encodings) {
        return encodings != null && ACCEPTED.matcher(encodings).find();
    }

    static Buffer pack(byte[] octets) {
        if (octets.length == 0) {
            return Buffer.buffer();
        }
        ByteArrayOutputStream packed = new ByteArrayOutputStream(octets.length / 2);
        try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
            out.write(octets);
        } catch (IOException e) {
            throw new UncheckedIOException("not packed: octets=" + octets.length, e);
        }
        return Buffer.buffer(packed.toByteArray());
    }

    static Buffer unpack(Buffer packed) {
        if (packed.length() == 0) {
            return packed;
        }
        try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(packed.getBytes()))) {
            return Buffer.buffer(in.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException("not unpacked: octets=" + packed.length(), e);
        }
    }
}
