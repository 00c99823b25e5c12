/** Writing, reading and sending DICOM; the only importer of the DICOM toolkit. */
package org.skiagraph.dicom;
