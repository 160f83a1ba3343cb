package io.yunkong.edge.link.session;

import io.yunkong.wire.frame.DatagramSeal;

/** Takes each number once, in whatever order datagrams arrive; none that lags too far behind (RFC 4303, section 3.4.3). Not thread-safe. */
final class ReplayWindow {
    private long highest = -1;
    private long seen; // bit n: highest - n has been taken

    /** @param sequence as a device counts: 0 and above */
    boolean take(long sequence) {
        if (sequence < 0) {
            return false;
        }
        long ahead = sequence - highest;
        if (ahead > 0) {
            seen = (ahead < DatagramSeal.WINDOW ? (seen << ahead) : 0) | 1;
            highest = sequence;
            return true;
        }
        long behind = -ahead;
        if (behind >= DatagramSeal.WINDOW || ((seen >>> behind) & 1) != 0) {
            return false;
        }
        seen |= 1L << behind;
        return true;
    }
}
