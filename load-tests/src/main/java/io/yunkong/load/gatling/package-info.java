/** Gatling on one side, the session protocol on the other: the only package that sees Gatling's internal (Scala) types. */
@NullMarked
package io.yunkong.load.gatling;

import org.jspecify.annotations.NullMarked;
