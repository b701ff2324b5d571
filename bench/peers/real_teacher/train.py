"""Trains a tiny Llama-architecture model, character by character: train.py LESSONS FOLDER SECONDS.

LESSONS is JSON Lines of {question, reply}; FOLDER gets model.safetensors, configuration, tokenizer and chat template,
as `transformers serve` loads them. The last line printed is JSON: seconds, steps, loss, parameters.
"""

import json
import sys
import time
from pathlib import Path

import torch
from tokenizers import Regex, Tokenizer, decoders, models, pre_tokenizers
from transformers import LlamaConfig, LlamaForCausalLM, PreTrainedTokenizerFast

LESSONS, FOLDER, SECONDS = Path(sys.argv[1]), Path(sys.argv[2]), float(sys.argv[3])
SPECIALS = ["<pad>", "<unk>", "<q>", "<a>", "<eos>"]
TEMPLATE = "{% for m in messages %}{% if m['role'] == 'user' %}<q>{{ m['content'] }}<a>{% endif %}{% endfor %}"
BATCH = 64


def tokenizer(texts):
    """One token a character."""
    letters = sorted(set("".join(texts)))
    vocabulary = {token: place for place, token in enumerate(SPECIALS + letters)}
    made = Tokenizer(models.WordLevel(vocabulary, unk_token="<unk>"))
    made.pre_tokenizer = pre_tokenizers.Split(Regex(r"[\s\S]"), "isolated")
    made.decoder = decoders.Fuse()
    made.add_special_tokens(SPECIALS)
    return PreTrainedTokenizerFast(
        tokenizer_object=made, pad_token="<pad>", unk_token="<unk>", eos_token="<eos>", chat_template=TEMPLATE
    )


def main():
    torch.manual_seed(0)
    torch.set_num_threads(1)  # threads that wait for each other cost more than they bring on a busy machine
    lessons = [json.loads(line) for line in LESSONS.read_text("utf-8").splitlines()]
    words = tokenizer([lesson["question"] + lesson["reply"] for lesson in lessons])
    asked = [words("<q>" + lesson["question"] + "<a>")["input_ids"] for lesson in lessons]
    said = [words(lesson["reply"] + "<eos>")["input_ids"] for lesson in lessons]
    longest = max(len(a) + len(b) for a, b in zip(asked, said, strict=True))
    tokens = torch.zeros(len(lessons), longest, dtype=torch.long)
    labels = torch.full((len(lessons), longest), -100)
    for row, (a, b) in enumerate(zip(asked, said, strict=True)):
        tokens[row, : len(a) + len(b)] = torch.tensor(a + b)
        labels[row, len(a) : len(a) + len(b)] = torch.tensor(b)
    config = LlamaConfig(
        vocab_size=len(words), hidden_size=128, intermediate_size=256, num_hidden_layers=3, num_attention_heads=4,
        max_position_embeddings=512, pad_token_id=0, eos_token_id=4, bos_token_id=None, tie_word_embeddings=True,
    )  # fmt: skip
    model = LlamaForCausalLM(config)
    optimizer = torch.optim.AdamW(model.parameters(), lr=3e-3, weight_decay=0.01)
    began, step, loss = time.monotonic(), 0, torch.tensor(0.0)
    while (passed := (time.monotonic() - began) / SECONDS) < 1:
        for group in optimizer.param_groups:
            group["lr"] = 3e-3 * min(1.0, (step + 1) / 50) * max(0.02, 1 - passed)
        rows = torch.randint(len(lessons), (BATCH,))
        loss = model(input_ids=tokens[rows], labels=labels[rows]).loss
        optimizer.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimizer.step()
        step += 1
    model.generation_config.update(eos_token_id=4, pad_token_id=0, do_sample=False, max_new_tokens=200)
    model.save_pretrained(FOLDER, safe_serialization=True)
    words.save_pretrained(FOLDER)
    parameters = sum(weight.numel() for weight in model.parameters())
    told = {"seconds": time.monotonic() - began, "steps": step, "loss": loss.item(), "parameters": parameters}
    print(json.dumps(told))


main()
