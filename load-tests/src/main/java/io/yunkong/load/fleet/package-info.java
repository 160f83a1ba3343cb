/** What drives and connects in a load test: vehicles and a roadside unit by their timetables, good ones and rogues, storms. */
@NullMarked
package io.yunkong.load.fleet;

import org.jspecify.annotations.NullMarked;
