/** Who may connect: identities in certificates, whom to trust, the authority that signs, and how a device gets and renews its certificate. */
@NullMarked
package io.yunkong.identity;

import org.jspecify.annotations.NullMarked;
