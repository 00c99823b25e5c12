/**
 * Many studies that were asked for at once, with the truth about each. Plain Java over {@code app.studies}: knows no
 * framework and no command line. {@link CohortService} is the door.
 */
package org.skiagraph.app.cohorts;
