/** Interchange media (PS3.10, PS3.11 Annex D): folders of files, with a DICOMDIR or without. */
package org.skiagraph.dicom.media;
