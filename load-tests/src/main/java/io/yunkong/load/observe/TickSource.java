package io.yunkong.load.observe;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Gives the truth tick by tick in the order of time. */
public interface TickSource extends AutoCloseable {
    /** The next tick, null at the end. */
    @Nullable Tick next() throws IOException;

    @Override
    void close() throws IOException;
}
