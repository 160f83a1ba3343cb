package io.yunkong.edge.link;

import io.yunkong.edge.link.station.Stations;
import io.yunkong.map.road.RoadsideUnit;
import io.yunkong.map.road.Zone;
import io.yunkong.wire.DownlinkMessage;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Set;

/** What all device links of an edge share. Safe for use by any thread. */
public final class Devices {
    private final LinkLimits limits;
    private final Stations stations;
    private final DeviceEvents events;
    private final Set<DownlinkMessage> datagramDownlink;
    private final DeviceRates rates;
    private volatile Zone zone;

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
    }

    /** Who connects from now on is looked up in another version of the zone. */
    public void activate(Zone next) {
        zone = next;
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
        return zone.roadsideUnits().stream().anyMatch(unit -> unit.stationId() == stationId);
    }

    /** The roadside unit of the zone that somebody calls by its name in the zone, or by its station id in 16 hexadecimal digits. */
    public Optional<RoadsideUnit> findRoadsideUnit(String name) {
        return zone.roadsideUnits().stream()
                .filter(unit -> unit.id().equals(name)
                        || HexFormat.of().toHexDigits(unit.stationId()).equalsIgnoreCase(name))
                .findFirst();
    }
}
