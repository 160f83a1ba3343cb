package io.yunkong.edge.link;

/**
 * Limits of the links to devices.
 *
 * @param times how long is waited
 * @param sizes how much is held
 * @param rate how often a station may send
 * @param resume what is kept of sessions whose connection broke
 * @param tls limits of handshakes
 */
public record LinkLimits(LinkTimes times, LinkSizes sizes, FrameRate rate, ResumeLimits resume, TlsLimits tls) {
    /** The limits of the session protocol. */
    public static LinkLimits standard() {
        return new LinkLimits(
                LinkTimes.standard(),
                LinkSizes.standard(),
                FrameRate.standard(),
                ResumeLimits.standard(),
                TlsLimits.standard());
    }
}
