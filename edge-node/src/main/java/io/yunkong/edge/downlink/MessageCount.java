package io.yunkong.edge.downlink;

/** The msgCnt of messages of one kind to one receiver, 0..127 round and round (T/CSAE 53, MsgCount). Not thread-safe. */
final class MessageCount {
    private static final int LAST = 127;

    private int next;

    int next() {
        int now = next;
        next = now == LAST ? 0 : now + 1;
        return now;
    }
}
