package io.yunkong.map.exchange;

import io.yunkong.map.road.ImportedMap;
import io.yunkong.map.road.NetworkImport;
import io.yunkong.map.road.ZoneException;
import io.yunkong.wire.csae.MapData;
import io.yunkong.wire.csae.MessageFrame;
import io.yunkong.wire.schema.Edition;
import io.yunkong.wire.uper.AnyEditionCodec;
import io.yunkong.wire.uper.MessageCodec;
import io.yunkong.wire.uper.UperException;
import java.io.IOException;
import java.io.Reader;
import java.util.HexFormat;

/**
 * Makes a zone of MAP messages (T/CSAE 53) as roadside units send them: frames of either edition, told apart by trying. All nodes of all messages
 * make one map. One use, one thread.
 */
public final class MapMessageImport {
    private static final int FRAMES_MAX = 100_000;
    /** Hexadecimal digits of the longest frame, with room for blanks. */
    private static final int LINE_MAX = 4 * MessageCodec.FRAME_OCTETS_MAX;

    private final String file;
    private final AnyEditionCodec codec = new AnyEditionCodec();
    private final MapMessageNetwork network;
    private Edition likely = Edition.E2020;
    private int frames;
    private int maps;
    private String firstRefusal = "";

    private MapMessageImport(String file) {
        this.file = file;
        this.network = new MapMessageNetwork(file);
    }

    /**
     * One frame.
     *
     * @param file name for messages and, without its ending, for the zone
     * @throws ZoneException with the reason when it is no MAP that can be used
     */
    public static ImportedMap octets(String file, byte[] frame) throws ZoneException {
        MapMessageImport reader = new MapMessageImport(file);
        reader.frame(frame, 0);
        return reader.end();
    }

    /**
     * Frames in hexadecimal digits, one a line; empty lines and lines that begin with {@code #} do not count.
     *
     * @param file name for messages and, without its ending, for the zone
     * @throws ZoneException with file, line and reason when no map can be made of them
     * @throws IOException when the source cannot be read
     */
    public static ImportedMap lines(String file, Reader source) throws ZoneException, IOException {
        MapMessageImport reader = new MapMessageImport(file);
        StringBuilder line = new StringBuilder();
        int number = 1;
        for (int c = source.read(); c >= 0; c = source.read()) {
            if (c == '\n') {
                reader.line(line.toString(), number);
                line.setLength(0);
                number++;
            } else if (line.length() == LINE_MAX) {
                throw new ZoneException(file, number, "line too long: limit=" + LINE_MAX + "; map refused");
            } else {
                line.append((char) c);
            }
        }
        reader.line(line.toString(), number);
        return reader.end();
    }

    private void line(String text, int number) throws ZoneException {
        String digits = text.replaceAll("\\s+", "").replaceFirst("^0[xX]", "");
        if (digits.isEmpty() || digits.startsWith("#")) {
            return;
        }
        if (digits.length() % 2 != 0 || !digits.matches("[0-9a-fA-F]+")) {
            throw new ZoneException(
                    file, number, "not hexadecimal octets: digits=" + digits.length() + "; map refused");
        }
        frame(HexFormat.of().parseHex(digits), number);
    }

    private void frame(byte[] octets, int line) throws ZoneException {
        frames++;
        if (frames > FRAMES_MAX) {
            throw new ZoneException(file, line, "too many frames: limit=" + FRAMES_MAX + "; map refused");
        }
        try {
            AnyEditionCodec.Decoded decoded = codec.decode(octets, 0, octets.length, likely);
            likely = decoded.edition();
            MessageFrame message = decoded.frame();
            if (message.getAlternativeCase() == MessageFrame.AlternativeCase.MAPFRAME) {
                maps++;
                MapData map = message.getMapFrame();
                network.add(map, line);
            } else {
                network.drop("messages that are no MAP");
            }
        } catch (UperException e) {
            network.drop("frames that cannot be decoded");
            if (firstRefusal.isEmpty()) {
                firstRefusal = ", first=" + (line > 0 ? "line " + line + ": " : "") + e.getMessage();
            }
        }
    }

    private ImportedMap end() throws ZoneException {
        if (maps == 0) {
            throw new ZoneException(file, 0, "no MAP message: frames=" + frames + firstRefusal + "; map refused");
        }
        return NetworkImport.of(network.linked());
    }
}
