/** Whether a file is what we write: for whoever takes files in. */
package org.skiagraph.dicom.verification;
