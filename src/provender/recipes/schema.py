"""The recipe's JSON Schema, from which editors complete and check while one types.

The shipped copy, `recipe.schema.json`, is what `python -m provender.recipes.schema` prints; a test holds it fresh.
"""

import json
import sys
from pathlib import Path

from provender.recipes.models import RecipeModel

FILE = Path(__file__).with_name("recipe.schema.json")
DIALECT = "https://json-schema.org/draft/2020-12/schema"


def schema() -> dict[str, object]:
    """The schema as plain JSON values."""
    return {"$schema": DIALECT, **RecipeModel.model_json_schema(), "title": "Provender recipe"}


def schema_text() -> str:
    """The schema as it is shipped."""
    return json.dumps(schema(), indent=2, ensure_ascii=False, sort_keys=True) + "\n"


if __name__ == "__main__":
    sys.stdout.write(schema_text())
