"""A small town in OpenStreetMap's XML: a crossroads with all that a map can hold. Made up."""

# fmt: off
NODES = {  # id -> (metres east, metres north)
    "1": (0, 0), "2": (90, 0), "3": (-90, 0), "4": (0, 90), "5": (0, -90), "6": (60, 0),
    "10": (20, 20), "11": (50, 20), "12": (50, 50), "13": (20, 50),
    "14": (30, 30), "15": (40, 30), "16": (40, 40), "17": (30, 40),
    "20": (-20, 20), "21": (-50, 20), "22": (-50, 45), "23": (-20, 45),
    "30": (-15, 12), "31": (15, -12), "32": (-60, -30), "33": (-30, -30),
}
# fmt: on
TAGGED = {
    "6": {"highway": "crossing", "crossing": "zebra"},
    "1": {"highway": "traffic_signals"},
    "30": {"natural": "tree", "height": "12", "diameter_crown": "6"},
    "31": {"highway": "street_lamp"},
}
WAYS = {
    "100": (("3", "1", "6", "2"), {"highway": "secondary", "lanes": "4", "maxspeed": "50", "name": "Long <Street>"}),
    "101": (("5", "1", "4"), {"highway": "residential", "oneway": "yes", "sidewalk": "left", "parking:right": "lane"}),
    "110": (("10", "11", "12", "13", "10"), {}),
    "111": (("14", "15", "16", "17", "14"), {}),
    "112": (("20", "21", "22", "23", "20"), {"building": "apartments", "building:levels": "4"}),
    "120": (("32", "33"), {"natural": "tree_row"}),
    "130": (("33", "5"), {"highway": "footway"}),
}
RELATIONS = {
    "200": (
        (("way", "110", "outer"), ("way", "111", "inner")),
        {"type": "multipolygon", "building": "yes", "height": "15 m"},
    ),
}


def node(name: str, lat: object, lon: object, tags: str = "") -> str:
    """A node's XML."""
    return f'<node id="{name}" lat="{lat}" lon="{lon}">{tags}</node>'


def _tags(tags: dict[str, str]) -> str:
    return "".join(f'<tag k="{k}" v="{v.replace("<", "&lt;")}"/>' for k, v in tags.items())


def lines() -> list[str]:
    """The file, an element a line."""
    told = ['<?xml version="1.0" encoding="UTF-8"?>', '<osm version="0.6">']
    for name, (x, y) in NODES.items():
        told.append(node(name, 52.5 + y / 111_280, 13.4 + x / 67_900, _tags(TAGGED.get(name, {}))))
    for name, (refs, tags) in WAYS.items():
        told.append(f'<way id="{name}">' + "".join(f'<nd ref="{ref}"/>' for ref in refs) + f"{_tags(tags)}</way>")
    for name, (members, tags) in RELATIONS.items():
        inside = "".join(f'<member type="{kind}" ref="{ref}" role="{role}"/>' for kind, ref, role in members)
        told.append(f'<relation id="{name}">{inside}{_tags(tags)}</relation>')
    return [*told, "</osm>"]


def town() -> str:
    """The file as one text."""
    return "\n".join(lines())
