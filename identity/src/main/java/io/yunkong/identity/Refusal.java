package io.yunkong.identity;

/** Why the enrolment service issues nothing; each has its own answer and its own counter. */
public enum Refusal {
    /** Not the JSON object, or not the HTTP request, that is expected here. */
    BAD_REQUEST(400, "Bad request"),
    /** More octets than any good request has. */
    REQUEST_TOO_LONG(413, "Content too large"),
    /** No such code; it may never have been one, or have been forgotten since. */
    UNKNOWN_CODE(404, "Unknown code"),
    /** The code has been used. */
    USED_CODE(409, "Used code"),
    /** The code was not used in time. */
    EXPIRED_CODE(410, "Expired code"),
    /** The certificate request is not one, has another sort of key than P-256, or is not signed with its key. */
    BAD_REQUEST_KEY(422, "Bad certificate request"),
    /** The device was taken back. */
    DEVICE_REVOKED(403, "Device revoked"),
    /** Renewal without a certificate, or with one that is not good now. */
    CERTIFICATE_REFUSED(401, "Certificate refused"),
    /** The device holds as many certificates as it may. */
    TOO_MANY_CERTIFICATES(429, "Too many certificates"),
    /** Too many wrong codes from one address, within a minute. */
    TOO_MANY_WRONG_CODES(429, "Too many wrong codes"),
    /** The authority cannot issue now; its log says why. */
    OUT_OF_ORDER(503, "Out of order");

    private final int status;
    private final String title;

    Refusal(int status, String title) {
        this.status = status;
        this.title = title;
    }

    /** The HTTP status of the answer. */
    int status() {
        return status;
    }

    /** The title of the problem, the same for every answer of this kind. */
    String title() {
        return title;
    }
}
