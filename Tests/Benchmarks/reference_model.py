"""The architecture of the reference model (celeba64) in PyTorch, with the checkpoint's names."""
from torch import nn


class ReferenceModel(nn.Module):
    def __init__(self):
        super().__init__()
        channels, layers = [3, 32, 64, 128, 256], []
        for i in range(4):
            layers += [nn.Conv2d(channels[i], channels[i + 1], 4, 2, 1, bias=False),
                       nn.BatchNorm2d(channels[i + 1]), nn.LeakyReLU(0.2)]
        self.encoder = nn.Sequential(*layers)
        self.mu_layer, self.logvar_layer = nn.Linear(4096, 128), nn.Linear(4096, 128)
        layers = [nn.Linear(128, 4096), nn.Unflatten(1, (256, 4, 4)), nn.ReLU()]
        for a, b in ((256, 128), (128, 64), (64, 32)):
            layers += [nn.ConvTranspose2d(a, b, 4, 2, 1, bias=False), nn.BatchNorm2d(b), nn.ReLU()]
        self.decoder = nn.Sequential(*layers, nn.ConvTranspose2d(32, 6, 4, 2, 1))

    def encode(self, x):
        """Mean and log-variance of the posteriors."""
        h = self.encoder(x).flatten(1)
        return self.mu_layer(h), self.logvar_layer(h).clamp(-12, 4)

    def decode(self, z):
        """Mean and log-variance of the likelihoods."""
        y = self.decoder(z)
        return y[:, :3].sigmoid(), y[:, 3:].clamp(-7, 0)
