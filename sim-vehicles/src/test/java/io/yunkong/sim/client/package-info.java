@NullMarked
package io.yunkong.sim.client;

import org.jspecify.annotations.NullMarked;
