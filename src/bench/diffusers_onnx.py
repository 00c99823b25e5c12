"""The peer: diffusers' pipeline with ONNX Runtime under it, on the same bundle, steps, threads and guidance.

usage: diffusers_onnx.py BUNDLE STEPS THREADS OUT.png
Prints one line: seconds for imports and loading, seconds for the whole process so far, median milliseconds per step.
"""

import statistics
import sys
import time

BEGAN = time.perf_counter()
bundle, steps, threads, out = sys.argv[1], int(sys.argv[2]), int(sys.argv[3]), sys.argv[4]

import onnxruntime
import torch
from optimum.onnxruntime import ORTStableDiffusionPipeline

options = onnxruntime.SessionOptions()
options.intra_op_num_threads = threads
options.inter_op_num_threads = 1
torch.set_num_threads(threads)
pipe = ORTStableDiffusionPipeline.from_pretrained(
    bundle, provider="CPUExecutionProvider", session_options=options, local_files_only=True
)
pipe.set_progress_bar_config(disable=True)
loaded = time.perf_counter()

ends = []


def after_step(pipeline, index, timestep, kwargs):
    ends.append(time.perf_counter())
    return kwargs


image = pipe(
    "PA chest radiograph with a large left pleural effusion",
    num_inference_steps=steps,
    guidance_scale=3.0,
    height=256,
    width=256,
    generator=torch.Generator().manual_seed(7),
    callback_on_step_end=after_step,
).images[0]
image.save(out)
done = time.perf_counter()
gaps = [later - earlier for earlier, later in zip(ends, ends[1:])]
print(f"{loaded - BEGAN:.3f} {done - BEGAN:.3f} {1000 * statistics.median(gaps):.3f}")
