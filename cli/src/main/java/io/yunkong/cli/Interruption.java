package io.yunkong.cli;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Lets a command stop cleanly on Ctrl-C or SIGTERM: the process waits until the command has closed this, ten seconds at most. Open it
 * before everything that must be closed, so that it is closed last.
 */
final class Interruption implements AutoCloseable {
    private static final long LIMIT_S = 10;

    private final CountDownLatch asked = new CountDownLatch(1);
    private final CountDownLatch finished = new CountDownLatch(1);
    private final Thread hook = new Thread(this::stopAndWait, "v2x-interruption");

    Interruption() {
        Runtime.getRuntime().addShutdownHook(hook);
    }

    /** Waits; true = the command is to stop. */
    boolean await(long milliseconds) throws InterruptedException {
        return asked.await(milliseconds, TimeUnit.MILLISECONDS);
    }

    /** Whether the command is to stop. */
    boolean isAsked() {
        return asked.getCount() == 0;
    }

    /** Waits until the command is to stop. */
    void await() throws InterruptedException {
        asked.await();
    }

    private void stopAndWait() {
        asked.countDown();
        try {
            if (!finished.await(LIMIT_S, TimeUnit.SECONDS)) {
                System.err.println("v2x: did not stop in time: limit_s=" + LIMIT_S + "; ended");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        finished.countDown();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // The process is ending already: the hook itself has brought us here.
        }
    }
}
