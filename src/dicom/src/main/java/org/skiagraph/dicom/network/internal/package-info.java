/** The toolkit's associations, and what is done over them. */
package org.skiagraph.dicom.network.internal;
