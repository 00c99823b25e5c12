package org.skiagraph.graph.internal;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Which vector instructions the processor has: ONNX Runtime picks its kernels by them, and kernels round differently. */
final class InstructionSet {
    private static final List<String> WIDEST_FIRST =
            List.of("amx_tile", "avx512_bf16", "avx512_vnni", "avx512f", "avx2", "avx", "sse4_2");

    private InstructionSet() {}

    static String ofThisMachine() {
        Set<String> flags = flags(Path.of("/proc/cpuinfo"));
        String architecture = System.getProperty("os.arch");
        return WIDEST_FIRST.stream()
                .filter(flags::contains)
                .findFirst()
                .map(widest -> architecture + " " + widest)
                .orElse(architecture);
    }

    private static Set<String> flags(Path cpuinfo) {
        try (Stream<String> lines = Files.lines(cpuinfo, StandardCharsets.ISO_8859_1)) {
            return lines.filter(line -> line.startsWith("flags"))
                    .findFirst()
                    .map(line ->
                            Set.of(line.substring(line.indexOf(':') + 1).strip().split("\\s+")))
                    .orElse(Set.of());
        } catch (IOException notLinux) {
            return Set.of();
        }
    }
}
