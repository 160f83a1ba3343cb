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
        String[] wanted = filter.split("/", -1);
        String[] levels = topic.split("/", -1);
        for (int i = 0; i < wanted.length; i++) {
            if (wanted[i].equals("#")) {
                return true; // also the level above it
            }
            if (i >= levels.length || !(wanted[i].equals("+") || wanted[i].equals(levels[i]))) {
                return false;
            }
            if (i == levels.length - 1 && i == wanted.length - 2 && wanted[i + 1].equals("#")) {
                return true;
            }
        }
        return wanted.length == levels.length;
    }
}
