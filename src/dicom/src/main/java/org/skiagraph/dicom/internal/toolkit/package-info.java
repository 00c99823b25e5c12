/**
 * The DICOM toolkit behind one door. Only this package and {@code network.internal} import it; everything else speaks the
 * DICOM JSON Model. See deploy/decisions/0003-dicom-toolkit.md.
 */
package org.skiagraph.dicom.internal.toolkit;
