/**
 * Studies that are asked for now and made later, one after another, out of the outbox. Plain Java: knows no framework and no face.
 */
package org.skiagraph.app.jobs;
