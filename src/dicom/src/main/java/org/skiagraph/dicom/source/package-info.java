/**
 * The one door to other people's images. What comes through it are pixels and lengths; no type here can hold a text or a
 * UID, so that nothing of a patient can get further.
 */
package org.skiagraph.dicom.source;
