package io.yunkong.load.observe;

/** Builds one JSON object as text: fixed numbers of decimals whatever the locale. Names and texts need no escapes here. One owner. */
final class JsonLine {
    private final StringBuilder out = new StringBuilder(256);
    private String comma = "";

    JsonLine open(char bracket) {
        out.append(comma).append(bracket);
        comma = "";
        return this;
    }

    JsonLine close(char bracket) {
        out.append(bracket);
        comma = ",";
        return this;
    }

    JsonLine name(String name) {
        out.append(comma).append('"').append(name).append("\":");
        comma = "";
        return this;
    }

    JsonLine text(String value) {
        out.append(comma).append('"').append(value).append('"');
        comma = ",";
        return this;
    }

    JsonLine whole(long value) {
        out.append(comma).append(value);
        comma = ",";
        return this;
    }

    JsonLine decimal(double value, int decimals) {
        out.append(comma);
        comma = ",";
        long unit = 1;
        for (int i = 0; i < decimals; i++) {
            unit *= 10;
        }
        long scaled = Math.round(value * unit);
        if (scaled < 0) {
            out.append('-');
            scaled = -scaled;
        }
        out.append(scaled / unit).append('.');
        for (long digit = unit / 10; digit > 0; digit /= 10) {
            out.append((char) ('0' + scaled % unit / digit % 10));
        }
        return this;
    }

    /** The text with the end of the line. */
    String end() {
        return out.append('\n').toString();
    }
}
