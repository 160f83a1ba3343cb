package io.yunkong.edge;

import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Has every wait for a condition ask again after 10 ms. Awaitility's own 100 ms, before the first question too, are most of what a test of a link
 * takes. JUnit finds it in META-INF/services.
 */
public final class AskOften implements BeforeAllCallback {
    @Override
    public void beforeAll(ExtensionContext context) {
        Awaitility.setDefaultPollDelay(Duration.ZERO);
        Awaitility.setDefaultPollInterval(Duration.ofMillis(10));
    }
}
