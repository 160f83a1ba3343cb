package io.yunkong.sim.conflict;

import io.yunkong.map.road.RoadsideUnit;
import io.yunkong.sim.traffic.Stage;
import io.yunkong.sim.traffic.World;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * Plays a scripted conflict every eight to ten seconds, kind after kind, at places in sight of a roadside unit. Call
 * {@link #direct()} before every step of the world. The world's thread only.
 */
public final class ConflictDirector {
    private static final double FIRST_S = 4;
    private static final double PAUSE_S = 8;
    private static final double CLEANUP_S = 6;
    private static final int SCENES_MAX = 50;

    private final Stage stage;
    private final SplittableRandom random;
    private final Map<ConflictKind, List<Setting>> settings = new EnumMap<>(ConflictKind.class);
    private final List<ConflictKind> bag = new ArrayList<>();
    private final List<Scene> playing = new ArrayList<>();
    private final List<Scene> scenes = new ArrayList<>();
    private double nextS;

    public ConflictDirector(World world, List<RoadsideUnit> units, long seed) {
        this.stage = world.stage();
        this.random = new SplittableRandom(seed ^ 0x5CE7E5L);
        for (ConflictKind kind : ConflictKind.values()) {
            settings.put(kind, new ArrayList<>());
        }
        for (Setting setting : Settings.find(stage, units)) {
            settings.getOrDefault(setting.kind(), List.of()).add(setting);
        }
        nextS = FIRST_S + 2 * random.nextDouble();
    }

    /** Starts what is due and lets go what is over. */
    public void direct() {
        Iterator<Scene> over = playing.iterator();
        while (over.hasNext()) {
            Scene scene = over.next();
            if (stage.nowS() > scene.touchS() + CLEANUP_S) {
                scene.reserved().forEach(lane -> stage.reserve(lane, false));
                stage.release(scene.host(), stage.nowS() + 20);
                stage.release(scene.other(), stage.nowS() + 25);
                over.remove();
            }
        }
        if (stage.nowS() >= nextS) {
            start();
            nextS = stage.nowS() + PAUSE_S + 2 * random.nextDouble();
        }
    }

    /** The newest scenes, those being played and some that are over, in order of their start. */
    public List<Scene> scenes() {
        return Collections.unmodifiableList(scenes);
    }

    private void start() {
        if (bag.isEmpty()) {
            bag.addAll(shuffled(List.of(ConflictKind.values())));
        }
        for (boolean sweeping : new boolean[] {false, true}) {
            for (ConflictKind kind : List.copyOf(bag)) {
                for (Setting setting : shuffled(settings.getOrDefault(kind, List.of()))) {
                    Playbook play = new Playbook(stage, sweeping);
                    if (play.possible(setting)) {
                        Scene scene = play.start(setting);
                        scene.reserved().forEach(lane -> stage.reserve(lane, true));
                        playing.add(scene);
                        scenes.add(scene);
                        if (scenes.size() > SCENES_MAX) {
                            scenes.removeFirst();
                        }
                        bag.remove(kind);
                        return;
                    }
                }
            }
        }
    }

    private <T> List<T> shuffled(List<T> list) {
        List<T> copy = new ArrayList<>(list);
        for (int i = copy.size() - 1; i > 0; i--) {
            int j = random.nextInt(i + 1);
            T held = copy.get(i);
            copy.set(i, copy.get(j));
            copy.set(j, held);
        }
        return copy;
    }
}
