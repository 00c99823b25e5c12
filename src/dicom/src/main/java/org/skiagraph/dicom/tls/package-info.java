/** TLS as DICOM and web peers want it: PEM files in, contexts and reasons out (PS3.15 B.9 to B.12). */
package org.skiagraph.dicom.tls;
