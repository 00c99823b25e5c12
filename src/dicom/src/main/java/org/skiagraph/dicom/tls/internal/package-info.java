/** PEM files, contexts and the reasons why a handshake fails. */
package org.skiagraph.dicom.tls.internal;
