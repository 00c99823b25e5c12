package org.skiagraph.graph.internal;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.WireFormat;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.skiagraph.domain.Rejected;

/** Walks TensorProto: its shape must be sane, and its external data must be where it says. */
final class TensorReader {
    // Field numbers of TensorProto and StringStringEntryProto.
    private static final int DIMS = 1;
    private static final int NAME = 8;
    private static final int EXTERNAL_DATA = 13;
    private static final int KEY = 1;
    private static final int VALUE = 2;

    private final Path model;
    private final ExternalData external;

    TensorReader(Path model, ExternalData external) {
        this.model = model;
        this.external = external;
    }

    /** @return the tensor's name */
    String read(CodedInputStream in) throws IOException {
        String name = "";
        Elements elements = new Elements();
        Map<String, String> location = new HashMap<>();
        for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
            switch (WireFormat.getTagFieldNumber(tag)) {
                case DIMS -> dims(in, tag, elements);
                case NAME -> name = Wire.text(in, model);
                case EXTERNAL_DATA -> Wire.message(in, nested -> entry(nested, location, model));
                default -> Wire.skip(in, tag);
            }
        }
        if (!location.isEmpty()) {
            external.check(name, location);
        }
        return name;
    }

    /** Both encodings of a repeated int64: one by one, and packed. */
    private void dims(CodedInputStream in, int tag, Elements elements) throws IOException {
        if (WireFormat.getTagWireType(tag) == WireFormat.WIRETYPE_VARINT) {
            elements.axis(in.readInt64());
            return;
        }
        int outer = in.pushLimit(in.readRawVarint32());
        while (!in.isAtEnd()) {
            elements.axis(in.readInt64());
        }
        in.popLimit(outer);
    }

    /** A StringStringEntryProto, such as one of TensorProto.external_data: location, offset or length. */
    static void entry(CodedInputStream in, Map<String, String> into, Path model) throws IOException {
        String key = "";
        String value = "";
        for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
            switch (WireFormat.getTagFieldNumber(tag)) {
                case KEY -> key = Wire.text(in, model);
                case VALUE -> value = Wire.text(in, model);
                default -> Wire.skip(in, tag);
            }
        }
        into.put(key, value);
    }

    /** The number of elements so far; refuses shapes that no memory holds. */
    private final class Elements {
        private long count = 1;
        private int axes;

        void axis(long size) {
            boolean absurd = size < 0 || ++axes > Limits.AXES || Math.multiplyHigh(count, size) != 0;
            count *= size;
            if (absurd || count < 0) {
                throw new Rejected(model.toString(), "a tensor in it has an absurd shape", "Export the model again");
            }
        }
    }
}
