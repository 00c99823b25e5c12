/** Requests, answers and what they mean. */
package org.skiagraph.dicom.web.internal;
