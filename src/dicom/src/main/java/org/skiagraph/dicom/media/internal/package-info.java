/** Folders and directory records. */
package org.skiagraph.dicom.media.internal;
