/** Segmentation objects (PS3.3 A.51): where in an image of ours a finding was painted. */
package org.skiagraph.dicom.segmentation;
