/** The v2x command: reads flags and files, wires the modules, prints results. The only package that sees every module. */
@NullMarked
package io.yunkong.cli;

import org.jspecify.annotations.NullMarked;
