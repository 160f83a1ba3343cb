package io.yunkong.identity;

import java.security.cert.X509Certificate;

/** What {@link DeviceTrust#check} says of a certificate chain. */
public sealed interface Verdict {
    /**
     * The chain is trusted now.
     *
     * @param identity who the device is
     * @param certificate its own certificate: when it runs out, and what to ask {@link DeviceTrust#isRevoked} about later
     * @param authority the trusted authority its chain leads to: what to ask {@link DeviceTrust#trusts} about later
     */
    record Good(DeviceIdentity identity, X509Certificate certificate, X509Certificate authority) implements Verdict {}

    /**
     * The chain is not trusted.
     *
     * @param text one line, with nothing of what the peer sent
     */
    record Bad(Reason reason, String text) implements Verdict {}

    /** Why a chain is not trusted; count each apart. */
    enum Reason {
        /** None was shown. */
        NO_CERTIFICATE,
        /** No path of signatures leads from it to a certificate authority that is trusted here. */
        UNKNOWN_CA,
        /** It, or one above it, has run out. */
        EXPIRED,
        /** It, or one above it, does not hold yet: the clock of one side is wrong, as a rule. */
        NOT_YET_VALID,
        /** Its issuer has taken it back. */
        REVOKED,
        /** It is good for something else: no client certificate. */
        WRONG_PURPOSE,
        /** It names no device id, kind and zone. */
        NO_IDENTITY
    }
}
