"""Draw the shot list: twelve views on one sheet, `python tools/shots.py [docs/pictures/shots.webp]`.

The same twelve each time, so that a change of the renderer can be looked at before and after.
"""

import sys
from pathlib import Path

import numpy as np
from PIL import Image

from provender.core.recipe import Shard
from provender.twin.frame import Frame
from provender.twin.generators.frames import Frames

HOME = Path(__file__).parent.parent
SHOTS = (  # light, weather, index of the scene, share of the lens that is dirty
    ("night", "fog", 0, 0.0), ("night", "fog", 5, 0.0), ("night", "fog", 19, 0.0), ("night", "clear", 5, 0.0),
    ("night", "snow", 20, 0.0), ("night", "rain", 5, 0.0), ("night", "rain", 36, 0.0), ("day", "clear", 5, 0.0),
    ("day", "snow", 36, 0.0), ("day", "fog", 19, 0.0), ("day", "rain", 20, 0.0), ("day", "clear", 51, 0.2),
)  # fmt: skip
ACROSS, WIDE, HIGH = 3, 400, 225


def main(arguments: list[str]) -> None:
    """Write the sheet."""
    sheet = Image.new("RGB", (ACROSS * WIDE, len(SHOTS) // ACROSS * HIGH))
    for number, (light, weather, index, dirt) in enumerate(SHOTS):
        part = Frames(map="city", light=light, weather=weather, dirt=dirt, wide=800)  # type: ignore[arg-type]
        payload = next(iter(part(Shard(seed=7, start=index, count=1)))).payload
        assert isinstance(payload, Frame)
        halved = payload.colour.reshape(HIGH, 2, WIDE, 2, 3).mean((1, 3)).astype(np.uint8)
        sheet.paste(Image.fromarray(halved), (number % ACROSS * WIDE, number // ACROSS * HIGH))
    out = Path(arguments[0]) if arguments else HOME / "docs" / "pictures" / "shots.webp"
    out.parent.mkdir(exist_ok=True)
    sheet.save(out, "WEBP", quality=62, method=6)
    print(f"{out}: {out.stat().st_size / 1024:.0f} kB")


if __name__ == "__main__":
    main(sys.argv[1:])
