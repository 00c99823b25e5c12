/** HTTP, and what comes over it. */
package org.skiagraph.dicom.source.web.internal;
