package io.yunkong.map.warn;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * What is known of one parameter, a component of type double or int in a record of parameters; {@link ParameterSheet} reads it. The range is
 * [min, max] or (above, max], whichever of the two is given.
 */
@Target(ElementType.RECORD_COMPONENT)
@Retention(RetentionPolicy.RUNTIME)
@interface Parameter {
    /** Its value where a zone says nothing. */
    double standard();

    double min() default Double.NaN;

    double above() default Double.NaN;

    double max();

    /** A component of the same record that this one must not exceed, e.g. "timeMaxS"; empty = none. */
    String atMost() default "";

    /** As people write it, e.g. "m/s2"; the component's name ends in it (Mps2). Empty = a pure number. */
    String unit() default "";

    /** What it does, in the field's words. */
    String about();
}
