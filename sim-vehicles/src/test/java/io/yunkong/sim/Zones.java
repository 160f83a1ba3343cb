package io.yunkong.sim;

import io.yunkong.map.road.Zone;
import io.yunkong.map.road.ZoneException;
import io.yunkong.map.road.ZoneFolder;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The shipped zones, read once. */
public final class Zones {
    private static final Map<String, Zone> READ = new ConcurrentHashMap<>();

    private Zones() {}

    public static Zone zone(String name) {
        return READ.computeIfAbsent(name, n -> {
            try {
                return ZoneFolder.read(Path.of("..", "zones", n));
            } catch (ZoneException e) {
                throw new IllegalStateException(e);
            }
        });
    }
}
