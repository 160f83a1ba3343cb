package io.yunkong.identity;

import java.util.Map;

/**
 * What an enrolment service has done since its start.
 *
 * @param enrolled certificates issued for a code
 * @param renewed certificates issued for a certificate
 * @param refused requests refused, by reason; every reason is there
 * @param broken requests whose connection ended before the answer was out
 * @param addressesForgotten addresses with wrong codes that made room for others: the table of them was full
 */
public record EnrolmentStatistics(
        long enrolled, long renewed, Map<Refusal, Long> refused, long broken, long addressesForgotten) {
    /** Figures of that moment. */
    public EnrolmentStatistics {
        refused = Map.copyOf(refused);
    }
}
