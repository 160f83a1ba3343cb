/** What an edge counts, and the snapshot it shows. Every counter has one writing thread. */
@NullMarked
package io.yunkong.edge.statistics;

import org.jspecify.annotations.NullMarked;
