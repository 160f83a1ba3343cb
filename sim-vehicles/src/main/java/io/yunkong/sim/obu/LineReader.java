package io.yunkong.sim.obu;

/** Makes readings of lines. Keeps what earlier lines said; one owner. */
sealed interface LineReader permits NmeaReader, JsonLinesReader {
    /**
     * @param line without its end
     * @param nowUs when it came, microseconds since 1970 UTC; of a recording, on its own clock
     * @throws BadLineException if it cannot be used; nothing of it is kept then
     */
    Reading read(String line, long nowUs) throws BadLineException;

    /** A measurement that lies farther back than this begins another series: the receiver's clock was set, or another recording follows. */
    long SERIES_BREAK_US = 2_000_000;

    /** Nearer to a pole there is no plane to carry a position on in, see {@code LocalPlane}. */
    double LATITUDE_LIMIT_DEG = 89;

    /** The latitude, refused when it is too near to a pole. */
    static double requireOffThePoles(double latitudeDeg) throws BadLineException {
        if (!(Math.abs(latitudeDeg) < LATITUDE_LIMIT_DEG)) {
            throw new BadLineException(
                    LineDefect.OUT_OF_RANGE,
                    "latitude out of range: degrees=" + latitudeDeg + ", limit=" + LATITUDE_LIMIT_DEG);
        }
        return latitudeDeg;
    }

    /** Refuses a time that is not later than the last of its series. */
    static void requireLater(long timeUs, long lastTimeUs) throws BadLineException {
        if (timeUs <= lastTimeUs && timeUs > lastTimeUs - SERIES_BREAK_US) {
            throw new BadLineException(
                    LineDefect.TIME_NOT_LATER, "time not later: behind_ms=" + (lastTimeUs - timeUs) / 1000);
        }
    }
}
