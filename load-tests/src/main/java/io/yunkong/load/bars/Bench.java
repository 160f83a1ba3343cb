package io.yunkong.load.bars;

import java.util.List;

/** A command that measures something and holds it against bars; all of them can be run in turn. */
public interface Bench extends Measuring {
    /** What it judges. */
    List<Bar> bars();
}
