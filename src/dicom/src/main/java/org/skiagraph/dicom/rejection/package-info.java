/** Rejection notes (IHE RAD TF-2 4.66, "IOCM"): telling a PACS that instances must not be used. */
package org.skiagraph.dicom.rejection;
