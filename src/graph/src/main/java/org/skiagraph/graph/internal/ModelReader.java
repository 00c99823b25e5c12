package org.skiagraph.graph.internal;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.WireFormat;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.skiagraph.domain.Rejected;
import org.skiagraph.domain.Retryable;
import org.skiagraph.graph.GraphSummary;

/**
 * Walks the protobuf of a model (onnx.proto: ModelProto) as a stream. Weights are skipped, not read into memory, so a
 * hostile length costs nothing and a model of gigabytes little.
 */
public final class ModelReader {
    // Field numbers of ModelProto and OperatorSetIdProto.
    private static final int IR_VERSION = 1;
    private static final int PRODUCER_NAME = 2;
    private static final int GRAPH = 7;
    private static final int OPSET_IMPORT = 8;
    private static final int METADATA_PROPS = 14;
    private static final int OPSET_DOMAIN = 1;
    private static final int OPSET_VERSION = 2;

    private final Path model;
    private final GraphReader graph;
    private long irVersion;
    private String producer = "";
    private long opset;
    private long metadataBytes;
    private boolean hasGraph;

    private ModelReader(Path model) {
        this.model = model;
        this.graph = new GraphReader(model);
    }

    public static GraphSummary read(Path model) {
        try (InputStream in = new BufferedInputStream(Files.newInputStream(model), 1 << 16)) {
            return new ModelReader(model).read(in);
        } catch (NoSuchFileException e) {
            throw new Rejected(model.toString(), "there is no such file", "Export the graph to this place", e);
        } catch (InvalidProtocolBufferException e) {
            throw new Rejected(model.toString(), "it is truncated or not an ONNX file", "Copy or export it again", e);
        } catch (IOException e) {
            throw new Retryable(model.toString(), "it cannot be read", "Check the file's permissions and the disk", e);
        }
    }

    private GraphSummary read(InputStream stream) throws IOException {
        CodedInputStream in = CodedInputStream.newInstance(stream);
        in.setSizeLimit(Integer.MAX_VALUE);
        for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
            field(in, tag);
        }
        if (irVersion <= 0 || opset <= 0 || !hasGraph) {
            throw new Rejected(
                    model.toString(), "it lacks an IR version, an opset or a graph", "Export it as an ONNX model");
        }
        return new GraphSummary(
                irVersion,
                producer,
                opset,
                graph.nodes(),
                graph.initializers(),
                graph.inputs(),
                graph.outputs(),
                graph.external().files());
    }

    private void field(CodedInputStream in, int tag) throws IOException {
        switch (WireFormat.getTagFieldNumber(tag)) {
            case IR_VERSION -> irVersion = in.readInt64();
            case PRODUCER_NAME -> producer = Wire.text(in, model);
            case OPSET_IMPORT -> Wire.message(in, this::opset);
            case GRAPH -> {
                hasGraph = true;
                Wire.message(in, graph::read);
            }
            case METADATA_PROPS -> metadata(in);
            default -> Wire.skip(in, tag);
        }
    }

    private void opset(CodedInputStream in) throws IOException {
        String domain = "";
        long version = 0;
        for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
            switch (WireFormat.getTagFieldNumber(tag)) {
                case OPSET_DOMAIN -> domain = Wire.text(in, model);
                case OPSET_VERSION -> version = in.readInt64();
                default -> Wire.skip(in, tag);
            }
        }
        if (domain.isEmpty() || domain.equals("ai.onnx")) {
            opset = version;
        }
    }

    private void metadata(CodedInputStream in) throws IOException {
        int length = in.readRawVarint32();
        metadataBytes += length;
        if (length < 0 || metadataBytes > Limits.METADATA_BYTES) {
            throw new Rejected(
                    model.toString(),
                    "its metadata is larger than " + Limits.METADATA_BYTES + " bytes",
                    "Remove the metadata, or export the model again");
        }
        in.skipRawBytes(length);
    }
}
