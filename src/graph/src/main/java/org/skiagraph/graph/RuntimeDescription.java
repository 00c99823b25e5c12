package org.skiagraph.graph;

import java.util.Optional;

/**
 * What graphs really run on, once started.
 *
 * @param provider "CPU" or "CUDA"
 * @param onnxRuntimeVersion as ONNX Runtime reports it
 * @param instructionSet the widest vector instructions that change kernels: "avx512", "avx2", "neon", ...
 * @param intraOpThreads threads in use, at least 1
 * @param fallbackReason why the CPU is used although CUDA was wished for
 */
public record RuntimeDescription(
        String provider,
        String onnxRuntimeVersion,
        String instructionSet,
        int intraOpThreads,
        Optional<String> fallbackReason) {}
