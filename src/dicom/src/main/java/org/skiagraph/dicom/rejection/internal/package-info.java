/** The dataset of a note. */
package org.skiagraph.dicom.rejection.internal;
