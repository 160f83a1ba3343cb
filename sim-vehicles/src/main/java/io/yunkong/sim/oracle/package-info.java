/** Ground truth: which conflicts there were, and whether the platform warned of them. Knows nothing of the platform's own logic. */
@NullMarked
package io.yunkong.sim.oracle;

import org.jspecify.annotations.NullMarked;
