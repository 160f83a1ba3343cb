package io.yunkong.identity;

import java.security.cert.X509Certificate;
import java.util.List;

/** What comes of asking for a device certificate. */
sealed interface Enrolment {
    /** Issued: the chain, the device's own certificate first. */
    record Issued(DeviceIdentity identity, List<X509Certificate> chain) implements Enrolment {}

    /** Not issued. */
    record Refused(Refusal refusal, String text) implements Enrolment {}
}
