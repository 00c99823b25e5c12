/**
 * Studies that are asked for now and made later, one after another. Plain Java: knows no framework and no face.
 */
package org.skiagraph.app.jobs;
