/** STOW-RS as a user (PS3.18 10.5). */
package org.skiagraph.dicom.web;
