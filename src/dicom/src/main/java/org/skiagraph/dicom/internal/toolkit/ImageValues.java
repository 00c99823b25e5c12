package org.skiagraph.dicom.internal.toolkit;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.aoju.bus.image.galaxy.data.Attributes;
import org.aoju.bus.image.galaxy.data.Fragments;
import org.aoju.bus.image.galaxy.data.Sequence;
import org.aoju.bus.image.galaxy.data.VR;
import org.aoju.bus.image.galaxy.io.ImageInputHandler;
import org.aoju.bus.image.galaxy.io.ImageInputStream;

/** Takes the wanted values out of a stream and skips the others. Whatever a file says of itself, memory is bounded. */
final class ImageValues implements ImageInputHandler {
    private static final int PIXEL_DATA = 0x7FE00010;
    private static final int UNDEFINED = -1;
    /** The longest table has 65536 words. */
    private static final long LONGEST_VALUE = 1 << 18;

    private static final long MOST_KEPT = 64L << 20;

    private static final long MOST_FRAGMENT_BYTES = 256L << 20;
    private static final int MOST_FRAGMENTS = 100_000;
    private static final int MOST_ITEMS = 100_000;
    private static final int DEEPEST = 32;
    /** Of the dataset once inflated. */
    private static final long LARGEST_DATASET = 4L << 30;

    private final ImageFile.Wanted wanted;
    private final Set<Integer> tags;
    private final List<byte[]> fragments = new ArrayList<>();
    private byte[] pixels = new byte[0];
    private boolean inPixelData;
    private long fragmentBytes;
    private int items;
    private long kept;
    private int depth;

    ImageValues(ImageFile.Wanted wanted) {
        this.wanted = wanted;
        this.tags = wanted.tags().stream()
                .map(tag -> Integer.parseUnsignedInt(tag, 16))
                .collect(Collectors.toSet());
    }

    byte[] pixels() {
        return pixels;
    }

    List<byte[]> fragments() {
        return fragments;
    }

    @Override
    public void readValue(ImageInputStream in, Attributes attributes) throws IOException {
        if (in.tag() == PIXEL_DATA && depth == 0) {
            pixelData(in, attributes);
        } else if (in.length() == UNDEFINED) {
            in.readValue(in, isWanted(in) ? attributes : new Attributes());
        } else if (isWanted(in) && (in.vr() == VR.SQ || length(in) <= LONGEST_VALUE)) {
            kept += in.vr() == VR.SQ ? 0 : length(in);
            if (kept > MOST_KEPT) {
                throw new IOException("over " + MOST_KEPT + " bytes beside the pixels");
            }
            in.readValue(in, attributes);
        } else {
            skip(in, length(in));
        }
    }

    @Override
    public void readValue(ImageInputStream in, Sequence sequence) throws IOException {
        items++;
        depth++;
        if (items > MOST_ITEMS || depth > DEEPEST) {
            throw new IOException("more than " + MOST_ITEMS + " items, or more than " + DEEPEST + " in one another");
        }
        in.readValue(in, sequence);
        depth--;
    }

    @Override
    public void readValue(ImageInputStream in, Fragments toolkits) throws IOException {
        if (!inPixelData) {
            skip(in, length(in));
            return;
        }
        fragmentBytes += length(in);
        if (fragmentBytes > MOST_FRAGMENT_BYTES || fragments.size() > MOST_FRAGMENTS) {
            throw new IOException("over " + MOST_FRAGMENT_BYTES + " bytes of compressed pixels");
        }
        fragments.add(in.length() == 0 ? new byte[0] : in.readValue());
    }

    @Override
    public void startDataset(ImageInputStream in) {}

    @Override
    public void endDataset(ImageInputStream in) {}

    private boolean isWanted(ImageInputStream in) {
        return tags.contains(in.tag());
    }

    private void pixelData(ImageInputStream in, Attributes attributes) throws IOException {
        long frameBytes = wanted.frameBytes().applyAsLong(new ImageHeader(attributes));
        if (in.length() == UNDEFINED) {
            inPixelData = true;
            in.readValue(in, attributes);
            inPixelData = false;
            return;
        }
        long before = wanted.frame() * frameBytes;
        long behind = length(in) - before - frameBytes;
        if (behind < 0) {
            throw new IOException("the pixels end before the frame does");
        }
        skip(in, before);
        pixels = new byte[Math.toIntExact(frameBytes)];
        in.readFully(pixels);
        skip(in, behind);
    }

    private static long length(ImageInputStream in) {
        return Integer.toUnsignedLong(in.length());
    }

    private static void skip(ImageInputStream in, long bytes) throws IOException {
        if (in.getPosition() + bytes > LARGEST_DATASET) {
            throw new IOException("over " + LARGEST_DATASET + " bytes");
        }
        in.skipFully(bytes);
    }
}
