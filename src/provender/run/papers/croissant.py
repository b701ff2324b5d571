"""Croissant: JSON-LD by which data tools find and load a dataset, with the fields for responsible AI.

    {"@type": "sc:Dataset", "distribution": [files with SHA-256], "recordSet": [columns], "rai:dataLimitations": [...]}

After "Croissant format specification 1.0" and "Croissant RAI vocabulary 1.0" (MLCommons). Many files of a
kind are one FileSet; their sums stand in SHA256SUMS, whose own sum stands here.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice
from pathlib import Path
from typing import Any
from urllib.parse import quote

from provender.run.papers import told
from provender.run.papers.columns import Told, columns_of, grouped

NAME = "croissant.json"
SUMS = "SHA256SUMS"
_MOST = 40  # files that are told one by one
_FORMATS = {
    ".parquet": "application/x-parquet", ".jsonl": "application/jsonlines", ".csv": "text/csv",
    ".json": "application/json", ".png": "image/png", ".md": "text/markdown", ".txt": "text/plain", "": "text/plain",
    ".yaml": "application/yaml", ".xml": "application/xml", ".tar": "application/x-tar",
}  # fmt: skip
_CONTEXT: Mapping[str, Any] = {
    "@language": "en", "@vocab": "https://schema.org/", "cr": "http://mlcommons.org/croissant/",
    "rai": "http://mlcommons.org/croissant/RAI/", "dct": "http://purl.org/dc/terms/", "sc": "https://schema.org/",
    "citeAs": "cr:citeAs", "column": "cr:column", "conformsTo": "dct:conformsTo",
    "data": {"@id": "cr:data", "@type": "@json"}, "dataType": {"@id": "cr:dataType", "@type": "@vocab"},
    "equivalentProperty": "cr:equivalentProperty", "examples": {"@id": "cr:examples", "@type": "@json"},
    "extract": "cr:extract", "field": "cr:field", "fileObject": "cr:fileObject", "fileProperty": "cr:fileProperty",
    "fileSet": "cr:fileSet", "format": "cr:format", "includes": "cr:includes", "isLiveDataset": "cr:isLiveDataset",
    "jsonPath": "cr:jsonPath", "key": "cr:key", "md5": "cr:md5", "parentField": "cr:parentField", "path": "cr:path",
    "recordSet": "cr:recordSet", "references": "cr:references", "regex": "cr:regex", "repeated": "cr:repeated",
    "replace": "cr:replace", "samplingRate": "cr:samplingRate", "separator": "cr:separator", "source": "cr:source",
    "subField": "cr:subField", "transform": "cr:transform",
}  # fmt: skip


def croissant(
    facts: Mapping[str, Any], *, folder: Path, sums: Mapping[str, str], sizes: Mapping[str, int], licence: str
) -> str:
    """The metadata of an exported folder, as JSON.

    Args:
        facts: as `read_facts` gives them.
        folder: where the files lie.
        sums, sizes: of each file, SHA-256 in hex and bytes.
        licence: of the dataset; "" says nothing.
    """
    sets = grouped({name: folder / name for name in sums})
    about = {
        "@context": _CONTEXT,
        "@type": "sc:Dataset",
        "conformsTo": ["http://mlcommons.org/croissant/1.0", "http://mlcommons.org/croissant/RAI/1.0"],
        "name": facts["name"],
        "description": _description(facts),
        "version": f"1.0.0+{facts['digest'][:12]}",
        "identifier": f"sha256:{facts['digest']}",
        "citeAs": _cite(facts),
        "keywords": ["synthetic", "provender"],
        **({"license": _url(licence)} if licence else {}),
        **({"inLanguage": languages} if (languages := sorted(facts["mix"].get("language", {}))) else {}),
        **_credits(facts),
        **_responsible(facts),
        "distribution": list(_distribution(sums, sizes, sets)),
        "recordSet": [made for name, files in sets.items() if (made := _record_set(name, files, folder))],
    }
    return json.dumps(about, indent=2, ensure_ascii=False) + "\n"


def _description(facts: Mapping[str, Any]) -> str:
    """In a sentence or two."""
    return (
        f"Synthetic data made and judged by Provender: {facts['accepted']:,} records, each passed by a verifier that "
        f"shares no code with what made it. Recipe {facts['recipe_digest'][:12]}, seed {facts['recipe']['seed']}."
    )


def _cite(facts: Mapping[str, Any]) -> str:
    """A BibTeX entry by the digest, which names exactly these data."""
    return f"@misc{{{facts['name']}, title={{{facts['name']}}}, note={{Provender dataset {facts['digest']}}}}}"


def _url(licence: str) -> str:
    """A licence as its address where it is an identifier of SPDX's, else as it was written."""
    plain = licence.replace("-", "").replace(".", "").replace("+", "").isalnum()
    return f"https://spdx.org/licenses/{licence}.html" if plain and licence.isascii() else licence


def _credits(facts: Mapping[str, Any]) -> dict[str, Any]:
    """What the data draw from, with terms; and whom to name."""
    drawn = told.sources(facts)
    based = [{"@type": "sc:CreativeWork", "name": name, "license": terms} for name, _, terms in drawn]
    named = list(dict.fromkeys(terms for _, _, terms in drawn if "©" in terms))
    return {**({"isBasedOn": based} if based else {}), **({"creditText": "; ".join(named)} if named else {})}


