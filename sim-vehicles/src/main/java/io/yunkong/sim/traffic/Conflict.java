package io.yunkong.sim.traffic;

/**
 * Where one path of a junction meets another.
 *
 * @param other index of the other path or crosswalk
 * @param fromM where the shared place begins on this path
 * @param toM where it ends on this path
 * @param otherFromM where it begins on the other one
 * @param otherToM where it ends on the other one
 */
record Conflict(int other, double fromM, double toM, double otherFromM, double otherToM) {}
