/** Warnings to the station they are for, each once, with a record of what became of them. */
@NullMarked
package io.yunkong.edge.downlink;

import org.jspecify.annotations.NullMarked;
