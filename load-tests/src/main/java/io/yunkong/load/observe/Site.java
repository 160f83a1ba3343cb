package io.yunkong.load.observe;

/**
 * A roadside unit as it stands. Immutable.
 *
 * @param id name in the recording
 * @param rangeM sees road users up to here, metres
 * @param biasEastM fixed error of every place it tells, metres
 * @param biasNorthM fixed error of every place it tells, metres
 */
public record Site(
        String id, double latitudeDeg, double longitudeDeg, double rangeM, double biasEastM, double biasNorthM) {}
