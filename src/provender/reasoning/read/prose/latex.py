"""LaTeX as a person would type it without LaTeX: fractions with a stroke, signs as signs, boxes and text undressed.

    \\[ \\frac{3}{4} \\times \\text{80 kg} = \\boxed{60\\text{ kg}} \\]      ((3)/(4)) × 80 kg = 60 kg

Nothing here looks further than a bounded way ahead, so that hostile braces cost no more than others.
"""

import re

_GROUP = r"\s*\{([^{}]{1,120})\}"
_DEEPEST = 6  # fractions in fractions

_FIRST = (
    (re.compile(r"\\\$"), "\ue000"),  # a dollar that is money
    (re.compile(r"\\(?:begin|end)\s*\{[a-z]{1,20}\*?\}(?:\{[a-z|]{1,20}\})?|\\\\(?:\[\d{1,3}(?:pt|em)\])?"), "\n"),
    (re.compile(r"\$\$"), " "),
    (re.compile(r"\$(?! )([^$\n]{1,200})(?<! )\$(?!\d)"), r" \1 "),
    (re.compile(r"(?<![\d}])(\d{1,6})\s?\\[dt]?frac\s?\{(\d{1,6})\}\s?\{(\d{1,6})\}"), r"\1 \2/\3"),
    (re.compile(r"\\[dt]?frac\s?(\d)\s?(\d)"), r"((\1)/(\2))"),
    (re.compile(r"(?<=\d)\{,\}(?=\d)"), ","),
    (re.compile(r"\\([%#&_])"), r"\1"),
    (re.compile(r"&(?=\s{0,3}(?:=|\\approx|\\le|\\ge))|(?<==)\s{0,3}&"), " "),
)
_DRESS = re.compile(r"\\(?:text|mathrm|mathbf|mathit|textbf|textit|operatorname|boxed|fbox|mbox)" + _GROUP)
_FRACTION = re.compile(r"\\[dtc]?frac" + _GROUP + _GROUP)
_LAST = (
    (re.compile(r"\^\s?\{(\d{1,6})\}"), r"^\1"),
    (re.compile(r"\\(?:times|cdot|ast)(?![a-z])"), "×"),
    (re.compile(r"\\div(?![a-z])"), "÷"),
    (re.compile(r"\\(?:approx|simeq)(?![a-z])"), "≈"),
    (re.compile(r"\\(?:leq?|leqslant)(?![a-z])"), "≤"),
    (re.compile(r"\\(?:geq?|geqslant)(?![a-z])"), "≥"),
    (re.compile(r"\\lt(?![a-z])"), "<"),
    (re.compile(r"\\gt(?![a-z])"), ">"),
    (re.compile(r"\\neq?(?![a-z])"), "≠"),
    (re.compile(r"\\(?:Rightarrow|implies|therefore|because|to|rightarrow|Longrightarrow)(?![a-zA-Z])"), "→"),
    (re.compile(r"\\(?:left|right|[bB]igg?[lr]?|displaystyle|quad|qquad|hspace\*?\{[^{}]{0,20}\})(?![a-z])"), " "),
    (re.compile(r"\\[,;:! \[\]()]"), " "),
    (re.compile("\ue000"), "$"),
)


def undressed(text: str) -> str:
    """A text without its LaTeX; line breaks of LaTeX become line breaks. Text without a backslash stays as it is.

    >>> undressed(r"So \\(2\\frac{1}{2} \\cdot 4 = \\boxed{10\\text{ km}}\\).")
    'So  2 1/2 × 4 = 10 km .'
    """
    if "\\" not in text and "$$" not in text:
        return text
    for pattern, plain in _FIRST:
        text = pattern.sub(plain, text)
    for _ in range(_DEEPEST):
        before = text
        text = _FRACTION.sub(r"((\1)/(\2))", _DRESS.sub(r"\1", text))
        if text == before:
            break
    for pattern, plain in _LAST:
        text = pattern.sub(plain, text)
    return text
