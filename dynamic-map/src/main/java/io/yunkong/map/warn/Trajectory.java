package io.yunkong.map.warn;

import java.util.Arrays;
import java.util.StringJoiner;

/** Places along a predicted path and when they are passed, in that order. Immutable; numbers in arrays, as there are some with every warning. */
public final class Trajectory {
    /** Seconds, east, north of each. */
    private static final int NUMBERS = 3;

    private final double[] numbers;

    private Trajectory(double[] numbers) {
        this.numbers = numbers;
    }

    /** Of one that is being written down, place by place. */
    static final class Writer {
        private final double[] numbers;
        private int length;

        /** @param sizeMax places at most */
        Writer(int sizeMax) {
            this.numbers = new double[sizeMax * NUMBERS];
        }

        /** Adds a place, which is passed after those before. */
        void add(double timeS, double eastM, double northM) {
            numbers[length] = timeS;
            numbers[length + 1] = eastM;
            numbers[length + 2] = northM;
            length += NUMBERS;
        }

        Trajectory written() {
            return new Trajectory(Arrays.copyOf(numbers, length));
        }
    }

    /** How many places it has. */
    public int size() {
        return numbers.length / NUMBERS;
    }

    /** When a place is passed, seconds after the warning's update. */
    public double timeS(int place) {
        return numbers[place * NUMBERS];
    }

    /** Of the footprint's centre, metres east in the zone's plane. */
    public double eastM(int place) {
        return numbers[place * NUMBERS + 1];
    }

    /** Of the footprint's centre, metres north in the zone's plane. */
    public double northM(int place) {
        return numbers[place * NUMBERS + 2];
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Trajectory trajectory && Arrays.equals(numbers, trajectory.numbers);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(numbers);
    }

    @Override
    public String toString() {
        StringJoiner places = new StringJoiner(", ", "[", "]");
        for (int i = 0; i < size(); i++) {
            places.add(timeS(i) + " s: " + eastM(i) + ", " + northM(i));
        }
        return places.toString();
    }
}
