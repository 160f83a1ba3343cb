package io.yunkong.map.roadside;

import java.text.Normalizer;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A sign that sets a speed limit, or ends one. RSI has no field for the number: it is read from the sign's text. The one place for these sign
 * types. Immutable.
 *
 * @param kind what it does
 * @param kmh number on it, km/h, whatever it is; empty = none that can be read
 * @param defect why it is not used; empty when nothing is wrong
 */
record SpeedSign(Kind kind, OptionalInt kmh, Optional<RoadsideDefect> defect) {
    enum Kind {
        LIMIT,
        /** The end of the limit with its number; of any, when it shows none. */
        END
    }

    /** GB 5768.2-2009, numbered through all its signs as SignType is: 47 warning signs, then 禁38 限制速度 and 禁39 解除限制速度. */
    static final int LIMIT_TYPE = 47 + 38;

    static final int END_TYPE = 47 + 39;

    /** What signs in China show: 5 where one drives at walking pace, 120 on motorways. */
    static final int KMH_MIN = 5;

    static final int KMH_MAX = 120;

    /** The number and what people put around it; any other word may mean another number. */
    private static final Pattern TEXT = Pattern.compile(
            "(?:解除)?(?:限速|限制速度|最高限速|speed limit)?[ :]*([0-9]{1,4}) *" + "(?:km/h|kmh|kph|公里/小时|公里每小时|千米/小时|千米每小时|公里)?");

    /** Empty when the notice is no such sign. */
    static Optional<SpeedSign> of(RoadsideNotice notice) {
        if (notice.kind() != RoadsideNotice.Kind.SIGN) {
            return Optional.empty();
        }
        return switch (notice.code()) {
            case LIMIT_TYPE -> Optional.of(read(Kind.LIMIT, notice.text()));
            case END_TYPE -> Optional.of(read(Kind.END, notice.text()));
            default -> Optional.empty();
        };
    }

    /** Figures and signs of full width, as Chinese texts have them, count like others. */
    private static SpeedSign read(Kind kind, String text) {
        String plain = Normalizer.normalize(text, Normalizer.Form.NFKC).strip().toLowerCase(Locale.ROOT);
        Matcher told = TEXT.matcher(plain);
        if (told.matches()) {
            int kmh = Integer.parseInt(told.group(1));
            boolean absurd = kmh < KMH_MIN || kmh > KMH_MAX;
            return new SpeedSign(
                    kind, OptionalInt.of(kmh), absurd ? Optional.of(RoadsideDefect.LIMIT_ABSURD) : Optional.empty());
        }
        boolean ofAny = kind == Kind.END && plain.codePoints().noneMatch(Character::isDigit);
        return new SpeedSign(
                kind, OptionalInt.empty(), ofAny ? Optional.empty() : Optional.of(RoadsideDefect.LIMIT_UNREADABLE));
    }

    /** Whether this, an end, is the end of that limit. */
    boolean ends(SpeedSign limit) {
        return kind == Kind.END && (kmh.isEmpty() || kmh.equals(limit.kmh));
    }
}
