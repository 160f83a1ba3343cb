package io.yunkong.map.warn;

/** When a finding becomes a warning and when the warning ends. */
record LifecycleParameters(
        @Parameter(
                standard = 180,
                min = 0,
                max = 2000,
                unit = "ms",
                about = "the condition must have held so long before a warning is raised")
        double raiseAfterMs,

        @Parameter(standard = 3, min = 1, max = 20, about = "how often it must have been found before")
        int raiseEvaluations,

        @Parameter(
                standard = 90,
                min = 0,
                max = 2000,
                unit = "ms",
                atMost = "raiseAfterMs",
                about = "the same for an imminent collision; two findings are enough then")
        double raiseImminentAfterMs,

        @Parameter(
                standard = 300,
                min = 50,
                max = 5000,
                unit = "ms",
                atMost = "clearAfterMs",
                about = "a longer pause between two findings starts the count again")
        double gapMaxMs,

        @Parameter(
                standard = 300,
                min = 50,
                max = 5000,
                unit = "ms",
                atMost = "validityMs",
                about = "updates come no more often unless the severity rises")
        double updateIntervalMs,

        @Parameter(
                standard = 600,
                min = 0,
                max = 10000,
                unit = "ms",
                about = "the condition must be gone so long before a warning ends")
        double clearAfterMs,

        @Parameter(
                standard = 1000,
                min = 100,
                max = 60000,
                unit = "ms",
                about = "a warning that is not updated must not be shown longer")
        double validityMs,

        @Parameter(
                standard = 2000,
                min = 0,
                max = 60000,
                unit = "ms",
                about = "the same pair and application is not warned again sooner unless it is more severe")
        double repeatAfterMs,

        @Parameter(
                standard = 300,
                min = 50,
                max = 10000,
                unit = "ms",
                about = "nothing is raised or kept up on older measurements")
        double inputAgeMaxMs) {}
