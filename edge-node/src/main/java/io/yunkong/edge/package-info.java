/** The edge node: links to devices, the local fast path to warnings, and the link to the cloud. */
@NullMarked
package io.yunkong.edge;

import org.jspecify.annotations.NullMarked;
