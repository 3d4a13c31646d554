#!/usr/bin/env python3
"""Small random models of diffusers and what they compute: the golden tensors of the import of diffusers folders.

    pip install diffusers torch safetensors --target /tmp/peers
    PYTHONPATH=/tmp/peers python3 make-autoencoder-kl.py

Made with diffusers 0.42.1 and torch 2.15.0. Every parameter is drawn, norms too, so that none of them can be left out
unnoticed. Golden values are computed in float64 from the weights as they are stored.
"""
import json
from pathlib import Path

import torch
from diffusers import AutoencoderKL, AutoencoderTiny
from safetensors.torch import load_file, save_file

HERE = Path(__file__).parent
BASE = dict(block_out_channels=(8, 16), layers_per_block=1, norm_num_groups=4, latent_channels=4, sample_size=16,
            down_block_types=("DownEncoderBlock2D",) * 2, up_block_types=("UpDecoderBlock2D",) * 2)
MODELS = {
    "kl-plain": (BASE, torch.float32),
    "kl-shifted": (BASE | dict(use_quant_conv=False, use_post_quant_conv=False, shift_factor=0.1159,
                               scaling_factor=0.3611, latent_channels=6), torch.float16),
    "kl-deep": (BASE | dict(block_out_channels=(8, 8, 12), layers_per_block=2, mid_block_add_attention=False,
                            down_block_types=("DownEncoderBlock2D",) * 3, up_block_types=("UpDecoderBlock2D",) * 3),
                torch.bfloat16),
    "kl-attentive": (BASE | dict(down_block_types=("DownEncoderBlock2D", "AttnDownEncoderBlock2D"),
                                 up_block_types=("AttnUpDecoderBlock2D", "UpDecoderBlock2D")), torch.float32),
}
TINY = dict(encoder_block_out_channels=(8, 8), decoder_block_out_channels=(8, 8), num_encoder_blocks=(1, 2),
            num_decoder_blocks=(2, 1), latent_channels=4)
PRINTED = ("act_fn", "block_out_channels", "down_block_types", "in_channels",
           "latent_channels", "layers_per_block", "mid_block_add_attention", "norm_num_groups", "out_channels",
           "sample_size", "scaling_factor", "shift_factor", "up_block_types", "upsample_fn", "upsampling_scaling_factor",
           "use_post_quant_conv", "use_quant_conv")


def drawn(model, generator):
    for name, parameter in model.named_parameters():
        scale = 0.2 if parameter.ndim == 1 else 1 / (parameter[0].numel() ** 0.5)
        values = torch.randn(parameter.shape, generator=generator) * scale
        parameter.data = values + (1 if "norm" in name and name.endswith("weight") else 0)


def write(folder, model, kind, golden):
    folder.mkdir(exist_ok=True)
    config = {key: model.config[key] for key in PRINTED if key in model.config} | {"_class_name": type(model).__name__}
    (folder / "config.json").write_text(json.dumps(config, indent=2, sort_keys=True) + "\n")
    weights = {name: tensor.detach().to(kind).contiguous() for name, tensor in model.state_dict().items()}
    if isinstance(model, AutoencoderTiny):
        torch.save(weights, folder / "diffusion_pytorch_model.bin")
    else:
        save_file(weights, folder / "diffusion_pytorch_model.safetensors")
    model.load_state_dict({name: tensor.double() for name, tensor in weights.items()})
    model.double().eval()
    with torch.no_grad():
        tensors = golden(model)
    save_file({name: tensor.float().contiguous() for name, tensor in tensors.items()}, folder / "golden.safetensors")


def kl(model, generator):
    x = (torch.rand((2, 3, 16, 16), generator=generator) * 2 - 1).float().double()
    posterior = model.encode(x).latent_dist
    return {"x": x, "posterior.mean": posterior.mean, "posterior.log_variance": posterior.logvar,
            "likelihood.mean": model.decode(posterior.mean).sample}


for number, (name, (settings, kind)) in enumerate(MODELS.items()):
    generator = torch.Generator().manual_seed(number + 1)
    model = AutoencoderKL(**settings)
    drawn(model, generator)
    write(HERE / name, model, kind, lambda model: kl(model, generator))


def tiny(model, generator):
    x = (torch.rand((2, 3, 12, 8), generator=generator) * 2 - 1).float().double()
    z = model.encode(x).latents
    return {"x": x, "z": z, "y": model.decode(z).sample}


generator = torch.Generator().manual_seed(len(MODELS) + 1)
model = AutoencoderTiny(**TINY)
drawn(model, generator)
write(HERE / "tiny", model, torch.float32, lambda model: tiny(model, generator))
