package io.yunkong.edge.link.session;

import io.netty.channel.Channel;
import io.yunkong.wire.frame.DatagramSeal;
import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The keys of the sessions' datagrams, one for each session that has asked for one, as long as it lives. Safe for use by any thread. */
public final class SessionKeys {
    /** What a device is told. */
    @SuppressWarnings("ArrayRecordComponent") // to be sent: never changed, never compared
    record Issued(long id, byte[] key, int port) {}

    private final SecureRandom random;
    private final Map<Long, SessionKey> keys = new ConcurrentHashMap<>();
    private volatile @Nullable Channel datagrams;

    SessionKeys(SecureRandom random) {
        this.random = random;
    }

    /** Datagrams are taken here from now on. */
    public void listen(Channel listener) {
        datagrams = listener;
    }

    /**
     * A new key; the one the session had before ends.
     *
     * @return empty when no datagrams are taken, or the session is over
     */
    Optional<Issued> issue(DeviceSession session) {
        Channel listener = datagrams;
        if (listener == null) {
            return Optional.empty();
        }
        byte[] octets = new byte[DatagramSeal.KEY_BYTES];
        random.nextBytes(octets);
        SessionKey key = new SessionKey(newId(), octets, session, listener);
        keys.put(key.id(), key);
        Optional<SessionKey> over = session.replaceKey(key);
        over.ifPresent(this::drop);
        if (over.filter(key::equals).isPresent()) {
            return Optional.empty();
        }
        int port = ((InetSocketAddress) listener.localAddress()).getPort();
        return Optional.of(new Issued(key.id(), octets, port));
    }

    private long newId() {
        long id = random.nextLong();
        while (id == 0 || keys.containsKey(id)) {
            id = random.nextLong();
        }
        return id;
    }

    /** The key of that id; null = there is none, or not any more. */
    public @Nullable SessionKey find(long id) {
        return keys.get(id);
    }

    int count() {
        return keys.size();
    }

    void drop(SessionKey key) {
        keys.remove(key.id());
    }
}
