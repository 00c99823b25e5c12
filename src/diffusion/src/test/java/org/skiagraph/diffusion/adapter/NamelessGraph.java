package org.skiagraph.diffusion.adapter;

import com.google.protobuf.ByteString;
import com.google.protobuf.CodedInputStream;
import com.google.protobuf.CodedOutputStream;
import com.google.protobuf.WireFormat;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Takes away the names of nodes, as exporters and optimisers do that fold module paths; tensors keep theirs. */
@SuppressWarnings("deprecation")
final class NamelessGraph {
    // ModelProto.graph, GraphProto.node, NodeProto.name
    private static final List<Integer> PATH = List.of(7, 1, 3);

    private NamelessGraph() {}

    static void strip(Path model) throws IOException {
        Files.write(model, without(ByteString.copyFrom(Files.readAllBytes(model)), 0));
    }

    private static byte[] without(ByteString message, int depth) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        CodedOutputStream out = CodedOutputStream.newInstance(bytes);
        CodedInputStream in = message.newCodedInput();
        for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
            int field = WireFormat.getTagFieldNumber(tag);
            if (field != PATH.get(depth)) {
                in.skipField(tag, out);
            } else if (depth == PATH.size() - 1) {
                in.skipField(tag);
            } else {
                out.writeByteArray(field, without(in.readBytes(), depth + 1));
            }
        }
        out.flush();
        return bytes.toByteArray();
    }
}
