/** From stored values to pictures as they are shown (PS3.3 C.7.6.3, C.11). */
package org.skiagraph.dicom.source.internal;
