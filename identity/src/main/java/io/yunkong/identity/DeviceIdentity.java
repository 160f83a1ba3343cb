package io.yunkong.identity;

import io.yunkong.wire.DeviceKind;
import io.yunkong.wire.device.KindName;
import io.yunkong.wire.frame.DeviceId;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.bouncycastle.asn1.x500.RDN;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x500.style.IETFUtils;

/**
 * Who a device is and what it may speak as, as its certificate says: the subject's common name is the device id, each right is a subject
 * alternative name of type URI ({@code urn:yunkong:kind:onboard-unit}, {@code urn:yunkong:zone:longzi-lake}, {@code urn:yunkong:station:}
 * and 16 hexadecimal digits, {@code urn:yunkong:relay}). Only the issuer makes a certificate worth believing: see {@link DeviceTrust}.
 *
 * @param deviceId of the form {@link DeviceId#FORM}
 * @param kinds what the device may say it is, at least one, as {@link KindName} calls them in certificates
 * @param zones names of the zones it may speak in, at least one
 * @param stationIds the {@code id} its own messages may carry, as in {@code Hello.station_id}; empty = it has no messages of its own
 * @param relay whether it may also pass on messages of other stations, as a roadside unit does with the BSM it hears
 */
public record DeviceIdentity(
        String deviceId, Set<DeviceKind> kinds, Set<String> zones, Set<Long> stationIds, boolean relay) {
    /** Rights of one certificate at most, of every sort together; more are no identity. */
    public static final int RIGHTS_MAX = 64;

    static final String PREFIX = "urn:yunkong:";
    private static final String KIND = PREFIX + "kind:";
    private static final String ZONE = PREFIX + "zone:";
    private static final String STATION = PREFIX + "station:";
    private static final String RELAY = PREFIX + "relay";
    private static final Pattern ZONE_NAME = Pattern.compile("[a-z0-9][a-z0-9-]{0,63}");
    private static final Pattern STATION_ID = Pattern.compile("[0-9a-f]{16}");
    private static final int URI = 6; // GeneralName, RFC 5280 section 4.2.1.6

    /**
     * An identity.
     *
     * @throws IllegalArgumentException when a part is out of its range
     */
    public DeviceIdentity {
        kinds = Set.copyOf(kinds);
        zones = Set.copyOf(zones);
        stationIds = Set.copyOf(stationIds);
        if (!DeviceId.isUsable(deviceId)) {
            throw new IllegalArgumentException(
                    "device id not usable: length=" + deviceId.length() + ", expected 1 to 64 of A-Z a-z 0-9 . _ -");
        }
        if (kinds.isEmpty() || kinds.stream().anyMatch(kind -> KindName.of(kind).isEmpty())) {
            throw new IllegalArgumentException("device without a kind: device=" + deviceId);
        }
        if (zones.isEmpty()
                || zones.stream().anyMatch(zone -> !ZONE_NAME.matcher(zone).matches())) {
            throw new IllegalArgumentException("device without a usable zone name: device=" + deviceId);
        }
        if (stationIds.contains(0L)) {
            throw new IllegalArgumentException("station id zero: device=" + deviceId);
        }
        int rights = kinds.size() + zones.size() + stationIds.size();
        if (rights > RIGHTS_MAX) {
            throw new IllegalArgumentException(
                    "too many rights: device=" + deviceId + ", rights=" + rights + ", limit=" + RIGHTS_MAX);
        }
    }

    /**
     * Reads what a certificate says, whoever issued it. URIs of other schemes, and rights this release does not know, are ignored.
     *
     * @throws IdentityException when it names no device, no kind or no zone, or a right in a form that cannot be read
     */
    public static DeviceIdentity of(X509Certificate certificate) throws IdentityException {
        Set<DeviceKind> kinds = new HashSet<>();
        Set<String> zones = new HashSet<>();
        Set<Long> stations = new HashSet<>();
        boolean relay = false;
        for (String uri : uris(certificate)) {
            if (uri.startsWith(KIND)) {
                kinds.add(KindName.find(uri.substring(KIND.length()))
                        .orElseThrow(() -> new IdentityException("right not readable: right=kind")));
            } else if (uri.startsWith(ZONE)) {
                zones.add(uri.substring(ZONE.length()));
            } else if (uri.startsWith(STATION)) {
                stations.add(station(uri.substring(STATION.length())));
            } else if (uri.equals(RELAY)) {
                relay = true;
            }
        }
        try {
            return new DeviceIdentity(commonName(certificate), kinds, zones, stations, relay);
        } catch (IllegalArgumentException e) {
            throw new IdentityException(String.valueOf(e.getMessage()), e);
        }
    }

    /**
     * An identity from what people write.
     *
     * @param kinds such as {@code onboard-unit}
     * @param stationIds 16 hexadecimal digits each
     * @throws IdentityException when a part cannot be read or is out of its range
     */
    public static DeviceIdentity of(
            String deviceId,
            Collection<String> kinds,
            Collection<String> zones,
            Collection<String> stationIds,
            boolean relay)
            throws IdentityException {
        Set<DeviceKind> known = new HashSet<>();
        for (String name : kinds) {
            known.add(KindName.find(name)
                    .orElseThrow(
                            () -> new IdentityException("unknown kind: kind=" + name + ", known=" + KindName.all())));
        }
        Set<Long> stations = new HashSet<>();
        for (String hex : stationIds) {
            stations.add(station(hex.toLowerCase(Locale.ROOT)));
        }
        try {
            return new DeviceIdentity(deviceId, known, new HashSet<>(zones), stations, relay);
        } catch (IllegalArgumentException e) {
            throw new IdentityException(String.valueOf(e.getMessage()), e);
        }
    }

    /** The kinds as people write them, in a fixed order. */
    public List<String> kindNames() {
        return kinds.stream().map(KindName::of).sorted().toList();
    }

    /** The station ids as 16 hexadecimal digits each, in a fixed order. */
    public List<String> stationNames() {
        return stationIds.stream().map(DeviceIdentity::hex).sorted().toList();
    }

    /** What registers a device of this identity: the arguments of {@code v2x device add}. */
    public String registration() {
        return deviceId + " --kind " + String.join(",", kindNames()) + " --zone "
                + String.join(",", zones.stream().sorted().toList())
                + (stationIds.isEmpty() ? "" : " --station " + String.join(",", stationNames()))
                + (relay ? " --relay" : "");
    }

    /** The rights as URIs, in a fixed order: what {@link #of} reads. */
    public List<String> uris() {
        List<String> uris = new ArrayList<>();
        kindNames().forEach(kind -> uris.add(KIND + kind));
        zones.stream().sorted().forEach(zone -> uris.add(ZONE + zone));
        stationNames().forEach(station -> uris.add(STATION + station));
        if (relay) {
            uris.add(RELAY);
        }
        return List.copyOf(uris);
    }

    /** A station id as 16 hexadecimal digits. */
    public static String hex(long stationId) {
        return String.format(Locale.ROOT, "%016x", stationId);
    }

    /** The station id of 16 hexadecimal digits, lower case. */
    static long station(String hex) throws IdentityException {
        if (!STATION_ID.matcher(hex).matches()) {
            throw new IdentityException("station id not readable: length=" + hex.length() + ", expected 16 hex digits");
        }
        return Long.parseUnsignedLong(hex, 16);
    }

    private static List<String> uris(X509Certificate certificate) throws IdentityException {
        Collection<List<?>> names;
        try {
            names = certificate.getSubjectAlternativeNames();
        } catch (CertificateParsingException e) {
            throw new IdentityException("alternative names not readable", e);
        }
        if (names == null) {
            return List.of();
        }
        List<String> uris = names.stream()
                .filter(name -> name.get(0) instanceof Integer type && type == URI)
                .map(name -> (String) name.get(1))
                .toList();
        if (uris.size() > RIGHTS_MAX) {
            throw new IdentityException("too many rights: rights=" + uris.size() + ", limit=" + RIGHTS_MAX);
        }
        return uris;
    }

    private static String commonName(X509Certificate certificate) throws IdentityException {
        RDN[] names = X500Name.getInstance(certificate.getSubjectX500Principal().getEncoded())
                .getRDNs(BCStyle.CN);
        if (names.length != 1 || names[0].isMultiValued()) {
            throw new IdentityException("no common name: count=" + names.length + ", expected 1");
        }
        return IETFUtils.valueToString(names[0].getFirst().getValue());
    }
}
