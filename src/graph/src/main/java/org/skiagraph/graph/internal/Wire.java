package org.skiagraph.graph.internal;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.InvalidProtocolBufferException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.skiagraph.domain.Rejected;

/** Protobuf pieces, read with bounds. */
final class Wire {
    private Wire() {}

    /** Reads a length-delimited message and insists that the reader stops exactly at its end. */
    static void message(CodedInputStream in, Part reader) throws IOException {
        int outer = in.pushLimit(in.readRawVarint32());
        reader.read(in);
        in.checkLastTagWas(0);
        if (!in.isAtEnd()) {
            throw new InvalidProtocolBufferException("a message ends before its length");
        }
        in.popLimit(outer);
    }

    static String text(CodedInputStream in, Path model) throws IOException {
        int length = in.readRawVarint32();
        if (length < 0 || length > Limits.NAME_BYTES) {
            throw new Rejected(model.toString(), "a name in it has " + length + " bytes", "Export the model again");
        }
        return new String(in.readRawBytes(length), StandardCharsets.UTF_8);
    }

    static void skip(CodedInputStream in, int tag) throws IOException {
        if (!in.skipField(tag)) {
            throw new InvalidProtocolBufferException("a group ends that never began");
        }
    }

    /** Reads one message. */
    interface Part {
        void read(CodedInputStream in) throws IOException;
    }
}
