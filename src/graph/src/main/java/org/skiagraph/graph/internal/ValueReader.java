package org.skiagraph.graph.internal;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.WireFormat;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.skiagraph.graph.ElementType;
import org.skiagraph.graph.TensorInfo;

/** Walks ValueInfoProto: name, element type and shape of an input or output. */
final class ValueReader {
    // Field numbers of ValueInfoProto, TypeProto, TypeProto.Tensor, TensorShapeProto and its Dimension.
    private static final int NAME = 1;
    private static final int TYPE = 2;
    private static final int TENSOR_TYPE = 1;
    private static final int ELEMENT_TYPE = 1;
    private static final int SHAPE = 2;
    private static final int DIMENSION = 1;
    private static final int DIMENSION_VALUE = 1;

    private final Path model;

    ValueReader(Path model) {
        this.model = model;
    }

    TensorInfo read(CodedInputStream in) throws IOException {
        Declared declared = new Declared();
        for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
            switch (WireFormat.getTagFieldNumber(tag)) {
                case NAME -> declared.name = Wire.text(in, model);
                case TYPE -> Wire.message(in, nested -> type(nested, declared));
                default -> Wire.skip(in, tag);
            }
        }
        return new TensorInfo(declared.name, declared.type, declared.shape);
    }

    private static void type(CodedInputStream in, Declared into) throws IOException {
        for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
            if (WireFormat.getTagFieldNumber(tag) == TENSOR_TYPE) {
                Wire.message(in, nested -> tensor(nested, into));
            } else {
                Wire.skip(in, tag);
            }
        }
    }

    private static void tensor(CodedInputStream in, Declared into) throws IOException {
        for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
            switch (WireFormat.getTagFieldNumber(tag)) {
                case ELEMENT_TYPE -> into.type = elementType(in.readInt32());
                case SHAPE -> Wire.message(in, nested -> shape(nested, into.shape));
                default -> Wire.skip(in, tag);
            }
        }
    }

    /** TensorProto.DataType; types that no diffusion graph uses are refused when the session is opened. */
    private static ElementType elementType(int number) {
        return switch (number) {
            case 6 -> ElementType.INT32;
            case 7 -> ElementType.INT64;
            case 9 -> ElementType.BOOL;
            case 10 -> ElementType.FLOAT16;
            case 11 -> ElementType.DOUBLE;
            case 16 -> ElementType.BFLOAT16;
            default -> ElementType.FLOAT;
        };
    }

    private static void shape(CodedInputStream in, List<Long> into) throws IOException {
        for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
            if (WireFormat.getTagFieldNumber(tag) == DIMENSION) {
                Wire.message(in, nested -> into.add(dimension(nested)));
            } else {
                Wire.skip(in, tag);
            }
        }
    }

    /** The size, or -1 where it is named or left open. */
    private static long dimension(CodedInputStream in) throws IOException {
        long size = -1;
        for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
            if (WireFormat.getTagFieldNumber(tag) == DIMENSION_VALUE) {
                size = in.readInt64();
            } else {
                Wire.skip(in, tag);
            }
        }
        return size > 0 ? size : -1;
    }

    /** What has been read so far. */
    private static final class Declared {
        private String name = "";
        private ElementType type = ElementType.FLOAT;
        private final List<Long> shape = new ArrayList<>();
    }
}
