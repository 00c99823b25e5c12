package org.skiagraph.graph.internal;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.platform.Fp16Conversions;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.IntBuffer;
import java.nio.LongBuffer;
import java.nio.ShortBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntFunction;
import org.skiagraph.domain.Rejected;
import org.skiagraph.graph.ElementType;
import org.skiagraph.graph.Tensor;
import org.skiagraph.graph.TensorInfo;

/** Element types on both sides of the native border, and the way across. */
final class Elements {
    private Elements() {}

    static TensorInfo describe(String name, NodeInfo info, Path model) {
        if (!(info.getInfo() instanceof ai.onnxruntime.TensorInfo tensor)) {
            throw new Rejected(model + " " + name, "it is a sequence or a map", "Export the graph with tensors only");
        }
        List<Long> shape = Arrays.stream(tensor.getShape()).boxed().toList();
        return new TensorInfo(name, type(tensor, name, model), shape);
    }

    private static ElementType type(ai.onnxruntime.TensorInfo tensor, String name, Path model) {
        return switch (tensor.type) {
            case FLOAT -> ElementType.FLOAT;
            case FLOAT16 -> ElementType.FLOAT16;
            case BFLOAT16 -> ElementType.BFLOAT16;
            case DOUBLE -> ElementType.DOUBLE;
            case INT32 -> ElementType.INT32;
            case INT64 -> ElementType.INT64;
            case BOOL -> ElementType.BOOL;
            default ->
                throw new Rejected(
                        model + " " + name,
                        "its elements are of type " + tensor.type,
                        "Export it with float, float16, int32, int64 or bool");
        };
    }

    static OnnxTensor toNative(OrtEnvironment environment, TensorInfo declared, Tensor given, long[] shape)
            throws OrtException {
        int size = Tensor.size(shape);
        switch (declared.type()) {
            case FLOAT -> {
                return OnnxTensor.createTensor(environment, floats(given, size), shape);
            }
            case FLOAT16 -> {
                ShortBuffer halves = shorts(given, size, Fp16Conversions::floatToFp16);
                return OnnxTensor.createTensor(environment, halves, shape, OnnxJavaType.FLOAT16);
            }
            case BFLOAT16 -> {
                ShortBuffer brains = shorts(given, size, Fp16Conversions::floatToBf16);
                return OnnxTensor.createTensor(environment, brains, shape, OnnxJavaType.BFLOAT16);
            }
            case DOUBLE -> {
                java.nio.DoubleBuffer doubles = direct(size, 8).asDoubleBuffer();
                for (int i = 0; i < size; i++) {
                    doubles.put(i, real(given, i));
                }
                return OnnxTensor.createTensor(environment, doubles, shape);
            }
            case INT32 -> {
                IntBuffer ints = direct(size, 4).asIntBuffer();
                for (int i = 0; i < size; i++) {
                    ints.put(i, Math.toIntExact(whole(given, i)));
                }
                return OnnxTensor.createTensor(environment, ints, shape);
            }
            case INT64 -> {
                LongBuffer longs = direct(size, 8).asLongBuffer();
                for (int i = 0; i < size; i++) {
                    longs.put(i, whole(given, i));
                }
                return OnnxTensor.createTensor(environment, longs, shape);
            }
            case BOOL -> {
                ByteBuffer bytes = direct(size, 1);
                for (int i = 0; i < size; i++) {
                    bytes.put(i, (byte) (whole(given, i) == 0 ? 0 : 1));
                }
                return OnnxTensor.createTensor(environment, bytes, shape, OnnxJavaType.BOOL);
            }
        }
        throw new IllegalStateException(declared.type().toString());
    }

    private static ByteBuffer direct(int size, int bytes) {
        return ByteBuffer.allocateDirect(Math.multiplyExact(size, bytes)).order(ByteOrder.nativeOrder());
    }

    private static FloatBuffer floats(Tensor given, int size) {
        FloatBuffer floats = direct(size, 4).asFloatBuffer();
        if (given instanceof Tensor.Floats reals) {
            floats.put(reals.values()).rewind();
        } else {
            for (int i = 0; i < size; i++) {
                floats.put(i, (float) real(given, i));
            }
        }
        return floats;
    }

    private static ShortBuffer shorts(Tensor given, int size, FloatToShort convert) {
        ShortBuffer shorts = direct(size, 2).asShortBuffer();
        for (int i = 0; i < size; i++) {
            shorts.put(i, convert.apply((float) real(given, i)));
        }
        return shorts;
    }

    private static double real(Tensor given, int index) {
        return given instanceof Tensor.Floats floats
                ? floats.values()[index]
                : ((Tensor.Integers) given).values()[index];
    }

    /** Fractions are cut, as the reference pipelines' casts cut them: a timestep of 961.8 is 961 for an integer graph. */
    private static long whole(Tensor given, int index) {
        return given instanceof Tensor.Integers integers
                ? integers.values()[index]
                : (long) ((Tensor.Floats) given).values()[index];
    }

    /** Copies an output to the Java heap; half precision is widened. */
    static Tensor toJava(OnnxTensor tensor) {
        long[] shape = tensor.getInfo().getShape();
        int size = Tensor.size(shape);
        return switch (tensor.getInfo().type) {
            case FLOAT, FLOAT16, BFLOAT16 -> {
                float[] values = new float[size];
                tensor.getFloatBuffer().get(values);
                yield Tensor.of(values, shape);
            }
            case DOUBLE -> {
                double[] values = new double[size];
                tensor.getDoubleBuffer().get(values);
                float[] narrowed = new float[size];
                for (int i = 0; i < size; i++) {
                    narrowed[i] = (float) values[i];
                }
                yield Tensor.of(narrowed, shape);
            }
            case INT64 -> {
                long[] values = new long[size];
                tensor.getLongBuffer().get(values);
                yield Tensor.of(values, shape);
            }
            case INT32 -> {
                IntBuffer ints = tensor.getIntBuffer();
                yield integers(size, shape, ints::get);
            }
            default -> {
                ByteBuffer bytes = tensor.getByteBuffer();
                yield integers(size, shape, i -> (int) bytes.get(i));
            }
        };
    }

    private static Tensor integers(int size, long[] shape, IntFunction<Integer> at) {
        long[] values = new long[size];
        for (int i = 0; i < size; i++) {
            values[i] = at.apply(i);
        }
        return Tensor.of(values, shape);
    }

    private interface FloatToShort {
        short apply(float value);
    }
}
