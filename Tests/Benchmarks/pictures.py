"""Makes the pictures of the folder job: 64 × 64 PNGs of faces.

    pictures.py CELEBA_IMAGES FOLDER COUNT        needs PIL

The faces are cut out and brought to size as those were that the reference model was trained on.
"""
import os, sys
from PIL import Image

source, folder, count = sys.argv[1], sys.argv[2], int(sys.argv[3])
os.makedirs(folder, exist_ok=True)
for name in sorted(os.listdir(source))[:count]:
    target = os.path.join(folder, os.path.splitext(name)[0] + ".png")
    if os.path.exists(target): continue
    face = Image.open(os.path.join(source, name)).convert("RGB").crop((5, 18, 84, 97))
    face.resize((64, 64), Image.LANCZOS).save(target)
