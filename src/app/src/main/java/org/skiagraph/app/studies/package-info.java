/**
 * The main job in plain Java: a checked request becomes a study on disk, and a study on disk reaches a PACS. Knows no
 * framework and no command line.
 */
package org.skiagraph.app.studies;
