package io.yunkong.edge.link;

import io.yunkong.edge.link.station.Stations;
import io.yunkong.map.road.RoadsideUnit;
import io.yunkong.map.road.Zone;
import io.yunkong.wire.DownlinkMessage;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What all device links of an edge share. Safe for use by any thread. */
public final class Devices {
    private final LinkLimits limits;
    private final Stations stations;
    private final DeviceEvents events;
    private final Set<DownlinkMessage> datagramDownlink;
    private final DeviceRates rates;
    private volatile Zone zone;
    private volatile Set<Long> roadsideUnits;

    /**
     * What the device links of an edge share.
     *
     * @param datagramDownlink what stations that send datagrams understand on the way down
     */
    public Devices(
            Zone zone,
            LinkLimits limits,
            Stations stations,
            DeviceEvents events,
            Set<DownlinkMessage> datagramDownlink) {
        this.zone = zone;
        this.limits = limits;
        this.stations = stations;
        this.events = events;
        this.datagramDownlink = Set.copyOf(datagramDownlink);
        this.rates = new DeviceRates(limits.rate());
        this.roadsideUnits = stations(zone);
    }

    private static Set<Long> stations(Zone zone) {
        return zone.roadsideUnits().stream().map(RoadsideUnit::stationId).collect(Collectors.toUnmodifiableSet());
    }

    /** Who connects from now on is looked up in another version of the zone. */
    public void activate(Zone next) {
        zone = next;
        roadsideUnits = stations(next);
    }

    public LinkLimits limits() {
        return limits;
    }

    public DeviceRates rates() {
        return rates;
    }

    public Stations stations() {
        return stations;
    }

    public DeviceEvents events() {
        return events;
    }

    /** What stations that send datagrams understand on the way down. */
    public Set<DownlinkMessage> datagramDownlink() {
        return datagramDownlink;
    }

    public String zoneName() {
        return zone.name();
    }

    /** Whether the station is a roadside unit of the zone. */
    public boolean isRoadsideUnit(long stationId) {
        return roadsideUnits.contains(stationId);
    }

    /** The roadside unit of the zone that somebody calls by its name in the zone, or by its station id in 16 hexadecimal digits. */
    public Optional<RoadsideUnit> findRoadsideUnit(String name) {
        return zone.roadsideUnits().stream()
                .filter(unit -> unit.id().equals(name)
                        || HexFormat.of().toHexDigits(unit.stationId()).equalsIgnoreCase(name))
                .findFirst();
    }
}