def _responsible(facts: Mapping[str, Any]) -> dict[str, Any]:
    """The fields for responsible AI: how it was made, who judged it, what it is not."""
    versions, failed = facts["versions"], told.count(facts["failed"], facts)
    judges = [name for name, words in facts["funnel"].items() if words.get("pass") or words.get("fail")]
    makers = [f"{use['name']} {versions.get(use['name'], '')}".strip() for use in facts["recipe"]["generators"]]
    writers = [f"teacher {name}: {what}, lineage {kin or 'not stated'}" for name, what, kin, _ in told.teachers(facts)]
    drawn = [f"{name} ({terms}), used by {used}" for name, used, terms in told.sources(facts)]
    refused = [f"{reason}: {told.count(number, facts)}" for reason, number in list(facts["refused"].items())[:20]]
    return {
        "rai:dataCollection": f"Generated, not collected, by {'; '.join([*makers, *writers])}.",
        "rai:dataCollectionType": ["Others", "Synthetic data generation"],
        "rai:dataCollectionRawData": "; ".join(drawn) or "No data of others were drawn from.",
        "rai:dataCollectionMissingData": f"{failed} of {facts['tried']:,} items could not be made.",
        "rai:dataPreprocessingProtocol": ["Refused and dropped, with reasons", *refused],
        "rai:dataAnnotationProtocol": [
            "Machine verdicts only: pass, fail or abstain. Proved: a formal check covers all that a record claims; "
            "anchored: held against known truth; screened: nothing wrong was found."
        ],
        "rai:dataAnnotationPlatform": [f"Provender {versions['provender']}"],
        "rai:dataAnnotationAnalysis": told.calibration(facts),
        "rai:machineAnnotationTools": [f"{name} {versions.get(name, versions['provender'])}" for name in judges],
        "rai:annotationsPerItem": f"{len(judges)} verifiers had a say",
        "rai:dataBiases": ["Shares are those that the recipe asked for, not those of the world.", *_mix(facts)],
        "rai:dataUseCases": ["Training and evaluation of models, together with real data of the same kind."],
        "rai:dataLimitations": told.limits(facts),
        "rai:personalSensitiveInformation": [told.privacy(facts)],
        "rai:dataReleaseMaintenancePlan": "The same recipe, seed and versions make the same data again; see the card.",
    }  # fmt: skip


def _mix(facts: Mapping[str, Any]) -> list[str]:
    """What was asked of each value of each tag, and what was got; the first sixty."""
    return [f"{tag}={value}: {got} of {asked} asked" for tag, value, asked, got in islice(told.mix(facts), 60)]


def _distribution(
    sums: Mapping[str, str], sizes: Mapping[str, int], sets: Mapping[str, Sequence[str]]
) -> Iterator[dict[str, Any]]:
    """Each file, or each kind of which there are many; pieces of one table are a set besides."""
    kinds: dict[tuple[str, str], list[str]] = {}
    for name in sums:
        kinds.setdefault((name.partition("/")[0] if "/" in name else "", Path(name).suffix), []).append(name)
    for (top, suffix), names in kinds.items():
        if len(names) > _MOST and suffix not in (".parquet", ".jsonl", ".csv"):
            yield _set(f"{top or 'files'}{suffix}", f"{top}/*{suffix}" if top else f"*{suffix}", suffix)
            continue
        for name in names:
            yield {
                "@type": "cr:FileObject", "@id": _file_id(name), "name": name, "contentUrl": name, "sha256": sums[name],
                "contentSize": f"{sizes[name]} B", "encodingFormat": _FORMATS.get(suffix, "application/octet-stream"),
            }  # fmt: skip
    for name, files in sets.items():
        if len(files) > 1:
            yield _set(f"set/{quote(name)}", _glob(files), Path(files[0]).suffix)


def _set(name: str, pattern: str, suffix: str) -> dict[str, Any]:
    """Files by a pattern."""
    kind = _FORMATS.get(suffix, "application/octet-stream")
    return {"@type": "cr:FileSet", "@id": name, "name": name, "includes": pattern, "encodingFormat": kind}


def _glob(files: Sequence[str]) -> str:
    """A pattern for the pieces of one table."""
    head = files[0].rpartition("-of-")[0].rpartition("-")[0]
    return f"{head}-*{Path(files[0]).suffix}"


def _file_id(name: str) -> str:
    return f"file/{quote(name)}"


def _record_set(name: str, files: Sequence[str], folder: Path) -> dict[str, Any] | None:
    """The columns of a table; None where it has none that can be told."""
    label = f"records/{quote(name)}"
    source = (
        {"fileSet": {"@id": f"set/{quote(name)}"}} if len(files) > 1 else {"fileObject": {"@id": _file_id(files[0])}}
    )
    fields = [_field(label, source, column) for column in columns_of(folder / files[0])]
    return {"@type": "cr:RecordSet", "@id": label, "name": name, "field": fields} if fields else None


def _field(label: str, source: Mapping[str, Any], column: Told) -> dict[str, Any]:
    """One column; of a structure, what it holds."""
    identity = f"{label}/{quote(column.name, safe='')}"
    told_of = {"@type": "cr:Field", "@id": identity, "name": column.name, **({"repeated": True} if column.many else {})}
    drawn = {**source, "extract": {"column": column.name}}
    if not column.inside:
        return {**told_of, "dataType": column.kind, "source": drawn}
    inside = [
        {"@type": "cr:Field", "@id": f"{identity}/{quote(key, safe='')}", "name": key, "dataType": kind,
         "source": {**drawn, "transform": {"jsonPath": f"'{key}'"}}}
        for key, kind in column.inside
        if "'" not in key and "\\" not in key
    ]  # fmt: skip
    return {**told_of, "subField": inside}
