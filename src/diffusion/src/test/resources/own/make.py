"""Makes the tiny graphs in this folder, and the numbers that tests hold ours against. See README.md."""

import json
import pathlib

import numpy as np
import onnx
import torch
from monai.networks.schedulers import RFlowScheduler
from onnx import TensorProto, helper, numpy_helper

HERE = pathlib.Path(__file__).parent
rng = np.random.default_rng(20261126)


def noise(number, length):
    """The same in Java: see OwnNoise."""
    at = np.arange(length, dtype=np.int64)
    return (((at * 7919 + number * 104729) % 2000) / 1000.0 - 1).astype(np.float32)


def weights(*shape, scale=0.5):
    return (rng.standard_normal(shape) * scale / np.sqrt(np.prod(shape[1:]))).astype(np.float32)


def save(path, nodes, inputs, outputs, constants):
    path.parent.mkdir(parents=True, exist_ok=True)
    kinds = {"f": TensorProto.FLOAT, "i": TensorProto.INT64}
    info = lambda entries: [helper.make_tensor_value_info(n, kinds[k], s) for n, k, s in entries]
    graph = helper.make_graph(
        nodes, "tiny", info(inputs), info(outputs),
        [numpy_helper.from_array(value, name) for name, value in constants.items()])
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)])
    model.ir_version = 8
    onnx.checker.check_model(model)
    onnx.save(model, path)


def values(array):
    return [float(np.float32(v)) for v in np.asarray(array).ravel()]


# --- Cheff's super-resolution stage

def sr_network():
    first, second = weights(4, 2, 3, 3, scale=1.0), weights(1, 4, 3, 3, scale=1.0)
    node = helper.make_node
    save(
        HERE / "cheff/sr_unet/model.onnx",
        [
            node("Conv", ["x", "first"], ["a"], pads=[1, 1, 1, 1]),
            node("Div", ["t", "most"], ["share"]),
            node("Reshape", ["share", "column"], ["level"]),
            node("Add", ["a", "level"], ["b"]),
            node("Tanh", ["b"], ["c"]),
            node("Conv", ["c", "second"], ["out"], pads=[1, 1, 1, 1]),
        ],
        [("x", "f", ["rows", 2, "height", "width"]), ("t", "f", ["rows"])],
        [("out", "f", ["rows", 1, "height", "width"])],
        {"first": first, "second": second, "most": np.float32(2000).reshape(()),
         "column": np.array([-1, 1, 1, 1], np.int64)})
    conv = torch.nn.functional.conv2d
    return lambda x, t: conv(torch.tanh(conv(x, torch.from_numpy(first), padding=1) + t / 2000),
                             torch.from_numpy(second), padding=1)


def cosine_levels(count):
    """Betas of Nichol and Dhariwal's schedule, kept within 0.0001 and 0.9999."""
    level = np.cos((np.arange(count + 1) / count + 0.008) / 1.008 * np.pi / 2) ** 2
    return np.cumprod(1 - np.clip(1 - level[1:] / level[:-1], 1e-4, 0.9999))


