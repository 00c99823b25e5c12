package org.skiagraph.dicom.source;

import org.skiagraph.domain.Image;

/**
 * What is taken of a source image for editing.
 *
 * @param pixels 0 is black and 1 is white as the file's own window shows them; one channel where the file is grey
 * @param geometry how large its pixels are, and where it lies
 */
public record SourceImage(Image pixels, SourceGeometry geometry) {}
