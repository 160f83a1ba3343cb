package io.yunkong.cli;

/** The languages in which commands speak to people. */
enum Language {
    ENGLISH,
    CHINESE;

    /** Of two texts that say the same, the one in this language. */
    String of(String english, String chinese) {
        return switch (this) {
            case ENGLISH -> english;
            case CHINESE -> chinese;
        };
    }
}
