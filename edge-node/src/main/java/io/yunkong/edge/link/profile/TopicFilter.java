package io.yunkong.edge.link.profile;

/** Topic filters of MQTT 3.1.1 and 5, section 4.7. */
public final class TopicFilter {
    private TopicFilter() {}

    /** Whether it is a filter at all: not empty, {@code +} alone in its level, {@code #} alone in the last. */
    public static boolean isGood(String filter) {
        if (filter.isEmpty() || filter.indexOf('\0') >= 0) {
            return false;
        }
        String[] levels = filter.split("/", -1);
        for (int i = 0; i < levels.length; i++) {
            boolean wild = levels[i].contains("+") || levels[i].contains("#");
            boolean alone = levels[i].equals("+") || (levels[i].equals("#") && i == levels.length - 1);
            if (wild && !alone) {
                return false;
            }
        }
        return true;
    }

    /** Whether a good filter covers a topic. */
    public static boolean covers(String filter, String topic) {
        int wanted = 0;
        int level = 0;
        while (!filter.startsWith("#", wanted)) {
            int wantedEnd = levelEnd(filter, wanted);
            int end = levelEnd(topic, level);
            boolean same = end - level == wantedEnd - wanted && topic.regionMatches(level, filter, wanted, end - level);
            if (!same && !filter.startsWith("+", wanted)) {
                return false;
            }
            if (end == topic.length()) {
                return wantedEnd == filter.length() || filter.startsWith("/#", wantedEnd); // also the level above it
            }
            if (wantedEnd == filter.length()) {
                return false;
            }
            wanted = wantedEnd + 1;
            level = end + 1;
        }
        return true;
    }

    private static int levelEnd(String text, int from) {
        int end = text.indexOf('/', from);
        return end < 0 ? text.length() : end;
    }
}