def super_resolution(network, eta, steps, side=8, factor=4):
    """DDIM (arXiv 2010.02502, equation 12) of a picture beside the small one, stretched by torch's bicubic."""
    at = np.arange(side * side)
    small = ((at % side * 3 + at // side * 5) % 17 / 16.0).astype(np.float32).reshape(1, 1, side, side)
    large = torch.nn.functional.interpolate(
        torch.from_numpy(small) * 2 - 1, scale_factor=factor, mode="bicubic", align_corners=False)
    levels = cosine_levels(2000)
    length = large.numel()
    x = torch.from_numpy(noise(0, length).reshape(large.shape))
    times = list(range(0, 2000, 2000 // steps))[::-1]
    for index, t in enumerate(times):
        now, before = levels[t], levels[times[index + 1]] if index + 1 < steps else levels[0]
        e = network(torch.cat([x, large], 1), t)
        sigma = eta * np.sqrt((1 - before) / (1 - now) * (1 - now / before))
        clean = (x - np.sqrt(1 - now) * e) / np.sqrt(now)
        fresh = torch.from_numpy(noise(index + 1, length).reshape(large.shape))
        x = np.sqrt(before) * clean + np.sqrt(max(0.0, 1 - before - sigma**2)) * e + sigma * fresh
    return {"eta": eta, "steps": steps, "picture": values((x.clamp(-1, 1) + 1) / 2)}


# --- MAISI

def maisi_network():
    mix, table = weights(2, 2, 1, 1, 1), weights(17, 2)
    spacing, top, bottom = weights(3, 2), weights(4, 2), weights(4, 2)
    node = helper.make_node
    save(
        HERE / "maisi/unet/model.onnx",
        [
            node("Conv", ["x", "mix"], ["a"]),
            node("Gather", ["table", "class_labels"], ["class"]),
            node("MatMul", ["spacing_tensor", "spacing"], ["s"]),
            node("MatMul", ["top_region_index_tensor", "top"], ["u"]),
            node("MatMul", ["bottom_region_index_tensor", "bottom"], ["v"]),
            node("Add", ["s", "u"], ["su"]),
            node("Add", ["su", "v"], ["suv"]),
            node("Mul", ["suv", "hundredth"], ["told"]),
            node("Add", ["told", "class"], ["all"]),
            node("Reshape", ["all", "channel"], ["b"]),
            node("Div", ["timesteps", "most"], ["share"]),
            node("Reshape", ["share", "column"], ["level"]),
            node("Add", ["a", "b"], ["ab"]),
            node("Add", ["ab", "level"], ["abc"]),
            node("Tanh", ["abc"], ["out"]),
        ],
        [("x", "f", ["rows", 2, "depth", "height", "width"]), ("timesteps", "f", ["rows"]),
         ("top_region_index_tensor", "f", ["rows", 4]), ("bottom_region_index_tensor", "f", ["rows", 4]),
         ("spacing_tensor", "f", ["rows", 3]), ("class_labels", "i", ["rows"])],
        [("out", "f", ["rows", 2, "depth", "height", "width"])],
        {"mix": mix, "table": table, "spacing": spacing, "top": top, "bottom": bottom,
         "hundredth": np.float32(0.01).reshape(()), "most": np.float32(1000).reshape(()),
         "channel": np.array([-1, 2, 1, 1, 1], np.int64), "column": np.array([-1, 1, 1, 1, 1], np.int64)})
    save(
        HERE / "maisi/vae_decoder/model.onnx",
        [node("ConvTranspose", ["latents", "spread"], ["image"], strides=[4, 4, 4])],
        [("latents", "f", ["rows", 2, "depth", "height", "width"])],
        [("image", "f", ["rows", 1, "d", "h", "w"])],
        {"spread": weights(2, 1, 4, 4, 4)})

    def network(x, t, label, mm, top_region, bottom_region):
        told = (np.float32(mm) * 100 @ spacing + 100 * top[top_region] + 100 * bottom[bottom_region]) * np.float32(0.01)
        bias = torch.from_numpy((told + table[label]).astype(np.float32).reshape(1, 2, 1, 1, 1))
        return torch.tanh(torch.nn.functional.conv3d(x, torch.from_numpy(mix)) + bias + t / 1000)

    return network


def rectified_flow(network, settings, steps, shape, network_name):
    """A run of MONAI's own scheduler, as MAISI's scripts drive it."""
    scheduler = RFlowScheduler(**settings)
    numel = int(np.prod(shape[2:]))
    scheduler.set_timesteps(num_inference_steps=steps, input_img_size_numel=numel)
    following = torch.cat((scheduler.timesteps[1:], torch.tensor([0], dtype=scheduler.timesteps.dtype)))
    x = torch.from_numpy(noise(0, int(np.prod(shape))).reshape(shape))
    clean = x.clone()
    noised = scheduler.add_noise(clean, torch.from_numpy(noise(1, x.numel()).reshape(shape)), scheduler.timesteps[1:2])
    for t, then in zip(scheduler.timesteps, following):
        x, _ = scheduler.step(network(x, float(t)), t, x, then)
    return {"network": network_name, "settings": settings, "steps": steps, "shape": list(shape),
            "timesteps": values(scheduler.timesteps.float()), "noisedAtCall1": values(noised), "final": values(x)}


def stand_in(x, t):
    at = torch.arange(x.numel(), dtype=torch.float32).reshape(x.shape)
    return (0.3 + 0.0006 * t) * x + 0.1 * torch.sin(torch.tensor(t / 100) + at)


def main():
    network = sr_network()
    golden = [super_resolution(network, 0.0, 10), super_resolution(network, 1.0, 10), super_resolution(network, 0.5, 4)]
    (HERE / "cheff/upscaled.json").write_text(json.dumps(golden) + "\n")

    maisi = maisi_network()
    told = lambda x, t: maisi(x, t, 9, [0.8, 0.8, 2.0], 1, 2)
    shape = (1, 2, 2, 4, 4)
    runs = [
        rectified_flow(stand_in, dict(num_train_timesteps=1000), 7, shape, "stand-in"),
        rectified_flow(stand_in, dict(num_train_timesteps=1000, use_discrete_timesteps=False), 7, shape, "stand-in"),
        rectified_flow(stand_in, dict(use_timestep_transform=True, base_img_size_numel=8), 12, shape, "stand-in"),
        rectified_flow(
            stand_in, dict(use_discrete_timesteps=False, use_timestep_transform=True, base_img_size_numel=32768),
            30, (1, 1, 4, 8, 8), "stand-in"),
        rectified_flow(
            stand_in, dict(use_discrete_timesteps=False, use_timestep_transform=True, base_img_size_numel=16,
                           spatial_dim=2), 5, (1, 3, 6, 4), "stand-in"),
        rectified_flow(
            told, dict(num_train_timesteps=1000, use_discrete_timesteps=False, use_timestep_transform=True), 30, shape,
            "maisi"),
    ]
    (HERE / "maisi/rectified-flow.json").write_text(json.dumps(runs) + "\n")


main()
