package io.yunkong.map.warn;

import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a record of parameters says of itself by {@link Parameter}: names, standard values, ranges. Everything that is said of a parameter
 * elsewhere (what a zone may set, evidence, docs/parameters.md) comes from here. Immutable.
 *
 * @param <P> a record with a {@link Parameter} on each of its components, double or int
 */
final class ParameterSheet<P extends Record> {
    private final Class<P> type;
    private final List<DeclaredParameter> parameters = new ArrayList<>();

    private ParameterSheet(Class<P> type) {
        this.type = type;
        for (RecordComponent component : type.getRecordComponents()) {
            parameters.add(declared(component));
        }
        for (DeclaredParameter parameter : parameters) {
            if (!parameter.atMost().isEmpty() && named(parameter.atMost()).isEmpty()) {
                throw new IllegalArgumentException(
                        "limit unknown: name=" + parameter.name() + ", limit=" + parameter.atMost());
            }
            findContradiction(parameter.name(), Map.of()).ifPresent(ParameterSheet::refuse);
        }
    }

    static <P extends Record> ParameterSheet<P> of(Class<P> type) {
        return new ParameterSheet<>(type);
    }

    /**
     * The values of a record by their names.
     *
     * @throws IllegalArgumentException when one is out of its range
     */
    static SortedMap<String, Double> values(Record record) {
        SortedMap<String, Double> values = new TreeMap<>();
        for (RecordComponent component : record.getClass().getRecordComponents()) {
            DeclaredParameter parameter = declared(component);
            double value = value(component, record);
            parameter.findDefect(value).ifPresent(ParameterSheet::refuse);
            values.put(parameter.name(), value);
        }
        return Collections.unmodifiableSortedMap(values);
    }

    /** In the order of the record. */
    List<DeclaredParameter> parameters() {
        return Collections.unmodifiableList(parameters);
    }

    /**
     * The record with these values and else the standard ones.
     *
     * @param values by name
     * @throws IllegalArgumentException when a name is unknown, a value out of its range, or two of them contradict each other
     */
    P with(Map<String, Double> values) {
        values.forEach((name, value) -> findDefect(name, value).ifPresent(ParameterSheet::refuse));
        values.keySet().forEach(name -> findContradiction(name, values).ifPresent(ParameterSheet::refuse));
        Object[] arguments = parameters.stream()
                .map(parameter -> {
                    double value = values.getOrDefault(parameter.name(), parameter.standard());
                    return parameter.whole() ? (Object) (int) value : (Object) value;
                })
                .toArray();
        return make(type, arguments);
    }

    /** Why there cannot be this value under this name; empty when there can. */
    Optional<String> findDefect(String name, double value) {
        return named(name)
                .map(parameter -> parameter.findDefect(value))
                .orElseGet(() -> Optional.of("parameter unknown: name=" + name + ", known="
                        + parameters.stream().map(DeclaredParameter::name).toList()));
    }

    /**
     * Why a parameter cannot go together with another; empty when it goes with all of them.
     *
     * @param values by name, each without a defect of its own; of others the standard value counts
     */
    Optional<String> findContradiction(String name, Map<String, Double> values) {
        return parameters.stream()
                .filter(parameter -> !parameter.atMost().isEmpty())
                .filter(parameter ->
                        parameter.name().equals(name) || parameter.atMost().equals(name))
                .flatMap(parameter ->
                        parameter
                                .findContradiction(value(parameter.name(), values), value(parameter.atMost(), values))
                                .stream())
                .findFirst();
    }

    private double value(String name, Map<String, Double> values) {
        return values.getOrDefault(name, named(name).orElseThrow().standard());
    }

    private Optional<DeclaredParameter> named(String name) {
        return parameters.stream()
                .filter(parameter -> parameter.name().equals(name))
                .findFirst();
    }

    private static void refuse(String defect) {
        throw new IllegalArgumentException(defect + "; refused");
    }

    /** A record of what its components are to be. */
    static <R extends Record> R make(Class<R> type, Object[] components) {
        Class<?>[] types = Arrays.stream(type.getRecordComponents())
                .map(RecordComponent::getType)
                .toArray(Class<?>[]::new);
        try {
            return type.getDeclaredConstructor(types).newInstance(components);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(
                    "a record of parameters is visible in its package and checks nothing itself", e);
        }
    }

    /** As a component's name is written in files: timeMaxS, time_max_s. */
    static String snakeCase(String name) {
        return name.replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT);
    }

    private static DeclaredParameter declared(RecordComponent component) {
        Parameter said = component.getAnnotation(Parameter.class);
        boolean whole = component.getType() == int.class;
        if (said == null || !(whole || component.getType() == double.class)) {
            throw new IllegalArgumentException(
                    "no parameter: component=" + component + ", limit=double or int with @Parameter");
        }
        if (Double.isNaN(said.min()) == Double.isNaN(said.above())) {
            throw new IllegalArgumentException(
                    "range unclear: component=" + component + ", limit=one of min and above");
        }
        String name = snakeCase(component.getName());
        if (!said.unit().isEmpty() && !name.endsWith("_" + said.unit().replace('/', 'p'))) {
            throw new IllegalArgumentException(
                    "name without its unit: component=" + component + ", unit=" + said.unit());
        }
        boolean lowIncluded = Double.isNaN(said.above());
        DeclaredParameter parameter = new DeclaredParameter(
                name,
                whole,
                said.standard(),
                lowIncluded ? said.min() : said.above(),
                lowIncluded,
                said.max(),
                snakeCase(said.atMost()),
                said.unit(),
                said.about());
        parameter.findDefect(said.standard()).ifPresent(ParameterSheet::refuse);
        return parameter;
    }

    private static double value(RecordComponent component, Record record) {
        try {
            return ((Number) component.getAccessor().invoke(record)).doubleValue();
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("a record of parameters is visible in its package", e);
        }
    }
}
